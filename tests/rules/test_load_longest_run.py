from __future__ import annotations

import pytest

from tests.builders import findings, run, summary
from training.rules.load_longest_run import RULE

FOUR_10S = [run(day, 10) for day in (0, 2, 4, 6)]


def said(km: float, today: int = 8, before=FOUR_10S) -> list[tuple[str, str]]:
    return [
        (word, subject) for _, word, subject in summary(findings(RULE, today, runs=[*before, run(8, km)]))
    ]


THE_RUN = run(8, 1).subject


@pytest.mark.parametrize("km", [1, 10, 11.0])
def test_silent_up_to_ten_percent(km):
    assert said(km) == []


@pytest.mark.parametrize(
    ("km", "word"), [(11.001, "notice"), (13.0, "notice"), (13.1, "caution"), (20.1, "caution")]
)
def test_severity_by_step(km, word):
    assert said(km) == [(word, THE_RUN)]


def test_names_both_runs_and_the_difference():
    (finding,) = findings(RULE, 8, runs=[*FOUR_10S, run(8, 13.1)])
    assert finding.text("km") == (
        "Your run of 13.1\u00a0km was 31\u00a0% longer"
        " than your longest of the 30 days before (10.0\u00a0km)."
    )
    assert finding.clears("km") == "Nothing to do: the card leaves 7 days after the run."
    assert [item.ref for item in finding.evidence][:2] == [THE_RUN, FOUR_10S[0].subject]


def test_says_more_than_double():
    double, more = (findings(RULE, 8, runs=[*FOUR_10S, run(8, km)])[0].text("mi") for km in (20, 20.1))
    assert ("more than double" in double, "more than double" in more) == (False, True)


def test_one_run_is_too_few_and_three_are_no_more_than_a_notice():
    assert said(30, before=FOUR_10S[:1]) == []
    assert said(30, before=FOUR_10S[:2]) == [("notice", THE_RUN)]
    assert said(30, before=FOUR_10S[:3]) == [("notice", THE_RUN)]


def test_says_how_few_there_are_to_compare_with():
    (finding,) = findings(RULE, 8, runs=[*FOUR_10S[:3], run(8, 12)])
    assert finding.text("km") == (
        "Your run of 12.0\u00a0km was 20\u00a0% longer"
        " than your longest of the 30 days before (10.0\u00a0km)."
        " Only 3 runs to compare with, so this is no more than a note."
    )


def test_window_is_the_thirty_dates_before_the_run():
    base = [run(day, 8) for day in (25, 26, 27, 28)]
    assert summary(findings(RULE, 30, runs=[run(0, 15), *base, run(30, 12)])) == []
    assert len(findings(RULE, 31, runs=[run(0, 15), *base, run(31, 12)])) == 1


def test_an_earlier_run_of_the_same_day_counts_and_a_later_one_does_not():
    assert said(13, before=[*FOUR_10S, run(8, 12.5, "06:00")]) == [("notice", run(8, 12.5, "06:00").subject)]
    assert said(13, before=[*FOUR_10S, run(8, 12.5, "19:00")]) == [("notice", THE_RUN)]


def test_card_leaves_seven_days_after_the_run():
    assert said(14, today=15) == [("caution", THE_RUN)]
    assert said(14, today=16) == []
