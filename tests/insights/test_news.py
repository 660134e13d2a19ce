"""What is news: once, again only after a week away, and at once where it grows worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import on
from training.engine.rule import Finding, Severity
from training.insights.news import Telling, news_of
from training.rules import ALL_RULES

PAIN = next(rule for rule in ALL_RULES if rule.id == "knee.pain_level")
NOTICE, CAUTION, SPECIALIST, EMERGENCY = Severity


def finding(severity: Severity = CAUTION, subject: str = "knee:left") -> Finding:
    return Finding(PAIN, severity, subject, on(0), "", "", (), PAIN.limits())


LEFT, RIGHT = finding(), finding(subject="knee:right")


def told_over(days: list[list[Finding]]) -> list[int]:
    """The days, from 0, on which something was told: each is given with what stands on it."""
    memory: dict[Telling, date | None] = {}
    told = []
    for number, findings in enumerate(days):
        news = news_of(findings, memory, on(number))
        for telling in news.over:
            del memory[telling]
        memory |= dict.fromkeys(news.left, on(number)) | dict.fromkeys(news.stands)
        told += [number] * len(news.new)
    assert {telling for telling, left in memory.items() if left is None} <= {
        ("knee.pain_level", found.subject, int(found.severity)) for found in days[-1]
    }
    return told


def test_nothing_stands_and_nothing_is_new():
    assert told_over([[], [], []]) == []


def test_what_stands_on_is_told_once():
    assert told_over([[LEFT]] * 40) == [0]


def test_each_knee_is_a_matter_of_its_own():
    assert told_over([[LEFT], [LEFT, RIGHT], [LEFT, RIGHT]]) == [0, 1]


def test_a_flicker_is_told_once():
    assert told_over([[LEFT], []] * 20) == [0]


@pytest.mark.parametrize(("days", "again"), [(1, False), (6, False), (7, True), (30, True)])
def test_after_a_week_away_it_is_new(days, again):
    assert told_over([[LEFT], *[[]] * days, [LEFT]]) == ([0, days + 1] if again else [0])


@pytest.mark.parametrize("severity", [SPECIALIST, EMERGENCY])
def test_a_warning_to_see_somebody_is_new_after_a_day(severity):
    grave = finding(severity)
    assert told_over([[grave], [grave], [], [grave], [grave]]) == [0, 3]


def test_a_look_later_on_the_same_day_finds_nothing_new():
    told = {("knee.pain_level", "knee:left", int(SPECIALIST)): on(3)}
    assert news_of([finding(SPECIALIST)], told, on(3)).new == ()


def test_worse_is_new_and_better_is_not():
    assert told_over([[finding(NOTICE)], [LEFT], [finding(NOTICE)], [LEFT]]) == [0, 1]


def test_worse_again_after_a_week_of_better_is_new():
    assert told_over([[LEFT], *[[finding(NOTICE)]] * 7, [LEFT]]) == [0, 8]


def test_what_was_graver_once_does_not_tell_its_rest_anew():
    assert told_over([[finding(SPECIALIST)], *[[LEFT]] * 12]) == [0]


def test_the_day_it_arose_makes_it_no_other_matter():
    days = [[replace(LEFT, since=on(0) + timedelta(days=day))] for day in range(5)]
    assert told_over(days) == [0]


def test_what_left_long_ago_is_forgotten():
    left = ("knee.pain_level", "knee:left", int(CAUTION))
    assert news_of([], {left: on(0)}, on(6)).over == frozenset()
    assert news_of([], {left: on(0)}, on(7)).over == {left}


def test_the_order_stays_worst_first():
    worst = [finding(SPECIALIST, "knee:right"), LEFT]
    assert news_of(worst, {}, on(0)).new == tuple(worst)
