"""Logs in which nothing is to be found: no more of them may be told of something than the page says.

Seeds are fixed. The bound is what a true share of LEVEL exceeds once in a thousand draws of as many logs.
"""

from __future__ import annotations

from math import comb

import pytest

from tests.insights.simulated import KNEES, episodes, finds, noise, readings, simulated_log
from training.insights.chance import compare
from training.insights.set_off import LEVEL

LOGS_OF_EACH = 60
ONCE_IN = 1_000


def most_by_chance(logs: int) -> int:
    """The most findings that a share of LEVEL gives, but for one draw in a thousand."""
    beyond, count = 1.0, -1
    while beyond > 1 / ONCE_IN:
        count += 1
        beyond -= comb(logs, count) * LEVEL**count * (1 - LEVEL) ** (logs - count)
    return count


def test_the_bound_is_that_of_the_binomial():
    assert (most_by_chance(10), most_by_chance(240)) == (4, 24)


def test_random_logs_give_no_more_findings_than_the_page_says():
    found = [finds(simulated_log(knee, seed)) for knee in KNEES for seed in range(LOGS_OF_EACH)]
    assert sum(found) <= most_by_chance(len(found))


def test_one_look_at_a_time_would_find_more_than_that():
    """The same logs, each group as if it were the only one: what looking often costs."""
    found = []
    for seed in range(LOGS_OF_EACH):
        after, _ = readings(simulated_log(noise, seed))
        looks = [group.look for group in after.groups if group.difference]
        alone = (compare(after.scores, [look], LEVEL)[0] for look in looks)
        found.append(any(difference.stands_out for difference in alone))
    assert sum(found) > most_by_chance(LOGS_OF_EACH)


@pytest.mark.parametrize("knee", [noise, episodes])
def test_what_is_there_is_found(knee):
    found = [finds(simulated_log(knee, seed, 60, trail_adds=3)) for seed in range(10)]
    assert sum(found) >= 8
