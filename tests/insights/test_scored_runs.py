"""Which score belongs to which run."""

from __future__ import annotations

import pytest

from tests.builders import check_in, on, run
from training.engine.facts import SIDES
from training.engine.log import Log
from training.insights.scored_runs import scored_runs

SPAN = (on(0).toordinal(), on(60).toordinal())


def scores(runs, entries, sides=SIDES) -> list[tuple[float | None, int | None, int | None]]:
    """(before, after, next morning) of each run."""
    found = scored_runs(Log(runs=runs, check_ins=entries), SPAN, sides)
    return [(each.before, each.after, each.morning) for each in found]


def test_a_run_without_a_score_has_none():
    assert scores([run(5, 8)], []) == [(None, None, None)]


def test_a_run_outside_the_days_is_not_there():
    assert scores([run(-1, 8), run(61, 8)], [check_in(61, 3)]) == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (check_in(5, 3), (None, 3, None)),
        (check_in(5, 3, moment="during", clock="08:00"), (None, 3, None)),
        (check_in(5, 3, moment="rest"), (None, 3, None)),
        (check_in(5, 3, moment="before", clock="07:00"), (3, None, None)),
        # Said to be of a run, and timed before any of that day.
        (check_in(5, 3, clock="06:00"), (None, 3, None)),
        (check_in(5, 3, moment="next_morning"), (None, None, None)),
        (check_in(6, 3, moment="next_morning"), (None, None, 3)),
        (check_in(6, 3), (None, None, None)),
        (check_in(7, 3, moment="next_morning"), (None, None, None)),
        (check_in(4, 3), (3, None, None)),
        (check_in(-2, 3), (3, None, None)),
        (check_in(-3, 3), (None, None, None)),
    ],
)
def test_a_score_says_what_its_moment_and_time_say(entry, expected):
    assert scores([run(5, 8)], [entry]) == [expected]


def test_the_worst_of_the_rest_of_the_day_counts():
    assert scores([run(5, 8)], [check_in(5, 4, clock="09:00"), check_in(5, 1)]) == [(None, 4, None)]


def test_before_is_the_mean_of_the_worst_of_each_day():
    entries = [check_in(2, 5), check_in(2, 1, clock="21:00"), check_in(4, 2), check_in(5, 2, clock="06:00")]
    entries[-1:] = [check_in(5, 2, moment="rest", clock="06:00")]
    assert scores([run(5, 8)], entries) == [(3, None, None)]


def test_each_of_two_runs_a_day_has_the_scores_until_the_next():
    runs = [run(5, 8, "07:00"), run(5, 5, "18:00")]
    entries = [
        check_in(5, 1, clock="09:00"),
        check_in(5, 4, clock="19:30"),
        check_in(6, 2, moment="next_morning"),
    ]
    assert scores(runs, entries) == [(None, 1, None), (1, 4, 2)]


def test_a_morning_after_the_next_run_is_not_told_of_the_run_before():
    runs = [run(5, 8), run(6, 8, "06:00")]
    assert scores(runs, [check_in(6, 3, moment="next_morning", clock="09:00")]) == [(None,) * 3] * 2


def test_of_two_knees_the_worse_counts_and_each_alone():
    entries = [check_in(5, 1, side="left"), check_in(5, 4, side="right"), check_in(4, 2, side="left")]
    assert scores([run(5, 8)], entries) == [(2, 4, None)]
    assert scores([run(5, 8)], entries, ("left",)) == [(2, 1, None)]
    assert scores([run(5, 8)], entries, ("right",)) == [(None, 4, None)]
