from __future__ import annotations

import pytest

from tests.builders import check_in, findings, on, run, summary
from training.engine.facts import Injury, Profile
from training.rules.terrain_hard_surface import RULE

NOTICE = [("terrain.hard_surface", "notice", "runner")]
SORE = [check_in(12, 2)]


def said(hard_km: float, *others, today: int = 13, day: int = 10, check_ins=SORE, **log):
    runs = [run(day, hard_km, surface="asphalt"), *others]
    return summary(findings(RULE, today, runs=runs, check_ins=check_ins, **log))


def test_silent_without_an_open_episode():
    assert said(10, check_ins=[]) == []
    assert said(10, check_ins=[check_in(13, 0)]) == []
    assert said(10, check_ins=[check_in(2, 3), *(check_in(day, 0) for day in (3, 4, 5))]) == []


def test_silent_without_runs():
    assert findings(RULE, 13, check_ins=SORE) == []


@pytest.mark.parametrize(("km", "expected"), [(1, []), (7.0, []), (7.001, NOTICE)])
def test_silent_up_to_seven_tenths(km, expected):
    assert said(km, run(11, 3, surface="grass")) == expected


@pytest.mark.parametrize("surface", ["trail", "track", "treadmill", "grass", "sand", "mixed", ""])
def test_other_and_unknown_surfaces_are_not_hard(surface):
    assert findings(RULE, 13, runs=[run(10, 9, surface=surface)], check_ins=SORE) == []
    assert said(7, run(11, 3, surface=surface)) == []


def test_concrete_and_asphalt_add_up():
    assert said(5, run(11, 3, surface="concrete"), run(12, 2, surface="trail")) == NOTICE


def test_window_is_fourteen_days_up_to_today():
    assert said(10, day=0) == NOTICE
    assert said(10, day=-1) == []
    assert said(10, run(14, 90, surface="grass")) == NOTICE


def test_either_knee_will_do():
    assert said(10, check_ins=[check_in(12, 2, "right")]) == NOTICE


def test_previous_injury_sharpens_it():
    assert said(10, profile=Profile(injuries=(Injury("left", on(0)),))) == [
        ("terrain.hard_surface", "caution", "runner")
    ]


def test_an_injury_of_the_other_knee_does_not():
    assert said(10, profile=Profile(injuries=(Injury("right", on(0)),))) == NOTICE


def test_dates_from_the_newest_run_on_hard_ground():
    runs = [run(9, 5, surface="asphalt"), run(11, 5, surface="concrete"), run(12, 1, surface="grass")]
    (finding,) = findings(RULE, 13, runs=runs, check_ins=SORE)
    assert finding.since == on(11)


def test_says_how_much_of_how_much():
    runs = [run(10, 8, surface="asphalt"), run(11, 2, surface="trail")]
    (finding,) = findings(RULE, 13, runs=runs, check_ins=SORE)
    assert finding.text("km") == (
        "8.0\u00a0km of the 10.0\u00a0km you ran in the last 14 days were on concrete or asphalt: 80\u00a0%."
        " A knee has symptoms now, which is why this is named."
    )
    assert finding.since == on(10)
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("hard", 8000, ""),
        ("hard_of", 10000, ""),
        ("hard_share", 80.0, ""),
        ("run_1", 8000, runs[0].subject),
    ]
