from __future__ import annotations

from dataclasses import fields, replace

import pytest

from training.management.measuring.paper import Assumed, Measured, on_paper

MEASURED = Measured(
    run_bytes=500,
    check_in_bytes=300,
    log_ms=5,
    today_ms=30,
    log_database_ms=1,
    today_database_ms=4,
    digest_ms=30,
)
ASSUMED = Assumed(
    runners=1_000_000, runs_a_week=3.5, check_ins_a_week=7, looks_a_day=1.2, years=5, other_share=0.1,
    busiest_hour=0.12, core_filled=0.5, digest_hours=2, node_gb=500, node_cores=8, copies=2,
)  # fmt: skip


def values(measured: Measured = MEASURED, assumed: Assumed = ASSUMED) -> dict[str, float]:
    return {row.what: row.value for row in on_paper(measured, assumed)}


def test_an_example_by_hand():
    assert values() == pytest.approx(
        {
            "runs a day": 500_000,
            "check-ins a day": 1_000_000,
            "a year of log": 550_000_000 * 365 * 1.1 / 1e9,
            "all years": 550_000_000 * 365 * 5 * 1.1 / 1e9,
            "writes a second, busiest hour": 50,
            "looks at Today a second, busiest hour": 40,
            "runs logged a second by a web core": 200,
            "web cores": 3,  # (50 by 5 ms + 40 by 30 ms) ÷ 0.5 = 2.9
            "database cores": 1,  # (50 by 1 ms + 40 by 4 ms) ÷ 0.5 = 0.42
            "worker cores": 9,  # a million by 30 ms in 7,200 s ÷ 0.5 = 8.3
            "database nodes for the bytes": 3,  # 1,104 GB
            "database nodes for the work": 1,
            "shards by runner, on nodes of their own": 3,
            "with their replicas": 6,
        }
    )


@pytest.mark.parametrize("name", [field.name for field in fields(Measured)])
def test_what_takes_more_never_needs_less(name):
    more = values(replace(MEASURED, **{name: getattr(MEASURED, name) * 7}))
    speed = "runs logged a second by a web core"
    assert {what for what, value in values().items() if more[what] < value} <= {speed}
    assert more != values()


@pytest.mark.parametrize("name", ["runners", "runs_a_week", "check_ins_a_week", "looks_a_day", "years"])
def test_more_people_or_habits_never_need_less(name):
    more = values(assumed=replace(ASSUMED, **{name: getattr(ASSUMED, name) * 10}))
    assert all(more[what] >= value for what, value in values().items())
    assert more != values()


def test_every_assumption_is_named():
    assert len(ASSUMED.in_words()) == len(fields(Assumed))
    assert ASSUMED.in_words()["share of a day's acts in its busiest hour"] == "12%"
