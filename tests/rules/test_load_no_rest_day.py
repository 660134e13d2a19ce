from __future__ import annotations

import pytest

from tests.builders import care, findings, on, run, summary
from training.engine.evaluate import Ruleset
from training.engine.facts import Injury, Profile
from training.rules.load_no_rest_day import RULE, Limits

NOTICE = [("load.no_rest_day", "notice", "runner")]


def daily(first: int, last: int) -> list:
    return [run(day, 5) for day in range(first, last + 1)]


@pytest.mark.parametrize("days", [0, 1, 6])
def test_silent_up_to_six_days_in_a_row(days):
    assert findings(RULE, 9, runs=daily(10 - days, 9)) == []


def test_seventh_day_in_a_row_is_named():
    assert summary(findings(RULE, 9, runs=daily(3, 9))) == NOTICE


def test_a_day_without_a_run_ends_it():
    assert findings(RULE, 10, runs=daily(3, 9)) == []
    assert findings(RULE, 9, runs=[*daily(0, 5), *daily(7, 9)]) == []


def test_two_runs_in_a_day_are_one_day():
    twice = [run(day, 5, clock) for day in range(6, 10) for clock in ("07:00", "18:00")]
    assert findings(RULE, 9, runs=twice) == []


def test_care_on_a_running_day_is_no_rest_day():
    assert summary(findings(RULE, 9, runs=daily(3, 9), care=[care(6)])) == NOTICE


def test_says_how_many_days_and_how_far():
    runs = daily(2, 9)
    (finding,) = findings(RULE, 9, runs=runs)
    assert finding.text("km") == (
        "You ran on every one of the last 8 days, 40.0\u00a0km in all, with no day off."
    )
    assert finding.since == on(8)
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("streak", 8, ""),
        ("total", 40000, ""),
        *((f"run_{number}", 5000, each.subject) for number, each in enumerate(runs, 1)),
    ]


def test_a_very_long_streak_is_counted_back_four_weeks():
    (finding,) = findings(RULE, 99, runs=daily(0, 99))
    assert finding.text("km").startswith("You ran on every one of the last 28 days, 140.0\u00a0km")
    assert finding == findings(RULE, 99, runs=daily(72, 99))[0]


def test_previous_injury_sharpens_it():
    profile = Profile(injuries=(Injury("left", on(0)),))
    assert [f.severity.word for f in findings(RULE, 9, runs=daily(3, 9), profile=profile)] == ["caution"]


def test_threshold_is_the_admins():
    ruleset = Ruleset(limits={RULE.id: Limits(most_days=3)})
    assert findings(RULE, 9, ruleset, runs=daily(7, 9)) == []
    assert summary(findings(RULE, 9, ruleset, runs=daily(6, 9))) == NOTICE
