from __future__ import annotations

from tests.builders import check_in, findings, on, run, summary
from training.rules.knee_two_weeks import RULE


def said(today: int, *check_ins) -> list[tuple[str, str]]:
    return [(word, subject) for _, word, subject in summary(findings(RULE, today, check_ins=check_ins))]


FIRES = [("specialist", "knee:left")]


def test_silent_up_to_day_fourteen():
    assert said(0, check_in(0, 5)) == []
    assert said(13, check_in(0, 5)) == []


def test_from_day_fifteen():
    assert said(14, check_in(0, 1)) == FIRES


def test_a_sign_at_score_0_opens_an_episode():
    assert said(14, check_in(0, 0, signs=["pops"])) == FIRES
    assert said(14, check_in(0, 0, feel=["tight"])) == []


def test_clear_entries_between_do_not_close_it_until_the_third_day():
    assert said(14, check_in(0, 1), check_in(3, 0), check_in(6, 0)) == FIRES
    assert said(14, check_in(0, 1), check_in(3, 0), check_in(6, 0), check_in(6, 0, clock="08:00")) == FIRES
    assert said(14, check_in(0, 1), check_in(3, 0), check_in(6, 0), check_in(9, 0)) == []


def test_symptoms_on_a_clear_day_start_the_count_again():
    clear_but_one = [check_in(3, 0), check_in(6, 0), check_in(9, 0), check_in(9, 1, clock="08:00")]
    assert said(14, check_in(0, 1), *clear_but_one) == FIRES


def test_a_new_episode_counts_from_its_own_first_day():
    closed = [check_in(0, 1), check_in(3, 0), check_in(6, 0), check_in(9, 0)]
    assert said(23, *closed, check_in(10, 1)) == []
    assert said(24, *closed, check_in(10, 1)) == FIRES


def test_an_earlier_entry_logged_late_moves_the_first_day():
    assert said(14, check_in(5, 1)) == []
    assert said(14, check_in(5, 1), check_in(0, 1)) == FIRES


def test_a_gap_does_not_close_it():
    assert said(60, check_in(0, 1)) == FIRES


def test_both_knees_at_once():
    assert said(14, check_in(0, 1), check_in(0, 1, side="right")) == [*FIRES, ("specialist", "knee:right")]


def test_says_since_when():
    (finding,) = findings(RULE, 14, check_ins=[check_in(0, 2), check_in(8, 2)])
    assert finding.text("km") == (
        "Your left knee has had symptoms since 1\u00a0March: today is day 15, past the line of 14 days."
    )
    assert finding.hint("km") == "Stop running until a doctor or physiotherapist has looked at the knee."
    assert finding.since == on(14)


def test_asks_when_the_knee_has_been_silent_for_a_week_though_runs_go_on():
    (finding,) = findings(RULE, 15, check_ins=[check_in(0, 2), check_in(8, 2)], runs=[run(15, 5)])
    assert finding.rest("km") == (
        "The latest entry is from 9\u00a0March: has the knee recovered, or was it not logged?"
    )
    assert finding.hint("km").startswith("If it has recovered, say so on the knee page;")
    assert finding.since == on(14)
