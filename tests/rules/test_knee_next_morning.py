from __future__ import annotations

import pytest

from tests.builders import check_in, findings, on, summary
from training.rules.knee_next_morning import RULE


def before(day: int, score: int, **facts):
    return check_in(day, score, clock="07:00", moment="before", **facts)


def morning(day: int, score: int, clock: str = "06:30", **facts):
    return check_in(day, score, clock=clock, moment="next_morning", **facts)


def said(today: int, *check_ins) -> list[tuple[str, str]]:
    return [(word, subject) for _, word, subject in summary(findings(RULE, today, check_ins=check_ins))]


FIRES = [("caution", "knee:left")]


@pytest.mark.parametrize("score", [0, 3, 4])
def test_silent_up_to_the_score_before_the_run(score):
    assert said(5, before(4, 4), morning(5, score)) == []


def test_silent_for_other_moments():
    assert said(5, before(4, 1), check_in(5, 9, moment="after")) == []


def test_one_above_the_score_before_the_run():
    assert said(5, before(4, 0), morning(5, 1)) == FIRES
    assert said(5, before(4, 4), morning(5, 5)) == FIRES


def test_the_last_entry_before_the_run_counts():
    early = check_in(4, 1, clock="06:00", moment="before")
    assert said(5, before(4, 4), early, morning(5, 4)) == []


def test_with_nothing_to_compare_with_above_two():
    assert said(5, morning(5, 2)) == []
    assert said(5, morning(5, 3)) == FIRES


def test_an_entry_of_another_day_or_knee_is_no_comparison():
    assert said(5, before(3, 4), morning(5, 3)) == FIRES
    assert said(5, before(4, 4, side="right"), morning(5, 3)) == FIRES


def test_stands_three_days():
    assert said(7, morning(5, 3)) == FIRES
    assert said(8, morning(5, 3)) == []


def test_the_next_morning_entry_replaces_it():
    assert said(6, morning(5, 6), before(5, 6), morning(6, 6)) == []
    assert said(5, morning(5, 6), morning(5, 2, clock="08:00")) == []


def test_both_knees_at_once():
    assert said(5, morning(5, 3), morning(5, 4, side="right")) == [*FIRES, ("caution", "knee:right")]


def test_says_before_and_after():
    (finding,) = findings(RULE, 6, check_ins=[before(4, 1), morning(5, 4)])
    assert finding.text("km") == (
        "Your left knee was at 4 of 10 on the morning of 6\u00a0March, after 1 of 10 before the run."
    )
    assert finding.since == on(5)
    assert [(item.key, item.value, item.ref) for item in finding.evidence[1:]] == [
        ("morning", 4, morning(5, 4).ref),
        ("before", 1, before(4, 1).ref),
    ]


def test_says_that_there_is_nothing_to_compare_with():
    (finding,) = findings(RULE, 5, check_ins=[morning(5, 3)])
    assert finding.text("km") == (
        "Your left knee was at 3 of 10 on the morning of 6\u00a0March, above 2 of 10. "
        "There is no entry from before a run to compare it with."
    )


def test_the_entry_before_a_run_of_that_very_night_is_compared():
    night = [
        check_in(5, 5, moment="before", clock="00:05"),
        check_in(5, 3, moment="next_morning", clock="08:00"),
    ]
    assert findings(RULE, 5, check_ins=night) == []
    later = [
        check_in(5, 5, moment="before", clock="18:00"),
        check_in(5, 3, moment="next_morning", clock="08:00"),
    ]
    assert len(findings(RULE, 5, check_ins=later)) == 1
