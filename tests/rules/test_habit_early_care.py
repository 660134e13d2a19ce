from __future__ import annotations

import pytest

from tests.builders import care, check_in, findings, on, run, summary
from training.rules.habit_early_care import RULE

LEFT = ("habit.early_care", "notice", "knee:left")
RIGHT = ("habit.early_care", "notice", "knee:right")
SORE = [check_in(5, 3)]


def said(today: int = 6, check_ins=SORE, **log) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, check_ins=check_ins, **log))


def test_silent_without_an_open_episode():
    assert said(check_ins=[]) == []
    assert said(check_ins=[check_in(5, 0)]) == []
    assert said(today=9, check_ins=[*SORE, *(check_in(day, 0) for day in (6, 7, 8))]) == []


def test_speaks_from_the_second_day():
    assert said(today=5) == []
    assert said(today=6) == [LEFT]


@pytest.mark.parametrize("kind", ["rest_day", "ice", "massage", "cycle", "doctor_visit"])
@pytest.mark.parametrize("day", [5, 6])
def test_any_care_since_it_opened_clears_it(day, kind):
    assert said(care=[care(day, kind)]) == []


def test_care_before_it_opened_or_after_today_does_not():
    assert said(care=[care(4), care(7)]) == [LEFT]


def test_a_run_is_no_care():
    assert said(runs=[run(6, 5, cool_down=True)]) == [LEFT]


def test_both_knees_at_once():
    both = [*SORE, check_in(4, 1, "right")]
    assert said(check_ins=both) == [LEFT, RIGHT]
    assert said(check_ins=both, care=[care(4)]) == [LEFT]
    assert said(check_ins=both, care=[care(5)]) == []


def test_a_sign_at_score_zero_opens_it():
    assert said(check_ins=[check_in(5, 0, signs=["locks"])]) == [LEFT]


def test_no_longer_early_after_ninety_days():
    assert said(today=94) == [LEFT]
    assert said(today=95) == []


def test_says_since_when():
    (finding,) = findings(RULE, 7, check_ins=[*SORE, check_in(7, 0)])
    assert finding.text("km") == (
        "Your left knee has had symptoms since 6\u00a0March (day 3), and no rest or care is logged since."
    )
    assert finding.since == on(6)
    assert [(item.key, item.value) for item in finding.evidence] == [
        ("knee", "left knee"),
        ("opened", "2026-03-06"),
        ("number", 3),
        ("last", "2026-03-08"),
        ("care", 0),
    ]


def test_asks_when_there_is_no_entry_for_a_week():
    fresh, stale = (findings(RULE, today, check_ins=SORE)[0].text("km") for today in (11, 12))
    question = " Its last entry is from 6\u00a0March: has it recovered, or was it not logged?"
    assert (fresh.endswith("logged since."), stale.endswith(question)) == (True, True)
