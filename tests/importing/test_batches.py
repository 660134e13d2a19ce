"""What a runner decides about a batch, and what is said of it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.importing.batch import accept, logged, rows, sent, staged, undone, verdicts
from training.importing.batches import choose, choose_all, discard, set_options
from training.importing.progress import Progress, Summary, progress, summary
from training.importing.states import BatchStateError, State
from training.importing.uploads import folder_of
from training.importing.working import work_on
from training.models import CareEntry, ImportBatch, ImportItem, Run, User
from training.tasks.imports import start_reading, start_saving, start_undoing

pytestmark = [pytest.mark.django_db, pytest.mark.data]
RUN = "2026-03-0{day}T07:30:00Z,10000,50:00,,,,"
THREE = rows(*(RUN.format(day=day) for day in (1, 2, 3)))
NOTHING = {"new": 0, "known": 0, "conflict": 0, "unnamed": 0, "care": 0}
GARMIN = b"Activity Type,Date,Distance,Time\nRunning,2026-03-01 07:30:00,5.00,45:00\n"
RIDES = b"""Activity Date,Activity Type,Distance,Elapsed Time,Distance
"Mar 1, 2026, 7:30:00 AM",Ride,40.0,3600,40000.0
"Mar 1, 2026, 9:30:00 AM",Swim,1.0,1800,1000.0
"Mar 2, 2026, 9:30:00 AM",Run,10.0,3000,10000.0
"""


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_a_request_does_the_whole_way_and_twice_is_once(anna):
    batch = sent(anna, {"a.csv": THREE})
    start_reading(batch)
    start_reading(batch)
    assert progress(batch) == Progress("ready", 1, 1, NOTHING | {"new": 3})
    assert folder_of(batch).exists()
    start_saving(batch)
    start_saving(batch)
    assert (progress(batch), Run.objects.count()) == (Progress("done", 1, 1, NOTHING | {"new": 3}), 3)
    assert not folder_of(batch).exists()
    start_undoing(batch)
    start_undoing(batch)
    assert (batch.state, Run.objects.count()) == ("undone", 0)
    for start in (start_reading, start_saving):
        with pytest.raises(BatchStateError):
            start(batch)


def test_how_far_it_is(anna):
    batch = sent(anna, {"a.csv": THREE, "b.csv": b""})
    assert progress(batch) == Progress("receiving", 0, 0, NOTHING)
    ImportBatch.objects.update(state="reading", expected=2)
    assert progress(batch) == Progress("reading", 0, 2, NOTHING)


def test_single_choices(anna):
    batch = staged(anna, {"a.csv": THREE})
    first = batch.items.get(row=2)
    assert choose(batch, first.pk, "keep")
    assert not choose(batch, first.pk, "take")
    assert not choose(batch, uuid.uuid4(), "keep")
    other = staged(User.objects.create_user("bert"), {"a.csv": THREE})
    assert not choose(batch, other.items.get(row=2).pk, "keep")
    accept(batch)
    assert Run.objects.filter(runner=anna).count() == 2
    with pytest.raises(BatchStateError):
        choose(batch, first.pk, "add")


def test_choices_for_all(anna):
    batch = staged(anna, {"a.csv": THREE})
    assert choose_all(batch, "new", "keep") == 3
    assert choose_all(batch, "new", "take") == 0
    assert choose_all(batch, "conflict", "take") == 0
    accept(batch)
    assert not Run.objects.exists()


def test_cross_training_comes_in_when_it_is_wanted(anna):
    batch = staged(anna, {"a.csv": RIDES})
    assert progress(batch).counts == NOTHING | {"new": 1, "care": 2}
    set_options(batch, with_care=True)
    accept(batch)
    assert sorted((str(act.on), act.kind, act.minutes) for act in CareEntry.objects.all()) == [
        ("2026-03-01", "cycle", 60),
        ("2026-03-01", "swim", 30),
    ]
    again = staged(anna, {"a.csv": RIDES}, with_care=True)
    assert set(again.items.values_list("verdict", "choice")) == {("known", "keep")}
    undone(batch)
    assert not CareEntry.objects.exists()


def test_cross_training_stays_out_unless_it_is_wanted(anna):
    logged(anna, {"a.csv": RIDES})
    assert not CareEntry.objects.exists()


def test_miles_after_all(anna):
    logged(anna, {"a.csv": rows("2026-03-01T07:30:00Z,8047,40:00,,,,")})
    batch = staged(anna, {"garmin.csv": GARMIN})
    assert summary(batch).assumed == 1
    assert verdicts(batch) == [("garmin.csv", 2, "new", "add", [])]
    set_options(batch, miles=True)
    assert verdicts(batch) == [("garmin.csv", 2, "conflict", "keep", ["duration_s"])]
    set_options(batch, miles=False)
    assert (batch.miles, batch.items.get().facts["distance_m"]) == (False, 5_000)
    assert verdicts(batch) == [("garmin.csv", 2, "new", "add", [])]


def test_discarded_nothing_is_left(anna):
    for batch in (sent(anna, {"a.csv": THREE}), staged(anna, {"a.csv": THREE})):
        discard(batch)
        discard(batch)
        assert not folder_of(batch).exists()
    assert not ImportBatch.objects.exists()
    assert not ImportItem.objects.exists()
    batch = logged(anna, {"a.csv": THREE})
    with pytest.raises(BatchStateError):
        discard(batch)


def test_what_came_of_it(anna, time_machine):
    logged(anna, {"a.csv": rows(RUN.format(day=1))})
    batch = logged(anna, {"a.csv": THREE, "b.csv": RIDES, "c.csv": b"", "d.jpg": b"\xff\xd8"})
    told = Summary(
        counts=NOTHING | {"new": 3, "known": 1, "care": 2},
        files={"read": 2, "skipped": 1, "failed": 1},
        left_out={"skipped": 2, "failed": 0},
        added=3,
        changed=0,
        assumed=0,
        kept=0,
        undo_until=datetime(2026, 7, 1, 12, tzinfo=UTC),
    )
    until = summary(batch).undo_until
    assert until
    assert until - told.undo_until < timedelta(minutes=1)
    assert summary(batch) == replace(told, undo_until=until)
    time_machine.move_to(datetime(2026, 7, 1, 12, 5, tzinfo=UTC))
    assert summary(batch).undo_until is None
    with pytest.raises(BatchStateError):
        start_undoing(batch)
    assert summary(batch) == Summary(
        **{name: getattr(told, name) for name in told.__slots__[:-1]}, undo_until=None
    )


def test_the_work_of_a_batch_that_cannot_go_on_ends(anna):
    batch = sent(anna, {"a.csv": THREE})
    ImportBatch.objects.update(state=State.READING, attempts=20)
    work_on(batch)
    assert (batch.state, batch.reason[:28]) == ("failed", "KneeLog could not go on with")
