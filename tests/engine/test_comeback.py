from __future__ import annotations

import pytest

from tests.builders import care, on, run
from training.engine.comeback import Comeback, find_comeback
from training.engine.history import History
from training.engine.log import Log

BEFORE, FIRST, SECOND = run(0, 10), run(15, 4), run(17, 5)


def comeback(today: int, *runs, **log) -> Comeback | None:
    history = History(Log(runs=runs, **log), on(today))
    return find_comeback(history, break_days=14, usual_days=28, week_days=7)


def test_none_without_runs_or_without_a_break():
    assert comeback(5) is None
    assert comeback(5, run(0, 10), run(5, 10)) is None
    assert comeback(14, BEFORE, run(14, 4)) is None


def test_none_while_the_break_lasts():
    assert comeback(14, BEFORE, FIRST) is None


@pytest.mark.parametrize(("today", "runs"), [(15, [FIRST]), (17, [FIRST, SECOND]), (21, [FIRST, SECOND])])
def test_holds_the_runs_so_far(today, runs):
    off = (on(1).toordinal(), on(14).toordinal())
    assert comeback(today, BEFORE, FIRST, SECOND) == Comeback(BEFORE, off, runs, 10000, 10000)


def test_over_after_a_week():
    assert comeback(22, BEFORE, FIRST, SECOND) is None


def test_counts_days_and_metres():
    found = comeback(17, BEFORE, FIRST, SECOND)
    assert found is not None
    assert (found.days_off, found.distance_m) == (14, 9000)


@pytest.mark.parametrize(("day", "usual_run_m"), [(-28, 10000), (-27, 20000)])
def test_usual_are_the_last_days_before_the_break(day, usual_run_m):
    found = comeback(15, run(day, 30), BEFORE, FIRST)
    assert found is not None
    assert found.usual_run_m == usual_run_m


def test_usual_week_of_a_log_that_began_earlier_than_is_loaded():
    since_ever = comeback(15, run(-9, 10), BEFORE, FIRST)
    loaded = comeback(15, run(-9, 10), BEFORE, FIRST, first_run_on=on(-900))
    assert since_ever is not None
    assert loaded is not None
    assert (since_ever.usual_week_m, loaded.usual_week_m) == (14000, 5000)


def test_silence_is_looked_for_ninety_days_back():
    log = Log(runs=[BEFORE, run(200, 4)], care=[care(180)])
    history = History(log, on(200))
    found = find_comeback(history, break_days=14, usual_days=28, week_days=7)
    assert found is not None
    assert found.silent_days(history) == 70
