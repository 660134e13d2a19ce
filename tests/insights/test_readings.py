"""What late entries changed, and which of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import care, check_in, on, run
from tests.engine.strategies import diaries
from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import Injury, Profile, ShoeFact
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Severity
from training.insights.readings import differences
from training.rules import ALL_RULES, knee_pain_level, load_no_rest_day, shoe_mileage

HABIT = [run(day, 6) for day in range(0, 40, 3)]


def told(log: Log, late, *rules, day: int = 40):
    """(rule, severity then, severity now, deciding entries) of each difference that `late` makes."""
    before = log
    for entry in late:
        before = before.without(entry)
    then = evaluate(History(before, on(day)), rules or ALL_RULES, Ruleset())
    found = differences(then, History(log, on(day)), rules or ALL_RULES, Ruleset(), late)
    return [
        (
            (one.now or one.then).rule.id,
            one.then.severity if one.then else None,
            one.now.severity if one.now else None,
            one.entries,
        )
        for one in found
    ]


def test_nothing_differs_where_nothing_came_late():
    assert told(Log(runs=[*HABIT, run(40, 20)]), []) == []


def test_nothing_differs_where_what_came_late_does_not_matter():
    late = check_in(38, 0)
    assert told(Log(check_ins=[check_in(40, 7), late]), [late], knee_pain_level.RULE) == []


def test_a_late_entry_that_raises_a_warning():
    late, other = check_in(40, 7), check_in(40, 0, "right")
    log = Log(check_ins=[late, other])
    assert told(log, [late, other], knee_pain_level.RULE) == [
        ("knee.pain_level", None, Severity.CAUTION, (late,))
    ]


def test_a_late_entry_that_takes_a_warning_away():
    rest = care(39)
    runs = [run(day, 5) for day in range(20, 41)]
    runs = [one for one in runs if one.day != on(39)]
    log = Log(runs=runs, care=[rest])
    with_run = run(39, 5)
    assert [name for name, *_ in told(Log(runs=[*runs, with_run]), [with_run], load_no_rest_day.RULE)] == [
        "load.no_rest_day"
    ]
    assert told(log, [rest], load_no_rest_day.RULE) == []


def test_a_late_entry_that_makes_it_graver():
    early, late = check_in(40, 4), check_in(40, 8, clock="21:00")
    log = Log(check_ins=[early, late])
    assert told(log, [late], knee_pain_level.RULE) == [
        ("knee.pain_level", Severity.NOTICE, Severity.CAUTION, (late,))
    ]


def test_a_late_pair_of_shoes():
    late = ShoeFact("ghost", "Ghost", earlier_m=800_000)
    log = Log(runs=[run(40, 5, shoe="ghost")], shoes=[late])
    ((rule, then, _now, entries),) = told(log, [late], shoe_mileage.RULE)
    assert (rule, then, entries) == ("shoe.mileage", None, (late,))


def test_no_single_one_of_several_may_decide():
    late = [check_in(40, 7, clock=clock) for clock in ("08:00", "09:00")]
    log = Log(check_ins=late)
    ((_rule, _then, _now, entries),) = told(log, late, knee_pain_level.RULE)
    assert set(entries) <= set(late)


def test_without_takes_one_of_two_equal_acts_and_any_injury():
    injury = Injury("left", on(0))
    log = Log(care=[care(3), care(3)], profile=Profile(injuries=(injury,)))
    assert (log.without(care(3)).care, log.without(injury).profile.injuries) == ([care(3)], ())


@settings(max_examples=60)
@given(diaries(), st.randoms(use_true_random=False))
def test_one_late_entry_alone_decides_every_difference_it_makes(diary, dice):
    log, entries = diary.log(), [*diary.runs, *diary.check_ins, *diary.care]
    if not entries:
        return
    late = dice.choice(entries)
    left = {name: [e for e in getattr(diary, name) if e != late] for name in ("runs", "check_ins", "care")}
    if late in diary.care:
        left["care"] = list(diary.care)
        left["care"].remove(late)
    then = evaluate(replace(diary, **left).history(), ALL_RULES, Ruleset())
    history = History(log, diary.today)
    found = differences(then, history, ALL_RULES, Ruleset(), [late])
    assert {one.entries for one in found} <= {(late,)}
    now = {(f.rule.id, f.subject): f for f in evaluate(history, ALL_RULES, Ruleset())}
    before = {(f.rule.id, f.subject): f for f in then}
    differing = {
        name
        for name in {**now, **before}
        if name not in now
        or name not in before
        or (now[name].severity, now[name].lead("km")) != (before[name].severity, before[name].lead("km"))
    }
    assert {((one.now or one.then).rule.id, (one.now or one.then).subject) for one in found} == differing
