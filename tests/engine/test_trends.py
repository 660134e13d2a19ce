from __future__ import annotations

import pytest

from tests.builders import check_in, on
from training.engine.log import KneeLog, Log
from training.engine.text import Evidence
from training.engine.trends import LEVELS, Rise, median_rise, weekly_rise


def knee(*daily: int | None) -> KneeLog:
    """One check-in a day from day 0 on; None for a day without one."""
    entries = [check_in(day, score) for day, score in enumerate(daily) if score is not None]
    return Log(check_ins=entries).knees["left"]


def levels(rise: Rise | None) -> list[float]:
    return [item.value for item in rise.rows if item.key.startswith("level_")] if rise else []


@pytest.mark.parametrize(
    ("count", "scores", "found"),
    [
        (1, (2, 4), [2, 4]),
        (2, (1, 2, 3, 4), [1.5, 3.5]),
        (3, (9, 2, 1, 4, 9, 3), [2, 4]),
        (4, (4, 0, 2, 1, 9, 3, 5, 4), [1.5, 4.5]),
    ],
)
def test_the_middle_of_odd_and_even_counts(count, scores, found):
    assert levels(median_rise(knee(*scores), len(scores) - 1, count, 2, 90)) == found


def test_a_rise_below_the_least_or_with_too_few_days_is_none():
    assert median_rise(knee(2, 2, 3, 4), 3, 2, 2, 90) is None
    assert median_rise(knee(0, 9, 9), 2, 2, 2, 90) is None


def test_a_rise_is_of_the_days_up_to_its_position():
    assert levels(median_rise(knee(0, 1, 3, 9, 9), 2, 1, 2, 90)) == [1, 3]


def test_all_its_days_lie_within_the_days_given():
    spread = knee(1, *[None] * 8, 3)
    assert median_rise(spread, 1, 1, 2, 9) is None
    assert levels(median_rise(spread, 1, 1, 2, 10)) == [1, 3]


def test_weeks_end_with_the_day_and_have_seven_days():
    daily = dict.fromkeys(range(22), None) | {0: 9, 1: 1, 7: 1, 8: 2, 14: 2, 15: 3, 21: 3}
    assert levels(weekly_rise(knee(*daily.values()), 6)) == [1, 2, 3]
    assert weekly_rise(knee(*daily.values()), 5) is None


def test_weekly_means_are_of_the_days_with_an_entry_to_two_decimals():
    daily = [1, 1, *[None] * 5, 1, 1, 2, *[None] * 4, 1, 2, 2]
    rise = weekly_rise(knee(*daily), 7)
    assert levels(rise) == [1, 1.33, 1.67]


def test_a_rise_names_the_day_the_levels_and_every_entry_behind_them():
    entries = [check_in(0, 1), check_in(1, 3), check_in(1, 2, clock="21:00")]
    rise = median_rise(Log(check_ins=entries).knees["left"], 1, 1, 2, 90)
    assert rise
    assert (rise.on, rise.levels) == (on(1), 2)
    days = [item for item in rise.rows if item.key.startswith("day_")]
    assert days == [
        Evidence("day_1", "worst of the day", 1, "score", on(0), entries[0].ref),
        Evidence("day_2", "worst of the day", 3, "score", on(1), entries[1].ref),
    ]
    assert rise.rows[:3] == (
        Evidence("risen", "seen on", "2026-03-02", "date"),
        Evidence("level_1", LEVELS[False], 1, "score"),
        Evidence("level_2", LEVELS[True], 3, "score"),
    )


def test_a_weekly_rise_names_the_entries_of_all_three_weeks():
    daily = [None, 1, *[None] * 5, 1, 2, *[None] * 5, 2, 3]
    rise = weekly_rise(knee(*daily), 4)
    assert rise
    assert [item.on for item in rise.rows if item.key.startswith("day_")] == [
        on(d) for d in (1, 7, 8, 14, 15)
    ]
