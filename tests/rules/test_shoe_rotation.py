from __future__ import annotations

import pytest

from tests.builders import findings, on, run, summary
from training.engine.facts import ShoeFact
from training.rules.shoe_rotation import RULE

GHOST, PEGASUS = ShoeFact("ghost", "Ghost"), ShoeFact("pegasus", "Pegasus")
NOTICE = [("shoe.rotation", "notice", "shoe:ghost")]
TODAY = 55


def said(*runs, today: int = TODAY, shoes=(GHOST, PEGASUS)) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, runs=runs, shoes=shoes))


def in_ghost(km: float, *days: int) -> list:
    return [run(day, km, shoe="ghost") for day in days]


@pytest.mark.parametrize(("other_km", "expected"), [(10, []), (3.0, []), (2.999, NOTICE)])
def test_silent_up_to_nine_tenths(other_km, expected):
    assert said(*in_ghost(9, 10, 20, 30), run(40, other_km, shoe="pegasus")) == expected


def test_runs_without_a_shoe_count_as_others():
    assert said(*in_ghost(9, 10, 20, 30), run(40, 3)) == []


def test_three_runs_prove_nothing():
    assert said(*in_ghost(9, 10, 20, 30)) == []
    assert said(*in_ghost(9, 10, 20, 30, 40)) == NOTICE


def test_window_is_eight_weeks_up_to_today():
    others = [run(0, 9, shoe="pegasus"), run(99, 9, shoe="pegasus")]
    assert said(*others, *in_ghost(9, 10, 20, 30, 40), today=55) == []
    assert said(*others, *in_ghost(9, 10, 20, 30, 40), today=56) == NOTICE


def test_first_day_of_the_window_counts_for_the_shoe_too():
    runs = [*in_ghost(9, 0, 10, 20), run(40, 2.5, shoe="pegasus")]
    assert said(*runs, today=55) == NOTICE
    assert said(*runs, run(41, 0.1, shoe="pegasus"), today=56) == []


def test_retired_shoe_is_left_alone():
    assert said(*in_ghost(9, 10, 20, 30, 40), shoes=[ShoeFact("ghost", "Ghost", retired_on=on(50))]) == []


def test_start_distance_is_no_distance_of_the_window():
    heavy = ShoeFact("ghost", "Ghost", earlier_m=700_000)
    mixed = [*in_ghost(9, 10, 20), run(30, 9, shoe="pegasus"), run(40, 9, shoe="pegasus")]
    assert said(*mixed, shoes=[heavy, PEGASUS]) == []


def test_says_how_much_of_how_much():
    runs = [*in_ghost(9, 10, 20, 30), run(40, 1, shoe="pegasus")]
    (finding,) = findings(RULE, TODAY, runs=runs, shoes=[GHOST, PEGASUS])
    assert finding.text("km") == (
        "Ghost carried 27.0\u00a0km of the 28.0\u00a0km you ran in the last 56 days: 96.4\u00a0%."
    )
    assert finding.since == on(30)
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("shoe", "Ghost", "shoe:ghost"),
        ("carried", 27000, ""),
        ("carried_of", 28000, ""),
        ("carried_share", 2700 / 28, ""),
        ("runs", 4, ""),
        ("newest", 9000, runs[2].subject),
    ]
