from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import findings, on, run, summary
from training.engine.evaluate import Ruleset
from training.engine.facts import ShoeFact
from training.rules.shoe_mileage import RULE, Limits
from training.units import to_metres

GHOST = ShoeFact("ghost", "Brooks Ghost 15")
NOTICE = [("shoe.mileage", "notice", "shoe:ghost")]
CAUTION = [("shoe.mileage", "caution", "shoe:ghost")]


def worn(km: float, **facts) -> ShoeFact:
    return ShoeFact("ghost", "Brooks Ghost 15", earlier_m=round(km * 1000), **facts)


def said(*shoes: ShoeFact, today: int = 9, **log) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, shoes=shoes, **log))


@pytest.mark.parametrize(
    ("km", "expected"),
    [
        (0, []),
        (482, []),
        (482.802, []),
        (482.803, NOTICE),
        (483, NOTICE),
        (804.671, NOTICE),
        (804.672, CAUTION),
        (805, CAUTION),
    ],
)
def test_severity_by_distance(km, expected):
    assert said(worn(km)) == expected


def test_three_and_five_hundred_miles_to_the_metre():
    assert (Limits().notice_m, Limits().replace_m) == (to_metres(300, "mi"), to_metres(500, "mi"))


def test_earlier_metres_and_runs_add_up():
    runs = [run(day, 10, shoe="ghost") for day in range(8)]
    assert said(worn(402.803), runs=runs, today=6) == []
    assert said(worn(402.803), runs=runs, today=7) == NOTICE
    assert said(worn(402.803), runs=[run(0, 300), run(1, 300, shoe="pegasus")]) == []


def test_only_shoes_in_use():
    assert said(worn(900, retired_on=on(9))) == []
    assert said(worn(900, retired_on=on(10))) == CAUTION
    assert said(worn(900, started_on=on(10))) == []


def test_limits_of_the_pair_itself():
    assert said(worn(500, notice_at_m=500_001)) == []
    assert said(worn(500, notice_at_m=500_000)) == NOTICE
    assert said(worn(900, replace_at_m=900_001)) == NOTICE
    assert said(worn(300, replace_at_m=300_000)) == CAUTION


def test_each_pair_by_itself():
    other = ShoeFact("pegasus", "Pegasus", earlier_m=900_000)
    assert said(worn(500), other) == [("shoe.mileage", "caution", "shoe:pegasus"), *NOTICE]


def test_plans_a_replacement():
    (finding,) = findings(RULE, 9, shoes=[worn(500)])
    assert finding.text("km") == (
        "Brooks Ghost 15 has carried you 500.0\u00a0km,"
        " past the 482.8\u00a0km from which to plan a replacement."
    )
    assert finding.hint("mi") == (
        "Look at the tread and feel the cushioning; a new pair is usually due by 500.0\u00a0mi."
    )


def test_replaces_and_says_the_same_in_miles():
    (finding,) = findings(RULE, 9, shoes=[worn(805)])
    assert finding.text("mi") == (
        "Brooks Ghost 15 has carried you 500.2\u00a0mi, past the 500.0\u00a0mi at which to replace the pair."
    )
    assert finding.hint("mi") == (
        "Are tread and feel still good? Then extend its limit with a reason; else retire it."
    )
    assert [(item.key, item.value) for item in finding.evidence] == [
        ("shoe", "Brooks Ghost 15"),
        ("carried", 805_000),
        ("at", 804_672),
        ("replace_at", 804_672),
    ]


def test_dates_from_the_run_that_passed_the_line():
    runs = [run(day, 10, shoe="ghost") for day in range(8)]
    (finding,) = findings(RULE, 7, runs=runs, shoes=[worn(450)])
    assert finding.since == on(3)


def test_dates_from_its_first_day_where_it_came_with_as_much():
    (finding,) = findings(RULE, 9, shoes=[worn(500, started_on=on(2))])
    assert finding.since == on(2)


def test_a_line_passed_long_ago_is_dated_ninety_days_back_however_much_is_loaded():
    whole, part = (
        findings(RULE, 150, runs=runs, shoes=[shoe])
        for runs, shoe in (([run(0, 500, shoe="ghost")], GHOST), ([], worn(500)))
    )
    assert whole == part
    assert whole[0].since == on(150) - timedelta(days=90)


def test_thresholds_are_the_admins():
    ruleset = Ruleset(limits={RULE.id: Limits(notice_m=300_000, replace_m=400_000)})
    assert summary(findings(RULE, 9, ruleset, shoes=[worn(300)])) == NOTICE
    assert summary(findings(RULE, 9, ruleset, shoes=[worn(400)])) == CAUTION
