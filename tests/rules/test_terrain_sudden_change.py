from __future__ import annotations

import pytest

from tests.builders import findings, on, run, summary
from training.engine.facts import Injury, Profile
from training.rules.terrain_sudden_change import RULE

# Today is day 34: days 28-34 against days 0-27 with 100 km on asphalt.
TODAY = 34
BEFORE = [run(day, 10, surface="asphalt") for day in range(0, 28, 3)]
NOTICE = [("terrain.sudden_change", "notice", "runner")]


def said(trail_km: float, asphalt_km: float, before=BEFORE, today: int = TODAY, **log):
    runs = [*before, run(30, trail_km, surface="trail"), run(32, asphalt_km, surface="asphalt")]
    return summary(findings(RULE, today, runs=runs, **log))


def test_silent_without_runs_and_on_the_usual_surface():
    assert findings(RULE, TODAY) == []
    assert findings(RULE, TODAY, runs=[*BEFORE, run(30, 10, surface="asphalt")]) == []


@pytest.mark.parametrize(("trail", "expected"), [(5.0, []), (5.001, NOTICE)])
def test_silent_up_to_half_of_the_last_days(trail, expected):
    assert said(trail, 10 - trail) == expected


@pytest.mark.parametrize(("km_before", "expected"), [(11.2, []), (11.1, NOTICE)])
def test_silent_where_it_carried_a_tenth_before(km_before, expected):
    assert said(9, 1, before=[*BEFORE, run(5, km_before, surface="trail")]) == expected


def test_exactly_a_tenth_before_is_not_rare():
    assert said(9, 1, before=[run(3, 9, surface="asphalt"), run(5, 1, surface="trail")]) == []


def test_silent_without_anything_to_compare_with():
    assert said(9, 1, before=[]) == []
    assert said(9, 1, before=[run(-1, 10, surface="asphalt")]) == []
    assert said(9, 1, before=[run(0, 10, surface="asphalt")]) == NOTICE


def test_runs_without_a_surface_are_no_surface_but_count_in_the_sum():
    assert findings(RULE, TODAY, runs=[*BEFORE, run(30, 10)]) == []
    assert findings(RULE, TODAY, runs=[*BEFORE, run(30, 5, surface="trail"), run(31, 5)]) == []


def test_window_is_seven_days_up_to_today():
    assert summary(findings(RULE, TODAY, runs=[*BEFORE, run(28, 5, surface="sand")])) == NOTICE
    assert findings(RULE, 35, runs=[*BEFORE, run(28, 5, surface="sand")]) == []


def test_previous_injury_sharpens_it():
    assert said(9, 1, profile=Profile(injuries=(Injury("left", on(0)),))) == [
        ("terrain.sudden_change", "caution", "runner")
    ]


def test_dates_from_the_newest_run_on_it():
    sand = [run(day, 5, surface="sand") for day in (29, 31)]
    (finding,) = findings(RULE, TODAY, runs=[*BEFORE, *sand, run(33, 1)])
    assert finding.since == on(31)


def test_says_both_shares_and_names_the_runs():
    before = [*BEFORE, run(1, 5, surface="trail")]
    (finding,) = findings(RULE, TODAY, runs=[*before, run(30, 8, surface="trail"), run(32, 2)])
    assert finding.text("km") == (
        "8.0\u00a0km of the 10.0\u00a0km you ran in the last 7 days were on trails: 80\u00a0%,"
        " against 4.8\u00a0% in the 28 days before."
    )
    assert finding.since == on(30)
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("surface", "trails", ""),
        ("new", 8000, ""),
        ("new_of", 10000, ""),
        ("new_share", 80.0, ""),
        ("before", 5000, ""),
        ("before_of", 105000, ""),
        ("before_share", 500 / 105, ""),
        ("untagged", 0, ""),
        ("run_1", 8000, run(30, 8).subject),
    ]


def test_silent_where_no_run_before_names_a_surface():
    assert findings(RULE, TODAY, runs=[run(3, 10), run(30, 5, surface="treadmill")]) == []


def test_says_where_the_days_before_name_no_surface():
    (finding,) = findings(
        RULE, TODAY, runs=[run(3, 10), run(4, 1, surface="trail"), run(30, 5, surface="treadmill")]
    )
    assert finding.text("km") == (
        "5.0\u00a0km of the 5.0\u00a0km you ran in the last 7 days were on the treadmill: 100\u00a0%,"
        " against 0\u00a0% in the 28 days before."
        " Of the days before, 10.0\u00a0km name no surface, so part of the change may lie in the log."
    )
