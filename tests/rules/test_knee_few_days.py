from __future__ import annotations

from tests.builders import care, check_in, findings, on, summary
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.rules import knee_few_days, knee_two_weeks
from training.rules.knee_few_days import RULE


def said(today: int, acts, *check_ins) -> list[tuple[str, str]]:
    return [
        (word, subject) for _, word, subject in summary(findings(RULE, today, care=acts, check_ins=check_ins))
    ]


OPENED = check_in(10, 1)
FIRES = [("notice", "knee:left")]


def test_silent_without_care_or_without_an_episode():
    assert said(16, [], OPENED) == []
    assert said(16, [care(11)]) == []


def test_from_episode_day_four():
    assert said(12, [care(11)], OPENED) == []
    assert said(13, [care(11)], OPENED) == FIRES


def test_care_of_the_first_day_counts_and_earlier_care_does_not():
    assert said(13, [care(10, "ice")], OPENED) == FIRES
    assert said(13, [care(9)], OPENED) == []


def test_care_of_tomorrow_is_not_known():
    assert said(13, [care(14)], OPENED) == []


def test_silent_once_the_episode_has_closed():
    assert said(16, [care(11)], OPENED, *(check_in(day, 0) for day in (11, 12))) == FIRES
    assert said(16, [care(11)], OPENED, *(check_in(day, 0) for day in (11, 12, 16))) == []


def test_a_sign_at_score_0_opens_an_episode():
    assert said(13, [care(11)], check_in(10, 0, signs=["pops"])) == FIRES


def test_both_knees_at_once():
    assert said(13, [care(11)], OPENED, check_in(10, 1, side="right")) == [*FIRES, ("notice", "knee:right")]


def test_two_weeks_takes_over_after_day_fourteen():
    log = Log(care=[care(11)], check_ins=[OPENED])
    rules = [knee_few_days.RULE, knee_two_weeks.RULE]
    assert summary(evaluate(History(log, on(23)), rules, Ruleset())) == [
        ("knee.few_days", "notice", "knee:left")
    ]
    assert summary(evaluate(History(log, on(24)), rules, Ruleset())) == [
        ("knee.two_weeks", "specialist", "knee:left")
    ]


def test_says_since_when_and_how_much_care():
    (finding,) = findings(RULE, 14, care=[care(11), care(11, "ice"), care(12)], check_ins=[OPENED])
    assert finding.text("km") == (
        "Your left knee has had symptoms since 11\u00a0March: today is day 5, "
        "with rest or care logged on 2 days."
    )
    assert finding.since == on(13)


def test_arose_with_the_first_care_where_that_came_later():
    (finding,) = findings(RULE, 18, care=[care(16)], check_ins=[OPENED])
    assert finding.since == on(16)
    assert finding.text("km").endswith("with rest or care logged on 1 day.")
