from __future__ import annotations

from datetime import date

import pytest

from tests.builders import care, findings, on, run, summary
from training.engine.evaluate import Ruleset
from training.engine.facts import Injury, Profile
from training.rules.load_weekly_jump import RULE, Limits

# Day 34 is the last of a week (28-34); the 28 days before it are 0-27. Rest-free weeks of 10 km each.
TODAY = 34
FOUR_WEEKS = [run(day, 5) for day in (2, 5, 9, 12, 16, 19, 23, 26)]


def said(km: float, today: int = TODAY, before=FOUR_WEEKS, **log) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, runs=[*before, run(30, km)], **log))


INJURED = Profile(injuries=(Injury("left", date(2026, 1, 1)),))
NOTICE = [("load.weekly_jump", "notice", "runner")]
CAUTION = [("load.weekly_jump", "caution", "runner")]


@pytest.mark.parametrize("km", [0.1, 10, 11.0])
def test_silent_up_to_ten_percent_above_the_best_week(km):
    assert said(km) == []


@pytest.mark.parametrize(
    ("km", "expected"), [(11.001, NOTICE), (13.0, NOTICE), (13.001, CAUTION), (20.1, CAUTION)]
)
def test_severity_by_step(km, expected):
    assert said(km) == expected


def test_compares_with_the_best_week_and_not_only_with_the_one_before():
    peak = [*FOUR_WEEKS, run(3, 8)]
    assert said(19.8, before=peak) == []
    assert said(19.9, before=peak) == NOTICE


def test_best_week_lies_whole_within_the_days_before():
    outside = [run(-1, 20), run(1, 0.1), *FOUR_WEEKS]
    assert said(13.5, before=outside) == CAUTION
    assert said(13.5, before=[run(0, 20), *FOUR_WEEKS]) == []


def test_run_of_the_week_counts_from_its_first_day_to_today():
    assert summary(findings(RULE, TODAY, runs=[*FOUR_WEEKS, run(28, 14)])) == CAUTION
    assert summary(findings(RULE, TODAY, runs=[*FOUR_WEEKS, run(34, 14)])) == CAUTION
    assert summary(findings(RULE, 35, runs=[*FOUR_WEEKS, run(28, 14)])) == []


def test_two_runs_in_one_day_add_up():
    twice = [run(30, 7, "06:00"), run(30, 7, "18:00")]
    assert summary(findings(RULE, TODAY, runs=[*FOUR_WEEKS, *twice])) == CAUTION


@pytest.mark.parametrize(("best_km", "expected"), [(7.9, []), (8.0, CAUTION)])
def test_ignored_while_the_best_week_is_below_eight_kilometres(best_km, expected):
    entries = [care(day) for day in range(0, 28, 5)]
    assert said(20, before=[run(23, best_km)], care=entries) == expected


def test_newcomer_is_told_with_how_little_log_there_is():
    days = [run(16 + day, 4) for day in (6, 8, 10)]
    (finding,) = findings(RULE, TODAY, runs=[*days, run(30, 20)])
    assert summary([finding]) == NOTICE
    assert finding.text("km").endswith(
        "Your log covers 13 of the last 28 days, so this is no more than a note."
    )


def test_caution_from_half_of_the_days_covered():
    assert said(20, before=[run(day, 4) for day in (21, 22, 24)]) == CAUTION
    assert said(20, before=[run(day, 4) for day in (22, 23, 24)]) == NOTICE


def test_entry_of_any_kind_covers_the_days_around_it():
    young = [run(day, 4) for day in (22, 23, 24)]
    assert said(20, before=young, care=[care(16)]) == CAUTION


def test_little_log_stays_a_note_whatever_the_profile_says():
    young = [run(day, 4) for day in (22, 23, 24)]
    assert said(20, before=young, profile=INJURED) == NOTICE
    assert said(11.5, profile=INJURED) == CAUTION


def test_says_both_sums_with_their_days_and_names_the_runs():
    long_run = run(30, 14.2)
    (finding,) = findings(RULE, TODAY, runs=[*FOUR_WEEKS, long_run])
    assert finding.text("km") == (
        "You ran 14.2\u00a0km in the last 7 days: 42\u00a0% more than your best 7 days"
        " of the 28 days before (10.0\u00a0km from 22\u00a0March on)."
    )
    assert finding.hint("km") == "Hold the coming 7 days near 10.0\u00a0km, then grow in smaller steps."
    assert [(item.key, item.value, item.on, item.ref) for item in finding.evidence] == [
        ("week", 14200, date(2026, 3, 29), ""),
        ("before", 10000, date(2026, 3, 22), ""),
        ("best", 10000, date(2026, 3, 22), ""),
        ("more", 42.0, None, ""),
        ("covered", 28, None, ""),
        ("coverage_days", 28, None, ""),
        ("run_1", 14200, long_run.day, long_run.subject),
    ]
    assert finding.since == long_run.day


def test_dates_from_the_newest_run():
    (finding,) = findings(RULE, TODAY, runs=[*FOUR_WEEKS, run(30, 9), run(32, 9)])
    assert finding.since == on(32)


def test_verdict_is_the_same_in_miles():
    (finding,) = findings(RULE, TODAY, runs=[*FOUR_WEEKS, run(30, 14.2)])
    assert "8.8\u00a0mi" in finding.text("mi")
    assert "42\u00a0%" in finding.text("mi")


def test_order_of_entry_does_not_matter():
    runs = [*FOUR_WEEKS, run(30, 14)]
    assert findings(RULE, TODAY, runs=runs) == findings(RULE, TODAY, runs=runs[::-1])


def test_thresholds_are_the_admins():
    patient = Ruleset(limits={RULE.id: Limits(notice_percent=50, caution_percent=60)})
    assert summary(findings(RULE, TODAY, patient, runs=[*FOUR_WEEKS, run(30, 15)])) == []
    assert summary(findings(RULE, TODAY, patient, runs=[*FOUR_WEEKS, run(30, 15.1)])) == NOTICE
