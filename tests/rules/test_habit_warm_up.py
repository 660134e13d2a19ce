from __future__ import annotations

import pytest

from tests.builders import findings, on, run, summary
from training.engine.facts import Injury, Profile
from training.rules.habit_warm_up import RULE

NOTICE = [("habit.warm_up", "notice", "runner")]


def runs(*warm: bool | None) -> list:
    return [run(day, 5, warm_up=each) for day, each in enumerate(warm)]


def said(*warm: bool | None, today: int = 13, **log) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, runs=runs(*warm), **log))


@pytest.mark.parametrize(
    ("warm", "expected"),
    [
        ((), []),
        ((True, True, True, True), []),
        ((True, True, False, False), []),
        ((True, False, False), []),
        ((False, False, False), []),
        ((True, False, False, False), NOTICE),
    ],
)
def test_more_than_half_of_four_or_more(warm, expected):
    assert said(*warm) == expected


def test_not_saying_is_not_going_without():
    assert said(None, None, None, None, None) == []
    assert said(False, False, False, None) == []
    assert said(None, True, False, False, False) == NOTICE


def test_window_is_fourteen_days_up_to_today():
    assert said(False, False, False, False, today=13) == NOTICE
    assert said(False, False, False, False, today=14) == []


def test_never_more_than_a_notice():
    injured = Profile(injuries=(Injury("left", on(0)),))
    assert said(False, False, False, False, profile=injured) == NOTICE


def test_says_how_many_of_how_many():
    log = runs(True, False, False, False, None)
    (finding,) = findings(RULE, 13, runs=log)
    assert finding.text("km") == (
        "Of 4 runs in the last 14 days with a note on the warm-up, 3 had none: 75\u00a0%."
    )
    assert finding.since == on(3)
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("cold", 3, ""),
        ("cold_of", 4, ""),
        ("cold_share", 75.0, ""),
        *((f"run_{number}", 5000, each.subject) for number, each in enumerate(log[1:4], 1)),
    ]
