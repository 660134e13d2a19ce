"""Headroom, plan and the live rules agree: what was foretold of a run is found once it is run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import run
from tests.engine.strategies import SESSIONS, SURFACES, TERRAINS, Diary, diaries
from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import RunFact
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding
from training.insights.headroom import STEP_M, headroom
from training.insights.other_plans import answer_run
from training.insights.plan import PlannedRun, as_runs
from training.insights.what_if import Ahead, Verdict, answer_week
from training.rules import ALL_RULES, load_longest_run, load_weekly_jump

RULESET = Ruleset()
Found = dict[tuple[str, str], int]

wishes = st.tuples(
    st.integers(0, 6),
    st.integers(500, 40_000),
    st.sampled_from(SESSIONS),
    st.sampled_from((None, *SURFACES)),
    st.sampled_from((None, *TERRAINS)),
    st.sampled_from((None, "", "ghost", "glide")),
)


def planned(diary: Diary, wish: tuple) -> PlannedRun:
    return PlannedRun(diary.today + timedelta(days=wish[0]), *wish[1:])


def logged(planned_run: RunFact, number: int = 0) -> RunFact:
    """The same run as it stands in a log: with a moment of its own, the last of its day."""
    clock = run(planned_run.day, 1, f"23:5{number}")
    return replace(planned_run, start=clock.start, instant_s=clock.instant_s)


def stands(log: Log, day) -> Found:
    return severities(evaluate(History(log, day), ALL_RULES, RULESET))


def severities(found: Iterable[Finding | None]) -> Found:
    return {(finding.rule.id, named(finding.subject)): finding.severity for finding in found if finding}


def named(subject: str) -> str:
    """A run by its day: planned and logged ones are named differently, and are the same."""
    kind, _colon, name = subject.partition(":")
    return f"run:{name.removeprefix('planned:')[:10]}" if kind == "run" else subject


@given(diary=diaries(), wish=wishes)
def test_a_run_finds_what_was_foretold_of_it(diary, wish):
    diary = diary.up_to(diary.today)
    history, asked = diary.history(), planned(diary, wish)
    answer = answer_run(history, ALL_RULES, RULESET, asked, diary.today + timedelta(days=28))
    (real,) = (logged(fact) for fact in as_runs(history.log, [asked]))
    told = severities(change.after for change in answer.changes)
    assert told == stands(diary.log(runs=[*diary.runs, real]), asked.day)
    before = severities(change.before for change in answer.changes)
    assert before == stands(diary.log(), asked.day)


@given(diary=diaries(), plan=st.lists(wishes, max_size=5, unique_by=lambda wish: wish[0]))
def test_a_week_finds_what_was_foretold_of_each_day(diary, plan):
    diary = diary.up_to(diary.today)
    wanted = sorted((planned(diary, wish) for wish in plan), key=lambda run: run.day)
    log = diary.log()
    days = answer_week(diary.history(), ALL_RULES, RULESET, wanted, diary.today, 7)
    for day in days:
        for number, fact in enumerate(as_runs(log, day.runs)):
            log = log.with_run(logged(fact, number))
        if day.runs:
            assert severities(change.after for change in day.changes) == stands(log, day.day)


@given(diary=diaries(), wish=wishes)
def test_the_room_raises_nothing_and_a_step_more_raises(diary, wish):
    diary = diary.up_to(diary.today)
    asked = planned(diary, wish)
    ahead = Ahead(diary.log(), asked.day, ALL_RULES, RULESET)
    room = ahead.reach(asked).metres
    if room is None:
        assert ahead.raised(replace(asked, distance_m=200_000)) == []
        return
    assert ahead.raised(replace(asked, distance_m=room + STEP_M)) != []
    assert room == 0 or ahead.raised(replace(asked, distance_m=room)) == []


@given(diary=diaries())
def test_the_headroom_of_today_is_the_room_of_a_plan(diary):
    """Of a run in no shoe and on no ground, as headroom asks about it."""
    diary = diary.up_to(diary.today)
    history = diary.history()
    bare = PlannedRun(diary.today, 1, "", "", "", "")
    for rule in (load_weekly_jump.RULE, load_longest_run.RULE):
        ahead = Ahead(history.log, diary.today, [rule], RULESET)
        left = {room.rule.id: room.left for room in headroom(history, RULESET)}.get(rule.id)
        if rule is load_weekly_jump.RULE and left and not ahead.holds_back:
            assert ahead.reach(bare).metres == left
        if left:
            assert not ahead.raised(replace(bare, distance_m=left))


@given(diary=diaries(), wish=wishes)
def test_what_is_offered_instead_is_answered_as_it_says(diary, wish):
    diary = diary.up_to(diary.today)
    latest = diary.today + timedelta(days=28)
    answer = answer_run(diary.history(), ALL_RULES, RULESET, planned(diary, wish), latest)
    for other in answer.alternatives:
        again = answer_run(diary.history(), ALL_RULES, RULESET, other.run, latest)
        assert again.verdict == other.verdict >= answer.verdict
    if answer.gate:
        assert (answer.verdict, answer.reach, answer.alternatives) == (Verdict.NO, None, ())
