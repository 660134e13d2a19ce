"""Runs of activity files into the database: new ones only, each with its shoe and on its own day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from training.importers.moments import Moment
from training.importers.run import ImportedRun, LeftOut, Reading
from training.importing.batch_reading import PLACES
from training.importing.files import FileImport, reports
from training.importing.staging import Place, Told, stage
from training.importing.states import State, move
from training.importing.working import work_on
from training.models import ImportBatch, ImportUpload, Run, Shoe, User

pytestmark = [pytest.mark.django_db, pytest.mark.data]
START = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


@pytest.fixture
def anna() -> User:
    user = User.objects.create_user("anna")
    user.profile.time_zone = "America/New_York"
    user.profile.save()
    return user


def told(row: int = 2, later: timedelta = timedelta(), metres: int = 10_000, **facts) -> ImportedRun:
    return ImportedRun(row, Moment(START + later, is_instant=True), metres, **{"duration_s": 3000, **facts})


def take(runner: User, *runs: ImportedRun) -> FileImport:
    return take_reading(runner, Reading(list(runs)))


def take_reading(runner: User, reading: Reading) -> FileImport:
    """One file, read, staged and saved with the choices that are proposed."""
    batch = ImportBatch.objects.create(runner=runner, state=State.READING)
    upload = ImportUpload.objects.create(runner=runner, batch=batch, number=1, name="a.csv", size=0)
    (file,) = stage(batch, [Told(Place(upload, PLACES, "a.csv"), reading)])
    move(batch, [State.READING], State.SAVING)
    work_on(batch)
    (report,) = reports(batch, [file])
    return report.rows


def test_an_instant_gets_the_day_of_the_runners_zone(anna):
    late = told(later=timedelta(hours=5))
    assert take(anna, late, told(row=3)) == FileImport(imported=2)
    assert [(run.local_text, run.local_date, run.zone) for run in Run.objects.order_by("starts_at")] == [
        ("2026-03-01T17:30:00-05:00", date(2026, 3, 1), "America/New_York"),
        ("2026-03-01T22:30:00-05:00", date(2026, 3, 1), "America/New_York"),
    ]


def test_wall_time_is_the_runners_clock(anna):
    take(anna, ImportedRun(2, Moment(datetime(2026, 3, 1, 23, 59)), 5000))
    assert Run.objects.get().local_text == "2026-03-01T23:59:00-05:00"


def test_all_that_was_told_is_kept(anna):
    facts = {
        "surface": "trail", "terrain": "hilly", "session": "long", "trigger": "terrain", "rpe": 7,
        "warm_up": True, "cool_down": False, "notes": "up and down",
    }  # fmt: skip
    take(anna, told(**facts))
    run = Run.objects.get()
    assert {name: getattr(run, name) for name in facts} == facts
    assert (run.distance_m, run.duration_s, run.runner) == (10_000, 3000, anna)


@pytest.mark.parametrize(
    ("twin", "differs"),
    [
        (told(3), ()),
        (told(3, metres=9_900, duration_s=2_970), ()),
        (told(3, metres=9_899), ("distance_m",)),
        (told(3, timedelta(seconds=120), metres=9_500, duration_s=None), ("distance_m",)),
        (told(3, timedelta(seconds=-120), metres=1, duration_s=3157), ("distance_m", "duration_s")),
        (told(3, metres=10_526, duration_s=1), ("distance_m", "duration_s")),
    ],
)
def test_a_twin_is_already_logged(anna, twin, differs):
    take(anna, told())
    Run.objects.update(notes="edited by hand", version=2)
    assert take(anna, twin) == FileImport(**{"conflicts": [(3, differs)]} if differs else {"known": [3]})
    assert list(Run.objects.values_list("notes", "distance_m", "version")) == [("edited by hand", 10_000, 2)]


@pytest.mark.parametrize(
    "other",
    [
        told(3, timedelta(seconds=121)),
        told(3, metres=9_499, duration_s=2_849),
        told(3, metres=10_527, duration_s=3_158),
        told(3, metres=5_000, duration_s=None),
    ],
)
def test_another_run_is_not_a_twin(anna, other):
    take(anna, told())
    assert take(anna, other) == FileImport(imported=1)


def test_twins_within_one_file_and_of_other_accounts(anna):
    assert take(anna, told(2), told(3), told(4, timedelta(hours=1))) == FileImport(imported=2, known=[3])
    assert take(User.objects.create_user("bert"), told()) == FileImport(imported=1)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"metres": -5}, "its distance in metres must be at least 1"),
        ({"metres": 500_001}, "its distance in metres must be at most 500000"),
        ({"metres": 10**308}, "its distance in metres must be at most 500000"),
        ({"duration_s": 0}, "its duration in seconds must be at least 1"),
        ({"surface": "lava"}, "its surface “lava” is not one of concrete, asphalt, trail, track, treadmill,"),
        ({"rpe": 11}, "its effort must be at most 10"),
        ({"later": timedelta(days=93)}, "its date is in the future"),
        ({"later": timedelta(days=365 * 5000)}, "its date is in the future"),
        ({"later": timedelta(days=-365 * 60)}, "its date is before 1970"),
    ],
)
def test_a_row_that_no_log_can_hold_fails_alone(anna, facts, why):
    result = take(anna, told(2, **facts), told(3))
    assert (result.imported, [left.row for left in result.failed]) == (1, [2])
    assert result.failed[0].why.startswith(why)


def test_what_the_reader_left_out_is_passed_on_in_order(anna):
    reading = Reading(
        [told(2, metres=0)], [LeftOut(4, "not a run", "Ride")], [LeftOut(1, "bad"), LeftOut(3, "bad")]
    )
    result = take_reading(anna, reading)
    assert (result.skipped, [left.row for left in result.failed]) == (reading.skipped, [1, 2, 3])


@pytest.mark.parametrize(("units", "metres"), [("km", 10_000), ("mi", 16_093)])
def test_a_distance_without_unit_counts_in_the_runners_own(anna, units, metres):
    anna.profile.units = units
    anna.profile.save()
    result = take(anna, told(distance_if_miles_m=16_093), told(3, timedelta(days=1)))
    assert (result.imported, dict(result.assumed_units)) == (2, {units: 1})
    assert Run.objects.order_by("starts_at")[0].distance_m == metres


def test_long_notes_are_cut(anna):
    take(anna, told(notes="x" * 5_000))
    assert len(Run.objects.get().notes) == 2_000


def test_shoes_are_found_by_name_or_key_and_made_once(anna):
    Shoe.objects.create(runner=anna, key="ghost", name="Brooks  Ghost 15")
    hour = timedelta(hours=1)
    names = ["brooks ghost 15 ", "ghost", "Pegasus 40 🚀", "PEGASUS 40 🚀", "", "🚀", "👟" * 200]
    take(anna, *(told(row, hour * row, shoe=name) for row, name in enumerate(names)))
    assert [run.shoe.key if run.shoe else None for run in Run.objects.order_by("starts_at")] == [
        "ghost",
        "ghost",
        "pegasus-40",
        "pegasus-40",
        None,
        "shoe",
        "shoe-2",
    ]
    assert {shoe.name for shoe in anna.shoes.all()} == {"Brooks  Ghost 15", "Pegasus 40 🚀", "🚀", "👟" * 80}


def test_no_shoe_is_made_for_a_run_that_is_already_logged(anna):
    take(anna, told())
    Run.objects.update(version=2)
    take(anna, told(shoe="Pegasus"))
    assert not Shoe.objects.exists()


def test_a_run_after_the_shoe_was_retired_comes_in_without_it(anna):
    Shoe.objects.create(runner=anna, key="ghost", name="Ghost", retired_on=date(2026, 3, 1))
    result = take(anna, told(2, shoe="Ghost"), told(3, timedelta(days=1), shoe="Ghost"))
    assert (result.imported, dict(result.without_shoe)) == (2, {"Ghost": 1})
    assert [run.shoe_id is None for run in Run.objects.order_by("starts_at")] == [False, True]


def test_queries_do_not_grow_with_the_file(anna, django_assert_num_queries):
    for number in (1, 3):
        runs = [told(row, timedelta(days=-row), shoe="Ghost") for row in range(number * 10, number * 11)]
        with django_assert_num_queries(41 if number == 1 else 38):
            take(anna, *runs)


def test_a_file_whose_import_breaks_leaves_nothing(anna, monkeypatch):
    monkeypatch.setattr(Run.objects, "bulk_create", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take(anna, told(shoe="Ghost"))
    assert not anna.shoes.exists()
