from __future__ import annotations

import pytest

from tests.builders import check_in, findings, on, run, summary
from training.engine.facts import Injury, Profile
from training.rules.terrain_downhill_uneven import RULE

# Today is day 34: days 28-34 against days 0-27, where 20 of 100 km went downhill.
TODAY = 34
BEFORE = [run(day, 10, terrain="downhill" if day in (6, 12) else "flat") for day in range(0, 28, 3)]
NOTICE = [("terrain.downhill_uneven", "notice", "runner")]
CAUTION = [("terrain.downhill_uneven", "caution", "runner")]


def said(steep_km: float, flat_km: float, before=BEFORE, today: int = TODAY, **log):
    runs = [*before, run(30, steep_km, terrain="uneven"), run(32, flat_km, terrain="flat")]
    return summary(findings(RULE, today, runs=runs, **log))


def test_silent_without_runs_and_on_the_flat():
    assert findings(RULE, TODAY) == []
    assert findings(RULE, TODAY, runs=[*BEFORE, run(30, 10, terrain="flat"), run(31, 10)]) == []


@pytest.mark.parametrize(("steep", "expected"), [(4.0, []), (4.001, NOTICE), (9, NOTICE)])
def test_silent_up_to_double_the_share_of_the_days_before(steep, expected):
    assert said(steep, 10 - steep) == expected


@pytest.mark.parametrize(("steep", "expected"), [(3.0, []), (3.001, NOTICE)])
def test_silent_up_to_three_tenths(steep, expected):
    flat = [run(day, 10, terrain="flat") for day in range(0, 28, 3)]
    assert said(steep, 10 - steep, before=flat) == expected


def test_silent_without_anything_to_compare_with():
    assert said(9, 1, before=[]) == []
    assert said(9, 1, before=[run(-1, 10, terrain="flat")]) == []
    assert said(9, 1, before=[run(0, 10, terrain="flat")]) == NOTICE


@pytest.mark.parametrize("terrain", ["rolling", "hilly", "flat", ""])
def test_other_terrain_does_not_count(terrain):
    assert findings(RULE, TODAY, runs=[*BEFORE, run(30, 10, terrain=terrain)]) == []


def test_window_is_seven_days_up_to_today():
    assert summary(findings(RULE, TODAY, runs=[*BEFORE, run(28, 5, terrain="downhill")])) == NOTICE
    assert findings(RULE, 35, runs=[*BEFORE, run(28, 5, terrain="downhill")]) == []


def test_caution_while_a_knee_has_symptoms():
    assert said(9, 1, check_ins=[check_in(20, 2)]) == CAUTION


def test_previous_injury_sharpens_it():
    assert said(9, 1, profile=Profile(injuries=(Injury("left", on(0)),))) == CAUTION


def test_dates_from_the_newest_such_run():
    steep = [run(day, 5, terrain="downhill") for day in (29, 31)]
    (finding,) = findings(RULE, TODAY, runs=[*BEFORE, *steep, run(33, 1)])
    assert finding.since == on(31)


def test_says_both_shares():
    (finding,) = findings(
        RULE, TODAY, runs=[*BEFORE, run(30, 5, terrain="uneven"), run(32, 5)], check_ins=[check_in(33, 1)]
    )
    assert finding.text("km") == (
        "5.0\u00a0km of the 10.0\u00a0km you ran in the last 7 days were downhill or uneven: 50\u00a0%,"
        " against 20\u00a0% in the 28 days before. It weighs more while a knee has symptoms."
    )
    assert finding.since == on(30)
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("steep", 5000, ""),
        ("steep_of", 10000, ""),
        ("steep_share", 50.0, ""),
        ("before", 20000, ""),
        ("before_of", 100000, ""),
        ("before_share", 20.0, ""),
        ("run_1", 5000, run(30, 5).subject),
        ("untagged", 0, ""),
    ]


def test_says_where_the_days_before_name_no_terrain():
    before = [run(3, 10), run(6, 10, terrain="flat")]
    (finding,) = findings(RULE, TODAY, runs=[*before, run(30, 5, terrain="downhill")])
    assert finding.text("km").endswith(
        "Of the days before, 10.0\u00a0km name no terrain, so part of the rise may lie in the log."
    )
