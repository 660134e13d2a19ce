from __future__ import annotations

import pytest

from tests.builders import check_in, on
from training.engine.log import Log
from training.insights.outcomes import symptoms_followed

LATER = on(60).toordinal()


def followed(*entries: tuple[int, int], day: int = 10, last: int = LATER) -> bool | None:
    """entries: (day, score) of the left knee."""
    log = Log(check_ins=[check_in(*entry) for entry in entries])
    return symptoms_followed(log, on(day).toordinal(), last)


def test_without_a_check_in_nobody_knows():
    assert followed() is None
    assert followed((3, 4), (10, 4), (25, 4)) is None


def test_clear_days_are_no_symptoms():
    assert followed((11, 0), (24, 0)) is False


@pytest.mark.parametrize(("day", "expected"), [(10, None), (11, True), (24, True), (25, None)])
def test_an_episode_that_opens_within_14_days(day, expected):
    assert followed((day, 1)) is expected


def test_an_episode_that_was_open_before_counts_only_if_it_rises():
    assert followed((8, 3), (12, 4)) is False
    assert followed((8, 3), (12, 5)) is True


@pytest.mark.parametrize(("day", "expected"), [(4, True), (3, False)])
def test_a_rise_is_against_the_week_up_to_the_day(day, expected):
    assert followed((1, 2), (day, 3), (12, 5)) is expected


def test_it_is_too_early_to_say_until_14_days_are_over():
    assert followed((12, 4), last=on(23).toordinal()) is None
    assert followed((12, 4), last=on(24).toordinal()) is True


def test_either_knee_counts():
    log = Log(check_ins=[check_in(11, 0), check_in(11, 3, "right")])
    assert symptoms_followed(log, on(10).toordinal(), LATER) is True
