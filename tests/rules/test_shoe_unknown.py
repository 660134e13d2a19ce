from __future__ import annotations

import pytest

from tests.builders import findings, on, run, summary
from training.rules.shoe_unknown import RULE

NOTICE = [("shoe.unknown", "notice", "runner")]


def runs(with_shoe: int, without: int, first: int = 0) -> list:
    days = range(first, first + with_shoe + without)
    return [run(day, 5, shoe="ghost" if day - first < with_shoe else "") for day in days]


@pytest.mark.parametrize(
    ("with_shoe", "without", "expected"),
    [
        (0, 0, []),
        (10, 0, []),
        (7, 3, []),
        (6, 3, NOTICE),
        (0, 3, []),
        (0, 4, NOTICE),
        (2, 1, []),
        (2, 2, NOTICE),
    ],
)
def test_more_than_three_in_ten_of_four_or_more(with_shoe, without, expected):
    assert summary(findings(RULE, 20, runs=runs(with_shoe, without))) == expected


def test_window_is_thirty_days_up_to_today():
    log = runs(0, 4)
    assert summary(findings(RULE, 29, runs=log)) == NOTICE
    assert findings(RULE, 30, runs=log) == []
    assert findings(RULE, 2, runs=log) == []


def test_says_how_many_and_how_far():
    log = runs(2, 3)
    (finding,) = findings(RULE, 9, runs=log)
    assert finding.text("km") == (
        "3 of 5 runs in the last 30 days name no shoe: 15.0\u00a0km that no pair counts."
    )
    assert finding.since == on(4)
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("without", 3, ""),
        ("without_of", 5, ""),
        ("without_share", 60.0, ""),
        ("missed", 15000, ""),
        ("newest", 5000, log[-1].subject),
    ]


def test_is_about_the_log():
    assert RULE.evidence_level.value == "about the log itself, not a risk"
