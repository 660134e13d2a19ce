from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import check_in, on, run, summary
from tests.engine.strategies import diaries
from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import ShoeFact
from training.engine.history import History
from training.engine.log import Log
from training.insights.plan import DayAhead, PlannedRun, check_plan, with_plan
from training.rules import ALL_RULES

STEADY = [run(day, 10, surface="asphalt", warm_up=True, shoe="ghost") for day in range(0, 37, 3)]
GHOST = ShoeFact("ghost", "Ghost")


def ahead(plan, *, today=39, days=7, **log) -> list[DayAhead]:
    history = History(Log(**{"runs": STEADY, "shoes": [GHOST], **log}), on(today))
    return check_plan(history, ALL_RULES, Ruleset(), plan, first=on(today), days=days)


def said(days: list[DayAhead]) -> dict[int, list[tuple[str, str | None, str]]]:
    """{day: [(rule, severity before, severity after)]} of the days that raise something."""
    return {
        (day.day - on(0)).days: [
            (r.finding.rule.id, r.before.word if r.before else None, r.finding.severity.word)
            for r in day.raised
        ]
        for day in days
        if day.raised
    }


def test_a_usual_week_raises_nothing():
    assert ahead([PlannedRun(on(39), 10_000), PlannedRun(on(42), 10_000)]) == [
        DayAhead(on(39 + n), 10_000 if n in (0, 3) else 0) for n in range(7)
    ]


def test_the_first_step_over_the_line_raises():
    assert said(ahead([PlannedRun(on(42), 11_000)])) == {}
    days = ahead([PlannedRun(on(42), 11_010)])
    assert said(days) == {42: [("load.longest_run", None, "notice")]}
    assert days[3].room_m == 11_000


def test_a_day_is_built_on_the_days_before_it():
    twice = ahead([PlannedRun(on(41), 12_000), PlannedRun(on(43), 13_500)])
    assert said(twice)[41] == [("load.longest_run", None, "notice")]
    # 13.5 km is a new line beside the 12 km of two days before: 12.5 % more, not 35 %.
    (raised,) = (r for r in twice[4].raised if r.finding.rule.id == "load.longest_run")
    percent = {item.key: item.value for item in raised.finding.evidence}
    assert 12.5 in percent.values()
    alone = ahead([PlannedRun(on(43), 13_500)])
    assert ("load.longest_run", None, "caution") in said(alone)[43]


def test_what_stands_already_is_raised_only_where_it_grows():
    week = [*STEADY, run(38, 12)]
    assert said(ahead([PlannedRun(on(39), 1_000)], runs=week)) == {}


def test_a_sore_knee_speaks_of_a_planned_run():
    days = ahead([PlannedRun(on(39), 5_000)], check_ins=[check_in(39, 7, clock="06:00")])
    assert ("knee.running_through", None, "caution") in said(days)[39]


def test_nothing_planned_is_ever_counted_as_run():
    log = Log(runs=STEADY, shoes=[GHOST])
    before = (list(log.runs), log.shoe_distance(GHOST, 10**6), list(log.entry_days))
    history = History(log, on(39))
    check_plan(history, ALL_RULES, Ruleset(), [PlannedRun(on(39), 40_000)], first=on(39), days=7)
    assert (log.runs, log.shoe_distance(GHOST, 10**6), log.entry_days) == before
    assert with_plan(log, [PlannedRun(on(39), 40_000)]).runs[-1].shoe == "ghost"


def test_a_retired_shoe_is_not_worn_again():
    gone = replace(GHOST, retired_on=on(30))
    log = Log(runs=STEADY, shoes=[gone])
    assert with_plan(log, [PlannedRun(on(41), 5_000)]).runs[-1].shoe == ""


plans = st.lists(
    st.builds(tuple, st.tuples(st.integers(0, 6), st.integers(500, 40_000))),
    max_size=5,
    unique_by=lambda item: item[0],
)


@settings(deadline=None)
@given(diary=diaries(), plan=plans)
def test_a_plan_raises_what_logging_those_runs_raises(diary, plan):
    """The same rules speak, as gravely and of the same, once the runs are really in the log."""
    today = diary.today
    planned = [PlannedRun(today + timedelta(days=n), metres) for n, metres in sorted(plan)]
    history = History(diary.up_to(today).log(), today)
    days = check_plan(history, ALL_RULES, Ruleset(), planned, first=today, days=7)
    log, runs = history.log, []
    for day, item in ((ahead_of.day, ahead_of) for ahead_of in days):
        before = _stood(log, day)
        for number, wish in enumerate((p for p in planned if p.day == day), 1):
            logged = with_plan(log, [wish]).runs[-1]
            start = f"{day}T23:59:{number:02}+00:00"
            runs.append(replace(logged, start=start, instant_s=run(day, 1, "23:59").instant_s + number))
        log = diary.up_to(today).log(runs=[*diary.up_to(today).runs, *runs])
        raised = {
            (rule, subject, severity)
            for (rule, subject), severity in _stood(log, day).items()
            if severity > before.get((rule, subject), 0)
        }
        found = {(r.finding.rule.id, _named(r.finding.subject), r.finding.severity) for r in item.raised}
        assert found == {(rule, _named(subject), severity) for rule, subject, severity in raised}


def _stood(log: Log, day) -> dict:
    found = evaluate(History(log, day), ALL_RULES, Ruleset())
    assert len(summary(found)) == len(found)
    return {(finding.rule.id, finding.subject): finding.severity for finding in found}


def _named(subject: str) -> str:
    """A run by its day: planned and logged ones are named differently, and are the same."""
    kind, _, name = subject.partition(":")
    return f"run:{name.removeprefix('planned:')[:10]}" if kind == "run" else subject
