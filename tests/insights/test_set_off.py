"""The whole answer of one log: silence first, then what stands out, and what does not change it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import check_in, run
from tests.insights.simulated import episodes, readings, simulated_log
from training.engine.facts import SIDES
from training.engine.log import Log
from training.insights.set_off import LEAST_RUNS, MOST_RUNS, answers_of

# The facts of each factor's group that is sore, and of the others.
SORE = {
    "surface": ({"surface": "trail"}, {"surface": "asphalt"}, "trail"),
    "terrain": ({"terrain": "downhill"}, {"terrain": "flat"}, "downhill"),
    "session": ({"session": "sprints"}, {"session": "easy"}, "sprints"),
    "shoe": ({"shoe": "old"}, {"shoe": "new"}, "old"),
    "warm_up": ({"warm_up": False}, {"warm_up": True}, "no"),
}
# Each example reckons two logs.
few = settings(max_examples=10)
# Sore runs among others, without a rhythm.
PATTERN = [n in {1, 4, 6, 11, 13, 18, 22, 23, 29, 33, 36, 38} for n in range(40)]


def log_of(
    sore: list[bool], facts: tuple[dict, dict] = ({}, {}), score: int = 4, side: str = "left", **score_facts
) -> Log:
    """A run every third day, 0 or 1 after it, `score` more after the sore ones."""
    runs = [run(3 * n, 8, **facts[0 if is_sore else 1]) for n, is_sore in enumerate(sore)]
    entries = [
        check_in(3 * n, n % 5 // 4 + score * is_sore, side=side, **score_facts)
        for n, is_sore in enumerate(sore)
    ]
    return Log(runs=runs, check_ins=entries)


def found(log: Log, sides=SIDES) -> list[tuple[str, str, str, bool]]:
    """(outcome, factor, group, whether tighter) of each answer."""
    return [
        (answer.outcome, answer.group.factor.name, answer.group.mark, answer.group.is_tighter)
        for answer in answers_of(readings(log, sides))
    ]


def test_a_log_without_scores_has_no_group():
    log = Log(runs=[run(day, 8, surface="trail") for day in range(30)])
    assert [(reading.runs, reading.groups, reading.is_told) for reading in readings(log)] == [
        ((), (), False)
    ] * 2


def test_a_score_without_a_run_is_of_no_run():
    log = Log(runs=[run(0, 8)], check_ins=[check_in(day, day % 3) for day in range(1, 40)])
    assert [reading.scores for reading in readings(log)] == [(), ()]


@pytest.mark.parametrize("factor", SORE)
def test_where_no_score_follows_the_factor_nothing_stands_out(factor):
    assert found(log_of(PATTERN, SORE[factor][:2], score=0)) == []


@pytest.mark.parametrize("factor", SORE)
def test_what_the_sore_runs_have_in_common_stands_out(factor):
    *facts, mark = SORE[factor]
    assert found(log_of(PATTERN, tuple(facts))) == [("after", factor, mark, True)]


@pytest.mark.parametrize("factor", SORE)
def test_the_same_of_the_next_morning(factor):
    *facts, mark = SORE[factor]
    log = log_of(PATTERN, tuple(facts), moment="next_morning")
    runs = [run(3 * n - 1, 8, **facts[0 if sore else 1]) for n, sore in enumerate(PATTERN)]
    entries = [entry for entry in log.knees["left"].entries if entry.day > runs[0].day]
    assert found(Log(runs=runs[1:], check_ins=entries)) == [("morning", factor, mark, True)]


def test_long_runs_and_what_is_longer_than_before():
    """The longest are the sore ones, and by now longer than any of 30 days."""
    runs = [run(3 * n, 16 + 0.1 * n if sore else 8) for n, sore in enumerate(PATTERN)]
    log = Log(runs=runs, check_ins=log_of(PATTERN).knees["left"].entries)
    (answer,) = answers_of(readings(log))
    groups = [(group.factor.name, group.mark) for group in (answer.group, *answer.alike)]
    assert groups == [("spike", "longer"), ("distance", "1")]


def test_rest_days_before():
    days = [3 * n - sore for n, sore in enumerate(PATTERN)]
    runs = [run(day, 8) for day in days]
    entries = [
        check_in(day, n % 5 // 4 + 4 * sore) for n, (day, sore) in enumerate(zip(days, PATTERN, strict=True))
    ]
    marks = {
        mark for _, factor, mark, tighter in found(Log(runs=runs, check_ins=entries)) if factor == "rest"
    }
    assert marks == {"1"}


def test_two_and_three_runs_are_never_compared_three_and_three_are():
    for sore, compared in ((2, False), (3, True)):
        pattern = [n in (5, 17, 30)[:sore] for n in range(40)]
        (after, _) = readings(log_of(pattern, SORE["surface"][:2], score=9))
        trail = next(group for group in after.groups if group.mark == "trail")
        assert (len(trail.look.inside), trail.difference is not None) == (sore, compared)


@pytest.mark.parametrize(("runs", "is_told"), [(LEAST_RUNS - 1, False), (LEAST_RUNS, True)])
def test_below_twenty_runs_numbers_are_shown_and_nothing_is_said(runs, is_told):
    log = log_of([n % 3 == 1 for n in range(runs)], SORE["surface"][:2])
    after, _ = readings(log)
    assert (after.is_told, bool(after.findings)) == (is_told, is_told)
    assert all(group.difference for group in after.groups if group.factor.name == "surface")


def test_scores_that_are_all_the_same_tell_nothing():
    after, _ = readings(
        Log(runs=[run(n, 8) for n in range(30)], check_ins=[check_in(n, 2) for n in range(30)])
    )
    assert (len(after.runs), after.is_told, after.findings) == (30, False, [])


def test_the_numbers_of_a_group_by_hand():
    """40 runs, 12 sore: 0 or 1 after each, 4 more after these."""
    after, _ = readings(log_of(PATTERN, SORE["surface"][:2]))
    trail = next(group for group in after.groups if group.mark == "trail")
    usual = [n % 5 // 4 for n in range(40)]
    sore = [score + 4 for score, is_sore in zip(usual, PATTERN, strict=True) if is_sore]
    others = [score for score, is_sore in zip(usual, PATTERN, strict=True) if not is_sore]
    assert (trail.mean, trail.others_mean) == (sum(sore) / 12, sum(others) / 28)
    assert trail.difference.value == pytest.approx(trail.mean - trail.others_mean, abs=0.3)
    assert trail.difference.low > 0


def test_less_than_half_a_point_is_nothing_anybody_feels():
    sore = [n % 2 == 0 for n in range(200)]
    log = log_of(sore, SORE["surface"][:2], score=0)
    entries = [check_in(3 * n, 1 if is_sore and n % 5 < 2 else 0) for n, is_sore in enumerate(sore)]
    after, _ = readings(Log(runs=log.runs, check_ins=entries))
    trail = next(group for group in after.groups if group.mark == "trail")
    assert (trail.difference.stands_out, trail.difference.value < 0.5, trail.stands_out) == (
        True,
        True,
        False,
    )


def test_a_knee_that_was_sore_before_is_not_put_down_to_the_run():
    """Sore weeks, told between the runs too, and in them the treadmill: the runs made no difference."""
    weeks = [n // 8 % 4 == 3 for n in range(96)]
    runs = [run(2 * n, 8, surface="treadmill" if sore else "asphalt") for n, sore in enumerate(weeks)]
    after = [check_in(2 * n, 4 * sore + n % 3 // 2) for n, sore in enumerate(weeks)]
    days = [day for n, sore in enumerate(weeks) if sore for day in range(2 * n - 7, 2 * n)]
    before = [check_in(day, 4, clock="12:00", moment="rest") for day in sorted(set(days))]
    assert found(Log(runs=runs, check_ins=after)) != []
    assert found(Log(runs=runs, check_ins=[*after, *before])) == []


def test_groups_with_almost_the_same_runs_are_one_answer():
    facts = ({"surface": "trail", "shoe": "grip"}, {"surface": "asphalt", "shoe": "road"})
    (answer,) = answers_of(readings(log_of(PATTERN, facts)))
    assert (answer.group.mark, [group.mark for group in answer.alike]) == ("trail", ["grip"])


def test_one_knee_says_nothing_of_the_other():
    log = log_of(PATTERN, SORE["surface"][:2], side="right")
    assert found(log, ("left",)) == []
    assert found(log, ("right",)) == found(log) == [("after", "surface", "trail", True)]


def test_of_more_runs_than_are_reckoned_the_newest_count():
    after, _ = readings(log_of([n % 3 == 1 for n in range(MOST_RUNS + 5)]))
    assert (len(after.runs), after.left_out, after.runs[0].position) == (MOST_RUNS, 5, 5)


@few
@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(seed, draw):
    log = simulated_log(episodes, seed, 25, trail_adds=seed % 3)
    runs, entries = list(log.runs), [entry for knee in log.knees.values() for entry in knee.entries]
    draw.shuffle(runs)
    draw.shuffle(entries)
    assert readings(Log(runs=runs, check_ins=entries)) == readings(log)


@few
@given(st.integers(0, 30))
def test_the_names_of_the_sides_change_nothing(seed):
    log = simulated_log(episodes, seed, 25, trail_adds=2)
    (entries,) = (knee.entries for knee in log.knees.values() if knee.entries)
    other = [
        check_in(entry.day, entry.score, "right", entry.at[11:16], moment=entry.moment) for entry in entries
    ]
    assert readings(Log(runs=log.runs, check_ins=other)) == readings(log)


@few
@given(st.integers(0, 30))
def test_a_point_more_everywhere_moves_no_difference(seed):
    log = simulated_log(episodes, seed, 25)
    entries = [entry for knee in log.knees.values() for entry in knee.entries if entry.score < 10]
    raised = [
        check_in(entry.day, entry.score + 1, entry.side, entry.at[11:16], moment=entry.moment)
        for entry in entries
    ]
    there, here = (readings(Log(runs=log.runs, check_ins=each)) for each in (entries, raised))
    for one, other in zip(there, here, strict=True):
        values = [[g.difference.value for g in each.groups if g.difference] for each in (one, other)]
        assert values[1] == pytest.approx(values[0])
        assert [g.mean + 1 for g in one.groups] == pytest.approx([g.mean for g in other.groups])
