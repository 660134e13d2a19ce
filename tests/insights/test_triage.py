"""The order of a coach's athletes, as a table: the first of two lines needs a call sooner."""

from datetime import date
from itertools import pairwise

import pytest

from tests.builders import check_in, on, run
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Severity
from training.insights.triage import Change, Need, Silence, Standing, change_between, silence_of

TODAY = date(2026, 11, 22)
FRESH = Silence(0)
LONG = Silence(9, is_long=True)
SORE = Silence(9, is_long=True, is_sore=True)


def line(silence=FRESH, worst=None, name="x", **more) -> Standing:
    return Standing(name, silence, worst, **more)


ORDER = [
    line(worst=Severity.EMERGENCY, change=Change.NEW),
    line(worst=Severity.EMERGENCY),
    line(worst=Severity.EMERGENCY, is_seen=True),
    line(worst=Severity.SPECIALIST, change=Change.NEW),
    line(worst=Severity.SPECIALIST, change=Change.WORSE),
    line(worst=Severity.SPECIALIST, change=Change.NEVER),
    line(SORE, worst=Severity.SPECIALIST),
    line(worst=Severity.SPECIALIST, since=TODAY),
    line(worst=Severity.SPECIALIST),
    line(worst=Severity.SPECIALIST, change=Change.BETTER),
    line(worst=Severity.SPECIALIST, is_seen=True),
    line(SORE, worst=Severity.CAUTION),
    line(SORE),
    line(LONG, worst=Severity.CAUTION),
    line(worst=Severity.CAUTION, name="anna"),
    line(worst=Severity.CAUTION, name="Ben"),
    line(LONG, worst=Severity.NOTICE),
    line(Silence(30, is_long=True)),
    line(LONG),
    line(worst=Severity.NOTICE),
    line(LONG, silence_aside=True),
    line(Silence(6)),
    line(),
    line(change=Change.GONE),
    line(Silence(None)),
]


@pytest.mark.parametrize(("first", "second"), list(pairwise(ORDER)))
def test_who_comes_first(first, second):
    assert first.order < second.order


def test_the_needs_in_their_order():
    needs = list(dict.fromkeys(item.need for item in ORDER))
    assert needs == list(Need)


def test_a_warning_is_heard_before_there_is_a_log():
    assert line(Silence(None), worst=Severity.NOTICE).need is Need.NOTICE


KNEE, LOAD = ("knee.red_flag", "knee:left"), ("load.weekly_jump", "runner")


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (None, {}, Change.NEVER),
        (None, {KNEE: 3}, Change.NEVER),
        ({}, {}, Change.SAME),
        ({KNEE: 3}, {KNEE: 3}, Change.SAME),
        ({}, {KNEE: 3}, Change.NEW),
        ({LOAD: 2}, {KNEE: 3}, Change.NEW),
        ({LOAD: 1}, {LOAD: 2}, Change.WORSE),
        ({LOAD: 2, KNEE: 3}, {LOAD: 3, KNEE: 2}, Change.WORSE),
        ({LOAD: 2}, {LOAD: 1}, Change.BETTER),
        ({LOAD: 2, KNEE: 3}, {LOAD: 2}, Change.BETTER),
        ({LOAD: 2, KNEE: 3}, {}, Change.GONE),
    ],
)
def test_what_changed_since_the_last_look(before, now, change):
    assert change_between(before, now) is change


def silence(today: int, **log) -> Silence:
    return silence_of(History(Log(**log), on(today)), 7)


def test_silence_is_counted_from_any_entry():
    assert silence(3) == Silence(None)
    assert silence(0, runs=[run(0, 5)]) == Silence(0)
    assert silence(6, runs=[run(0, 5)]) == Silence(6)
    assert silence(7, runs=[run(0, 5)]) == Silence(7, is_long=True)
    assert silence(7, runs=[run(0, 5)], check_ins=[check_in(4, 0)]) == Silence(3)


def test_silence_after_a_sore_day_is_another_thing_than_after_a_clear_one():
    sore, clear = check_in(0, 3), check_in(1, 0)
    assert silence(6, check_ins=[sore]) == Silence(6)
    assert silence(7, check_ins=[sore]) == Silence(7, is_long=True, is_sore=True)
    assert silence(8, check_ins=[sore, clear]) == Silence(7, is_long=True)
