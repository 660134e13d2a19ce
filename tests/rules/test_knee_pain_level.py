from __future__ import annotations

import pytest

from tests.builders import check_in, findings, on, summary
from training.rules.knee_pain_level import RULE


def said(today: int, *check_ins) -> list[tuple[str, str]]:
    return [(word, subject) for _, word, subject in summary(findings(RULE, today, check_ins=check_ins))]


@pytest.mark.parametrize("score", [0, 1, 2])
def test_silent_below_three(score):
    assert said(5, check_in(5, score)) == []


def test_silent_without_entries_and_for_a_sign_at_score_0():
    assert said(5) == []
    assert said(5, check_in(5, 0, signs=["limping"])) == []


@pytest.mark.parametrize(("score", "word"), [(3, "notice"), (5, "notice"), (6, "caution"), (10, "caution")])
def test_severity_by_score(score, word):
    assert said(5, check_in(5, score)) == [(word, "knee:left")]


def test_only_the_latest_entry_counts_whatever_the_order_they_came_in():
    evening, noon = check_in(5, 2, clock="20:00"), check_in(5, 7, clock="12:00")
    assert said(5, evening, noon) == said(5, noon, evening) == []
    assert said(5, check_in(4, 2), noon) == [("caution", "knee:left")]


def test_of_two_entries_at_one_moment_the_higher_counts():
    assert said(5, check_in(5, 7, moment="rest"), check_in(5, 2)) == [("caution", "knee:left")]


def test_counts_today_and_yesterday():
    assert said(6, check_in(5, 7)) == [("caution", "knee:left")]
    assert said(7, check_in(5, 7)) == []


def test_nothing_of_tomorrow():
    assert said(4, check_in(5, 7)) == []


def test_each_knee_by_itself_the_worse_first():
    both = said(5, check_in(5, 4, side="left"), check_in(5, 6, side="right"))
    assert both == [("caution", "knee:right"), ("notice", "knee:left")]


def test_says_the_score_its_day_and_the_line():
    (notice,) = findings(RULE, 6, check_ins=[check_in(5, 4)])
    (caution,) = findings(RULE, 5, check_ins=[check_in(5, 7, side="right")])
    assert notice.text("km") == (
        "Your left knee was at 4 of 10 on 6\u00a0March; from 3 of 10 on, a run is worth cutting down."
    )
    assert caution.text("mi") == (
        "Your right knee was at 7 of 10 on 6\u00a0March; above 5 of 10 it asks for a day without running."
    )
    assert caution.hint("km") == "No running today. Rest, and check in again before the next run."
    assert caution.clears("km") == "A lower check-in replaces it; without one the card leaves after 2 days."
    assert notice.since == on(5)
    assert [(item.value, item.on, item.ref) for item in notice.evidence[1:]] == [
        (4, on(5), check_in(5, 4).ref)
    ]
