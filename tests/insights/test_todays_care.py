"""What care is proposed: at most three things, and nothing beside the advice to see someone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.builders import care, check_in, on, run
from tests.engine.strategies import Diary, diaries
from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import Profile
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Severity
from training.insights.todays_care import MOST, TodaysCare, todays_care
from training.knowledge import exercises
from training.rules import ALL_RULES


def proposed(today: int, **log) -> TodaysCare:
    history = History(Log(**log), on(today))
    return todays_care(history, evaluate(history, ALL_RULES, Ruleset()), Ruleset())


def kinds(today: int, **log) -> tuple[str, list[tuple[str, bool]]]:
    found = proposed(today, **log)
    return found.state, [(act.kind, act.done) for act in found.acts]


SORE = [check_in(10, 2, moment="rest")]
PAST = [check_in(0, 2), *(check_in(day, 0) for day in (1, 2, 3))]


def test_nothing_for_a_log_in_which_nothing_stands():
    assert proposed(10) == TodaysCare()
    assert proposed(10, runs=[run(9, 5)], check_ins=[check_in(9, 0)]) == TodaysCare()


@pytest.mark.parametrize("today", [10, 12])
def test_the_first_days_are_for_rest(today):
    assert kinds(today, check_ins=SORE) == (
        "first",
        [("rest_day", False), ("ice", False), ("elevation", False)],
    )


def test_after_the_run_of_today_it_is_too_late_for_a_day_of_rest():
    expected = [("ice", False), ("elevation", False), ("compression", False)]
    assert kinds(10, check_ins=SORE, runs=[run(10, 5)]) == ("first", expected)


def test_after_a_few_days_gentle_movement():
    weeks_of_strength = [care(13, "hamstring_curl")]
    entries = [*SORE, check_in(13, 2, moment="rest")]
    expected = [("hamstring_curl", True), ("foam_roll", False)]
    assert kinds(13, check_ins=entries, care=weeks_of_strength) == (
        "later",
        [("stretch_sitting", False), *expected],
    )


def test_much_pain_asks_for_rest_on_any_day():
    entries = [*SORE, check_in(14, 6, moment="rest")]
    assert kinds(14, check_ins=entries)[0] == "first"


def test_strength_where_the_habit_is_missing_and_what_was_done_shows_as_done():
    runs = [run(day, 5, warm_up=True) for day in range(0, 40, 2)]
    state, acts = kinds(39, check_ins=PAST, runs=runs)
    assert (state, acts[0]) == ("habit", ("glute_bridge", False))
    done = [care(39, "hamstring_curl")]
    assert ("hamstring_curl", True) in kinds(39, check_ins=PAST, runs=runs, care=done)[1]


def test_weak_quadriceps_begin_with_the_exercise_for_them():
    runs = [run(day, 5, warm_up=True) for day in range(0, 40, 2)]
    weak = Profile(weak_quadriceps=True)
    assert kinds(39, runs=runs, profile=weak)[1][0] == ("straight_leg_raise", False)


def test_of_two_stretches_the_one_not_done_for_longest():
    entries = [*SORE, check_in(14, 2, moment="rest")]
    for last, due in (("stretch_sitting", "stretch_lying_band"), ("stretch_lying_band", "stretch_sitting")):
        assert (due, False) in kinds(14, check_ins=entries, care=[care(13, last)])[1]
        assert (last, True) in kinds(14, check_ins=entries, care=[care(14, last)])[1]


@pytest.mark.parametrize("sign", ["locks", "cannot_bear_weight"])
def test_where_somebody_has_to_look_nothing_else_is_proposed(sign):
    assert kinds(10, check_ins=[check_in(10, 2, signs=[sign])]) == ("see_someone", [])


def test_an_episode_that_nobody_spoke_of_gets_its_question_instead():
    assert proposed(17, check_ins=SORE).acts == ()


@settings(max_examples=300)
@given(diaries())
def test_it_is_short_and_gives_way_to_a_professional(diary: Diary):
    history = diary.history()
    findings = evaluate(history, ALL_RULES, Ruleset())
    found = todays_care(history, findings, Ruleset())
    assert len(found.acts) <= MOST
    assert {act.kind for act in found.acts} <= set(exercises())
    assert len({act.kind for act in found.acts}) == len(found.acts)
    serious = any(finding.severity >= Severity.SPECIALIST for finding in findings)
    assert (found.state == "see_someone") is serious
    assert not (serious and found.acts)
