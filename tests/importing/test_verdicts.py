"""What is said of each entry before it counts: new, known, or logged differently."""

from __future__ import annotations

import pytest

from tests.importers.fit_files import FILE_ID, fit_file, records
from tests.importing.batch import accept, log_of, logged, rows, staged, undone, verdicts
from training.importing.batches import choose_all
from training.models import ImportItem, Run, Shoe

pytestmark = [pytest.mark.django_db, pytest.mark.data]
FULL = "2026-03-01T07:30:00Z,10000,50:00,trail,Ghost,up and down,5"
BARE = "2026-03-01T07:30:00Z,10000,50:00,,,,"
NEW, KNOWN, CONFLICT, UNNAMED = (str(verdict) for verdict in ImportItem.Verdict)
ADD, KEEP, TAKE = (str(choice) for choice in ImportItem.Choice)


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_nothing_is_in_the_log_before_it_is_accepted(anna):
    before = log_of(anna)
    batch = staged(anna, {"a.csv": rows(FULL), "b.jpg": b"\xff\xd8"})
    assert verdicts(batch) == [("a.csv", 2, NEW, ADD, [])]
    assert log_of(anna) == before
    assert [(file.name, file.outcome, file.reason) for file in batch.files.all()] == [
        ("a.csv", "read", ""),
        ("b.jpg", "skipped", "This is no kind of file that KneeLog reads"),
    ]


@pytest.mark.parametrize(
    ("there", "told", "said"),
    [
        (FULL, FULL, (KNOWN, KEEP, [])),
        (FULL, BARE, (KNOWN, KEEP, [])),
        (BARE, "2026-03-01T07:31:00Z,10050,50:20,,,,", (KNOWN, KEEP, [])),
        (BARE, FULL, (CONFLICT, TAKE, ["surface", "rpe", "notes", "shoe"])),
        (BARE, "2026-03-01T07:30:00Z,10300,50:00,,,,", (CONFLICT, KEEP, ["distance_m"])),
        (BARE, "2026-03-01T07:30:00Z,10300,50:00,trail,,,", (CONFLICT, TAKE, ["distance_m", "surface"])),
        (FULL, "2026-03-01T07:30:00Z,10000,50:00,track,,,", (CONFLICT, KEEP, ["surface"])),
        (FULL, "2026-03-01T08:30:00+01:00,10000,50:00,,,,", (CONFLICT, KEEP, ["zone"])),
        (BARE, "2026-03-01T07:30:00Z,10000,50:00,,,  ,", (KNOWN, KEEP, [])),
        (FULL, "2026-03-01T07:30:00Z,10000,50:00,,ghost,up and,", (KNOWN, KEEP, [])),
    ],
)
def test_beside_a_logged_run(anna, there, told, said):
    logged(anna, {"a.csv": rows(there)})
    assert verdicts(staged(anna, {"b.csv": rows(told)})) == [("b.csv", 2, *said)]


def test_what_was_edited_by_hand_is_left_as_it_is(anna):
    logged(anna, {"a.csv": rows(BARE)})
    Run.objects.update(version=2, notes="by hand")
    before = log_of(anna)
    batch = logged(anna, {"a.csv": rows(BARE), "b.csv": rows(FULL)})
    assert [(name, verdict, choice) for name, _, verdict, choice, _ in verdicts(batch)] == [
        ("a.csv", KNOWN, KEEP),
        ("b.csv", CONFLICT, KEEP),
    ]
    assert log_of(anna) == before


def test_the_richer_copy_is_taken_and_loses_nothing(anna):
    logged(anna, {"a.csv": rows("2026-03-01T07:30:00Z,10300,50:00,,,knee was fine,3")})
    batch = logged(anna, {"b.csv": rows(FULL)})
    (run,) = Run.objects.all()
    assert (run.distance_m, run.surface, run.rpe, run.version) == (10_000, "trail", 5, 2)
    assert (run.notes, run.shoe.name) == ("knee was fine\nup and down", "Ghost")
    assert verdicts(staged(anna, {"b.csv": rows(FULL)})) == [("b.csv", 2, KNOWN, KEEP, [])]
    undone(batch)
    (run,) = Run.objects.all()
    assert (run.distance_m, run.surface, run.rpe, run.version, run.shoe) == (10_300, "", 3, 1, None)
    assert run.notes == "knee was fine"
    assert not Shoe.objects.exists()


def test_what_changed_since_the_preview_is_not_overwritten(anna):
    logged(anna, {"a.csv": rows(BARE)})
    batch = staged(anna, {"b.csv": rows(FULL)})
    Run.objects.update(version=2, notes="by hand")
    before = log_of(anna)
    accept(batch)
    assert log_of(anna) == before
    assert verdicts(batch)[0][2:4] == (CONFLICT, KEEP)


def test_what_came_into_the_log_since_the_preview_is_not_doubled(anna):
    first, second = staged(anna, {"a.csv": rows(FULL)}), staged(anna, {"b.csv": rows(BARE)})
    accept(first)
    accept(second)
    assert Run.objects.count() == 1
    assert verdicts(second) == [("b.csv", 2, KNOWN, KEEP, [])]
    undone(second)
    assert Run.objects.count() == 1


def test_a_run_deleted_since_the_preview_is_added(anna):
    logged(anna, {"a.csv": rows(BARE)})
    batch = staged(anna, {"b.csv": rows(FULL)})
    Run.objects.all().delete()
    accept(batch)
    assert [run.surface for run in Run.objects.all()] == ["trail"]
    undone(batch)
    assert not Run.objects.exists()


def test_activities_without_a_sport_wait_unless_the_run_is_known(anna):
    unnamed = fit_file(FILE_ID, records((0, 0), (600, 2000)))
    batch = staged(anna, {"a.fit": unnamed})
    assert verdicts(batch) == [("a.fit", 1, UNNAMED, KEEP, [])]
    assert choose_all(batch, UNNAMED, ADD) == 1
    accept(batch)
    assert Run.objects.count() == 1
    assert verdicts(staged(anna, {"a.fit": unnamed})) == [("a.fit", 1, KNOWN, KEEP, [])]


def test_the_damaged_copy_objects_to_nothing(anna):
    whole = fit_file(FILE_ID, records((0, 0), (600, 2000), (1200, 4000)))
    batch = staged(anna, {"a.fit": whole, "b.fit": whole[:-20]}, unnamed_are_runs=True)
    assert [(name, verdict) for name, _, verdict, _, _ in verdicts(batch)] == [
        ("a.fit", UNNAMED),
        ("b.fit", KNOWN),
    ]


def test_a_retired_shoe_is_no_difference(anna):
    Shoe.objects.create(runner=anna, key="ghost", name="Ghost", retired_on="2026-01-01")
    batch = logged(anna, {"a.csv": rows(FULL)})
    assert batch.files.get().without_shoe == {"Ghost": 1}
    assert verdicts(staged(anna, {"a.csv": rows(FULL)})) == [("a.csv", 2, KNOWN, KEEP, [])]
