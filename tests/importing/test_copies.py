"""Several copies of one run sent together: one run, with what each of them tells."""

from __future__ import annotations

import pytest

from tests.importers.fit_files import FILE_ID, RUNNING, fit_file, fit_time, message
from tests.importing.batch import accept, log_of, logged, packed, rows, staged, undone, verdicts
from tests.importing.test_joined import HEADER as STRAVA
from training.importing.batches import choose
from training.models import ImportItem, Run

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NEW, KNOWN, CONFLICT, UNNAMED = (str(verdict) for verdict in ImportItem.Verdict)
ADD, KEEP, TAKE = (str(choice) for choice in ImportItem.Choice)
START = "2026-03-01T07:30:00Z"
BARE = rows(f"{START},10000,50:00,,,,")
FULL = rows(f"{START},10020,50:00,trail,,,5")
NOTES = rows(f"{START},10000,50:00,,Ghost,my notes,")


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.mark.parametrize(
    ("names", "differs"),
    [(["bare", "full", "notes"], ["notes", "shoe"]), (["notes", "full", "bare"], ["surface", "rpe"])],
)
def test_the_richest_is_kept_and_the_others_add_to_it(anna, names, differs):
    content = {"bare": BARE, "full": FULL, "notes": NOTES}
    batch = staged(anna, {name: content[name] for name in names})
    first, other = [name for name in names if name != "bare"]
    assert {name: (verdict, choice, differs) for name, _, verdict, choice, differs in verdicts(batch)} == {
        "bare": (KNOWN, KEEP, []),
        first: (NEW, ADD, []),
        other: (CONFLICT, TAKE, differs),
    }
    accept(batch)
    (run,) = Run.objects.all()
    assert (run.surface, run.rpe, run.shoe.name, run.notes) == ("trail", 5, "Ghost", "my notes")
    assert run.version == 1
    undone(batch)
    assert not Run.objects.exists()
    assert not anna.shoes.exists()


def test_archive_table_and_single_file_leave_one_run(anna):
    table = (
        STRAVA + '"Mar 1, 2026, 7:30:00 AM",Run,10.0,3600,10000.4,Ghost,activities/1.fit,3000\n'
    ).encode()
    session = {"start_time": fit_time("2026-03-01T07:30"), "sport": RUNNING, "total_timer_time": 3_000_000}
    run = fit_file(FILE_ID, message("session", **session, total_distance=1_000_500))
    archive = packed({"activities.csv": table, "activities/1.fit": run})
    batch = logged(anna, {"export.zip": archive, "activities.csv": table, "1.fit": run})
    assert [(name, verdict) for name, _, verdict, _, _ in verdicts(batch)] == [
        ("export.zip/activities/1.fit", NEW),
        ("activities.csv", KNOWN),
        ("1.fit", KNOWN),
    ]
    assert [(each.distance_m, each.shoe.name) for each in Run.objects.all()] == [(10_000, "Ghost")]
    before = log_of(anna)
    again = logged(anna, {"1.fit": run, "export.zip": archive})
    assert {verdict for _, _, verdict, _, _ in verdicts(again)} == {KNOWN}
    assert log_of(anna) == before


def test_a_poorer_copy_that_is_chosen_wins(anna):
    batch = staged(anna, {"full": FULL, "other": rows(f"{START},10400,50:00,track,,,")})
    assert verdicts(batch)[1] == ("other", 2, CONFLICT, KEEP, ["distance_m", "surface"])
    assert choose(batch, batch.items.get(verdict=CONFLICT).pk, TAKE)
    accept(batch)
    (run,) = Run.objects.all()
    assert (run.distance_m, run.surface, run.rpe) == (10_400, "track", 5)
    undone(batch)
    assert not Run.objects.exists()


def test_copies_of_a_run_that_is_left_out_stay_out(anna):
    batch = staged(anna, {"full": FULL, "notes": NOTES})
    assert choose(batch, batch.items.get(verdict=NEW).pk, KEEP)
    accept(batch)
    assert not Run.objects.exists()


def test_of_several_copies_of_a_logged_run_the_richest_is_proposed(anna):
    logged(anna, {"bare": BARE})
    more = rows(f"{START},10020,50:00,trail,Ghost,,5")
    batch = staged(anna, {"full": FULL, "more": more, "notes": NOTES})
    assert [(name, choice) for name, _, _, choice, _ in verdicts(batch)] == [
        ("full", KEEP),
        ("more", TAKE),
        ("notes", KEEP),
    ]
    accept(batch)
    assert [(run.rpe, run.shoe.name) for run in Run.objects.all()] == [(5, "Ghost")]


def test_twins_in_one_file(anna):
    batch = staged(anna, {"a.csv": BARE + f"{START},10000,50:00,trail,,,\n".encode()})
    assert [(row, verdict) for _, row, verdict, _, _ in verdicts(batch)] == [(2, KNOWN), (3, NEW)]
    assert batch.items.get(row=2).twin_item == batch.items.get(row=3)
