"""What is done by the clock: once per interval, by one of several workers, and again where it failed."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone

from tests.clocks import standing_at
from tests.shell.test_start import PATIENCE_S
from training.models import Schedule, Worker
from training.tasks.schedules import SCHEDULES, wanted
from training.tasks.scheduling import NotDoneError, Scheduled, claim, do_due, settle

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOON = datetime(2026, 3, 28, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock(time_machine):
    return standing_at(NOON, time_machine)


@pytest.fixture
def calls():
    return []


def every(calls, name="sweep", **more):
    return Scheduled(name=name, **({"every": 10 * MINUTE, "act": calls.append} | more))


def row(name="sweep"):
    return Schedule.objects.get(pk=name)


def is_there(worker, beat_at=NOON):
    return Worker.objects.create(pk=worker, started_at=NOON, beat_at=beat_at)


def test_once_per_interval_and_once_after_a_long_sleep(clock, calls):
    schedule = [every(calls)]
    assert [do_due(schedule, "a"), do_due(schedule, "a")] == [1, 0]
    clock(NOON + 9 * MINUTE)
    assert do_due(schedule, "a") == 0
    later = clock(NOON + 10 * MINUTE)
    assert do_due(schedule, "a") == 1
    asleep = clock(NOON + 30 * DAY)
    assert [do_due(schedule, "a"), do_due(schedule, "a")] == [1, 0]
    assert calls == [NOON, later, asleep]
    kept = row()
    assert (kept.worker, kept.outcome, kept.failures) == ("", "done", 0)
    assert (kept.started_at, kept.success_at, kept.next_at) == (asleep, asleep, asleep + 10 * MINUTE)


def test_at_a_time_of_day_it_waits_for_it_and_summer_time_moves_nothing(clock, calls):
    nightly = [every(calls, at=time(3, 17), every=DAY)]
    assert do_due(nightly, "a") == 0
    for days in (0, 1, 2):
        moment = datetime(2026, 3, 29 + days, 3, 17, tzinfo=UTC)
        clock(moment - MINUTE)
        assert do_due(nightly, "a") == 0
        clock(moment)
        assert [do_due(nightly, "a"), do_due(nightly, "a")] == [1, 0]
    # The computer was off that night: made up for once, and then as ever.
    clock(datetime(2026, 4, 3, 8, tzinfo=UTC))
    assert [do_due(nightly, "a"), do_due(nightly, "a")] == [1, 0]
    assert row().next_at == datetime(2026, 4, 4, 3, 17, tzinfo=UTC)


def test_what_fails_is_told_without_its_words_and_tried_again_ever_later(clock, calls, caplog):
    def fail(now):
        raise ValueError("secret of a knee")

    both = [every(calls, name="bad", act=fail), every(calls)]
    moments = []
    while len(moments) < 8:
        assert do_due(both, "a") >= 1
        moments.append(timezone.now())
        clock(row("bad").next_at)
    pauses = [(later - earlier) // MINUTE for earlier, later in pairwise(moments)]
    assert pauses == [1, 2, 4, 8, 16, 32, 60]
    assert (row("bad").outcome, row("bad").failures, row("bad").success_at) == ("failed: ValueError", 8, None)
    assert [record.getMessage() for record in caplog.records] == ["schedule bad"] * 8
    assert len(calls) == 5
    both[0] = every(calls, name="bad")
    clock(row("bad").next_at)
    do_due(both, "a")
    assert (row("bad").outcome, row("bad").failures) == ("done", 0)


def test_words_for_an_operator_are_kept(clock, calls, caplog):
    def refuse(now):
        raise NotDoneError("The disk is full.")

    do_due([every(calls, act=refuse)], "a")
    assert row().outcome == "failed: The disk is full."
    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.ERROR, "schedule sweep: The disk is full.")


def test_who_holds_it_keeps_it_until_they_give_no_sign_of_life(clock, calls):
    schedule = every(calls)
    do_due([schedule], "a")
    is_there("a")
    clock(NOON + HOUR)
    Worker.objects.update(beat_at=NOON + HOUR)
    assert claim(schedule, "a", NOON + HOUR)
    assert do_due([schedule], "b") == 0
    # A minute without one: whoever finds it goes on.
    clock(NOON + HOUR + MINUTE)
    assert do_due([schedule], "b") == 1
    assert (row().worker, len(calls)) == ("", 2)


def test_who_could_not_write_how_it_ended_does_it_again(clock, calls):
    schedule = every(calls)
    is_there("a")
    do_due([schedule], "b")
    clock(row().next_at)
    assert claim(schedule, "a", row().next_at)
    assert do_due([schedule], "a") == 1


def test_a_clock_set_back_stops_nothing(clock, calls):
    schedule = every(calls)
    clock(NOON + 400 * DAY)
    do_due([schedule], "a")
    clock(NOON)
    assert do_due([schedule], "a") == 0
    assert row().next_at == NOON + 10 * MINUTE
    # A sign of life that has yet to come is of a worker that is dead.
    is_there("c", beat_at=NOON + 400 * DAY)
    clock(NOON + 10 * MINUTE)
    assert claim(schedule, "c", NOON + 10 * MINUTE)
    assert do_due([schedule], "a") == 1


def test_the_table_follows_the_list(clock, calls):
    do_due([every(calls, name="old"), every(calls), every(calls, name="first", at_start=True)], "a")
    settle([every(calls), every(calls, name="first", at_start=True)], NOON + MINUTE)
    assert dict(Schedule.objects.values_list("name", "next_at")) == {
        "first": NOON + MINUTE,
        "sweep": NOON + 10 * MINUTE,
    }


def test_every_schedule_of_ours_does_its_work_on_an_empty_database(clock, settings, tmp_path):
    settings.DATA_DIR, settings.KNEELOG_BACKUPS = tmp_path, 0
    assert len({each.name for each in SCHEDULES}) == len(SCHEDULES)
    do_due(wanted(), "a")
    assert dict(Schedule.objects.values_list("name", "outcome")) == {each.name: "done" for each in wanted()}


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_at_once_one_does_it(calls):
    Schedule.objects.create(name="sweep", next_at=timezone.now())
    names = [f"worker-{number}" for number in range(8)]
    for name in names:
        is_there(name, beat_at=timezone.now())
    together = Barrier(len(names), timeout=PATIENCE_S)

    def once_all_have_seen_that_it_is_due():
        together.wait()
        yield every(calls)

    def work(name):
        try:
            do_due(once_all_have_seen_that_it_is_due(), name)
        finally:
            connections.close_all()

    threads = [Thread(target=work, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(calls) == 1
    assert row().outcome == "done"
