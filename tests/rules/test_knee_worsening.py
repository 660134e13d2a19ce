from __future__ import annotations

import pytest

from tests.builders import check_in, findings, on
from training.engine.evaluate import build_ruleset
from training.rules.knee_worsening import RULE


def scores(*daily: int | None, start: int = 0, side: str = "left"):
    """One check-in a day from `start` on; None for a day without one."""
    return [check_in(day, score, side) for day, score in enumerate(daily, start) if score is not None]


def said(today: int, check_ins) -> list[tuple[str, str, object]]:
    found = findings(RULE, today, check_ins=check_ins)
    return [(finding.severity.word, finding.subject, finding.since) for finding in found]


def test_silent_while_scores_hold_or_fall():
    assert said(5, scores(2, 2, 2, 2, 2, 2)) == []
    assert said(5, scores(6, 5, 4, 3, 2, 1)) == []


def test_silent_with_five_days_to_compare():
    assert said(4, scores(0, 0, 9, 9, 9)) == []


def test_the_middle_score_must_rise_by_two():
    assert said(5, scores(2, 2, 2, 3, 3, 3)) == []
    assert said(5, scores(2, 2, 2, 4, 4, 4)) == [("specialist", "knee:left", on(5))]
    assert said(5, scores(9, 2, 2, 4, 4, 0)) == [("specialist", "knee:left", on(5))]


def test_days_compare_by_their_worst_score():
    milder = [check_in(day, 0, clock="22:00") for day in range(6)]
    assert said(5, [*scores(2, 2, 2, 4, 4, 4), *milder]) == [("specialist", "knee:left", on(5))]


def test_days_without_an_entry_are_left_out_not_zero():
    spread = scores(2, None, 2, None, 2, None, None, 3, 3, 3)
    assert said(9, spread) == []


def test_caution_until_episode_day_three_specialist_from_day_four():
    clear_then_bad = scores(0, 0, 0, 0, 4, 4)
    assert said(4, clear_then_bad) == []
    assert said(5, clear_then_bad) == [("caution", "knee:left", on(5))]
    assert said(6, clear_then_bad) == [("caution", "knee:left", on(5))]
    assert said(7, clear_then_bad) == [("specialist", "knee:left", on(7))]


def test_stands_while_the_episode_is_open_though_it_eased_or_went_silent():
    eased = scores(2, 2, 2, 4, 4, 4, 1, 1, 1, 0, 0)
    assert said(10, eased) == [("specialist", "knee:left", on(5))]
    assert said(60, eased) == [("specialist", "knee:left", on(5))]
    assert said(11, [*eased, check_in(11, 0)]) == []


def test_a_rise_of_an_earlier_episode_is_over():
    closed = scores(2, 2, 2, 4, 4, 4, 0, 0, 0)
    assert said(9, [*closed, check_in(9, 1)]) == []


def test_a_rise_before_its_day_is_not_known():
    assert said(4, scores(2, 2, 2, 4, 4, 4)) == []


def test_the_days_compared_lie_within_ninety():
    first = scores(2, 2, 2)
    assert said(89, [*first, *scores(4, 4, 4, start=87)]) == [("specialist", "knee:left", on(89))]
    assert said(90, [*first, *scores(4, 4, 4, start=88)]) == []


WEEKS = [check_in(0, 1), check_in(6, 1), check_in(7, 2), check_in(13, 1), check_in(20, 2)]


def test_two_weekly_rises_in_a_row():
    assert said(20, WEEKS) == [("specialist", "knee:left", on(20))]
    assert said(20, [*WEEKS, check_in(8, 0), check_in(9, 1)]) == []


def test_each_of_the_three_weeks_needs_an_entry():
    assert said(21, [check_in(0, 1), check_in(14, 2), check_in(21, 3)]) == []
    assert said(20, [check_in(0, 1), check_in(13, 2), check_in(20, 3)]) == [
        ("specialist", "knee:left", on(20))
    ]


def test_both_knees_at_once():
    both = [*scores(2, 2, 2, 4, 4, 4), *scores(1, 1, 1, 5, 5, 5, side="right")]
    assert [subject for _, subject, _ in said(5, both)] == ["knee:left", "knee:right"]


def test_names_both_levels_and_every_day_behind_them():
    (finding,) = findings(RULE, 5, check_ins=scores(2, 2, 3, 4, 5, 5))
    assert finding.text("km") == (
        "By 6\u00a0March, the middle score of your left knee over 3 days with entries rose "
        "from 2 of 10 to 5 of 10."
    )
    days = [item for item in finding.evidence if item.key.startswith("day_")]
    assert [(item.value, item.on) for item in days] == list(
        zip((2, 2, 3, 4, 5, 5), map(on, range(6)), strict=True)
    )
    assert finding.hint("km") == "Stop running and have a doctor or physiotherapist look at the knee."


def test_says_what_the_latest_entry_is_when_there_was_one_since():
    (finding,) = findings(RULE, 9, check_ins=scores(2, 2, 2, 4, 4, 4, 4, 1))
    assert finding.rest("km") == "The latest entry, of 8\u00a0March, is 1 of 10."


def test_says_the_three_weekly_means():
    (finding,) = findings(RULE, 20, check_ins=WEEKS)
    assert finding.text("km") == (
        "By 21\u00a0March, the weekly mean of your left knee rose twice in a row: "
        "1 of 10, 1.5 of 10, 2 of 10."
    )


@pytest.mark.parametrize(("rise", "words"), [(3, []), (2, ["specialist"])])
def test_the_threshold_is_the_one_in_force(rise, words):
    ruleset = build_ruleset([RULE], {RULE.id: {"rise": rise}}, number=1)
    found = findings(RULE, 5, ruleset, check_ins=scores(2, 2, 2, 4, 4, 4))
    assert [finding.severity.word for finding in found] == words
