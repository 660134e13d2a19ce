"""Files that are kept and saved together: as if each had come alone, with no more queries than one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.importing.batch import accept, log_of, verdicts
from training.importers.moments import Moment
from training.importers.run import ImportedCare, ImportedRun, Reading
from training.importing.batch_reading import keep
from training.importing.files import reports
from training.importing.saving import in_groups
from training.importing.staging import FILES_AT_ONCE, ROWS_AT_ONCE, Place, Told, stage
from training.importing.states import State, move
from training.importing.twins import spans
from training.models import ImportBatch, ImportUpload, Shoe, User

pytestmark = [pytest.mark.django_db, pytest.mark.data]
START = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def run_at(start: datetime, metres: int = 10_000, **facts) -> ImportedRun:
    facts = {"row": 2, "duration_s": 3000, **facts}
    return ImportedRun(start=Moment(start, is_instant=True), distance_m=metres, **facts)


def ride_at(start: datetime, minutes: int) -> ImportedCare:
    return ImportedCare(3, Moment(start, is_instant=True), "cycle", minutes)


def told(runner: User, *readings: Reading) -> tuple[ImportBatch, list[Told]]:
    """A batch that is being read, and what its files tell."""
    batch = ImportBatch.objects.create(runner=runner, state=State.READING, with_care=True)
    upload = ImportUpload.objects.create(runner=runner, batch=batch, number=1, name="a.zip", size=0)
    places = (Place(upload, number, f"{number}.gpx") for number in range(len(readings)))
    return batch, [Told(place, reading) for place, reading in zip(places, readings, strict=True)]


@pytest.mark.parametrize("number", [1, FILES_AT_ONCE])
def test_many_files_take_as_many_queries_as_one(anna, django_assert_num_queries, number):
    days = (START - timedelta(days=back) for back in range(number))
    batch, files = told(anna, *(Reading([run_at(day)]) for day in days))
    assert batch.runner.profile.units == "km"
    with django_assert_num_queries(9):
        assert len(stage(batch, files)) == number
    move(batch, [State.READING], State.READY)
    with django_assert_num_queries(22):
        accept(batch)
    assert anna.runs.count() == number


def test_copies_that_come_together_are_treated_like_those_that_come_alone(anna):
    bert = User.objects.create_user("bert")
    readings = [
        Reading([run_at(START)], care=[ride_at(START, 30)]),
        Reading([run_at(START + MINUTE, surface="trail", rpe=5)], care=[ride_at(START + 1.5 * MINUTE, 31)]),
        Reading([run_at(START, 20_000, duration_s=6000)], care=[ride_at(START + 3 * MINUTE, 45)]),
        Reading([run_at(START - MINUTE, notes="mine", shoe="Ghost")]),
        Reading([run_at(START - timedelta(days=400))]),
    ]
    together, files = told(anna, *readings)
    assert [file.position for file in stage(together, files)] == [0, 1, 2, 3, 4]
    alone, files = told(bert, *readings)
    for file in files:
        stage(alone, [file])
    assert verdicts(together) == verdicts(alone)
    for batch in (together, alone):
        move(batch, [State.READING], State.READY)
        accept(batch)
    assert log_of(anna) == log_of(bert)
    assert anna.runs.count() == 3


def test_what_was_kept_is_not_kept_again(anna):
    batch, (first, second, third) = told(anna, *(Reading([run_at(START)]) for _ in range(3)))
    stage(batch, [first, second])
    assert [file.name for file in stage(batch, [second, third])] == ["2.gpx"]
    assert (batch.files.count(), batch.items.count()) == (3, 3)
    move(batch, [State.READING], State.READY)
    assert stage(batch, [first]) == []


def test_one_that_cannot_be_kept_takes_no_other_with_it(anna):
    rows = (2, 2**63, 3)
    batch, files = told(anna, *(Reading([run_at(START, row=row)]) for row in rows))
    assert [(file.name, file.outcome, file.reason) for file in keep(batch, files, State.READING)] == [
        ("0.gpx", "read", ""),
        ("1.gpx", "failed", "KneeLog could not take it in"),
        ("2.gpx", "read", ""),
    ]
    assert sorted(batch.items.values_list("row", flat=True)) == [2, 3]


def test_each_file_tells_which_of_its_own_runs_came_in_without_their_shoe(anna):
    Shoe.objects.create(runner=anna, key="old", name="Old", retired_on=date(2026, 3, 2))
    days = [START + timedelta(days=day) for day in range(3)]
    batch, files = told(anna, *(Reading([run_at(day, shoe="Old")]) for day in days))
    read = stage(batch, files)
    move(batch, [State.READING], State.READY)
    accept(batch)
    told_of = [dict(report.rows.without_shoe) for report in reports(batch, read)]
    assert told_of == [{}, {}, {"Old": 1}]


def test_what_is_written_at_once():
    ids = [uuid4() for _ in range(2 * FILES_AT_ONCE)]
    assert list(in_groups([])) == []
    assert [len(group) for group in in_groups([(pk, 1) for pk in ids])] == [FILES_AT_ONCE] * 2
    one, two, three = ids[:3]
    assert list(in_groups([(one, ROWS_AT_ONCE - 1), (two, 1), (three, 1)])) == [[one, two], [three]]
    assert list(in_groups([(one, 1), (two, ROWS_AT_ONCE), (three, 1)])) == [[one], [two], [three]]


def test_runs_far_apart_are_looked_for_apart():
    later = START + timedelta(days=29)
    much_later = later + timedelta(days=31)
    assert spans([], MINUTE) == []
    assert spans([much_later, START, later], MINUTE) == [
        (START - MINUTE, later + MINUTE),
        (much_later - MINUTE, much_later + MINUTE),
    ]
