"""A span of days as bars: one lane for each warning, one stretch for each time it stood."""

from __future__ import annotations

from hypothesis import given, settings

from tests.builders import care, check_in, on, run
from tests.engine.strategies import diaries
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.engine.replay import replay
from training.engine.rule import Severity
from training.insights.timeline import Day, Spell, Stretch, Timeline, draw_timeline
from training.rules import ALL_RULES, knee_pain_level

LOG = Log(
    check_ins=[check_in(2, 4), check_in(4, 7), check_in(9, 6, "right")],
    runs=[run(day, 5) for day in range(0, 9, 2)],
    care=[care(3)],
)


def drawn(log: Log, first: int, last: int, rules=(knee_pain_level.RULE,)) -> Timeline:
    found = replay(log, rules, Ruleset(), on(first), on(last))
    return draw_timeline((History(log, day), findings) for day, findings in found)


def at(day: int) -> int:
    return on(day).toordinal()


def test_no_day_is_no_timeline():
    assert drawn(LOG, 2, 1) == Timeline()


def test_days_on_which_nothing_stood_have_no_lane():
    timeline = drawn(LOG, 0, 1)
    assert (timeline.lanes, timeline.spells) == ((), ())
    assert timeline.days == (Day(5_000, None, False, None), Day(0, None, False, None))


def test_a_lane_for_each_knee_and_a_stretch_for_each_severity():
    lanes = drawn(LOG, 0, 12).lanes
    assert [(lane.rule_id, lane.subject, lane.worst) for lane in lanes] == [
        ("knee.pain_level", "knee:right", Severity.CAUTION),
        ("knee.pain_level", "knee:left", Severity.CAUTION),
    ]
    assert lanes[1].stretches == (
        Stretch(at(2), at(3), Severity.NOTICE),
        Stretch(at(4), at(5), Severity.CAUTION),
    )


def test_a_day_holds_what_was_logged_and_the_worst_that_stood():
    assert drawn(LOG, 2, 4).days == (
        Day(5_000, 4, False, Severity.NOTICE),
        Day(0, None, True, Severity.NOTICE),
        Day(5_000, 7, False, Severity.CAUTION),
    )


def test_weeks_are_the_sums_of_the_days_that_lie_in_the_span():
    timeline = drawn(LOG, 1, 8)
    assert [timeline.metres_in(at(a), at(b)) for a, b in [(0, 4), (5, 20), (-9, 0), (9, 9)]] == [
        *(10_000, 10_000),
        *(0, 0),
    ]


def test_spells_are_cut_at_the_span():
    assert drawn(LOG, 3, 10).spells == (
        Spell("left", at(3), at(10)),
        Spell("right", at(9), at(10)),
    )


def test_runs_of_one_rule_share_a_lane():
    runs = [run(day, 6) for day in range(0, 40, 3)]
    log = Log(runs=[*runs, run(41, 14), run(46, 20)])
    lanes = drawn(log, 0, 60, ALL_RULES).lanes
    assert [lane.subject for lane in lanes if lane.rule_id == "load.longest_run"] == [""]


@settings(max_examples=40)
@given(diaries())
def test_lanes_say_each_day_what_the_engine_says(diary):
    log, last = diary.log(), diary.today.toordinal()
    first = last - 30
    timeline = drawn(log, first - at(0), last - at(0), ALL_RULES)
    for day in range(first, last + 1):
        stood = {
            (lane.rule_id, stretch.severity)
            for lane in timeline.lanes
            for stretch in lane.stretches
            if stretch.first <= day <= stretch.last
        }
        found = evaluate(History(log, on(day - at(0))), ALL_RULES, Ruleset())
        worst = {finding.rule.id: finding.severity for finding in reversed(found)}
        assert set(worst.items()) <= stood
        assert {rule for rule, _ in stood} == set(worst)
        assert timeline.days[day - first].severity == max(worst.values(), default=None)
