from __future__ import annotations

from tests.builders import care, on, run
from training.engine.history import History
from training.engine.log import Log
from training.engine.proof import coverage_rows, run_rows, share_rows, span_row
from training.engine.text import Evidence

RUNS = [run(0, 5), run(3, 7)]
HISTORY = History(Log(runs=RUNS, care=[care(1)]), on(6))


def test_a_row_per_run_in_order():
    assert run_rows([], "run") == ()
    assert run_rows(RUNS, "run") == (
        Evidence("run_1", "run", 5000, "m", on(0), RUNS[0].subject),
        Evidence("run_2", "run", 7000, "m", on(3), RUNS[1].subject),
    )


def test_a_share_with_its_whole():
    assert share_rows("cold", "without", 3, 4, unit="count") == (
        Evidence("cold", "without", 3, "count"),
        Evidence("cold_of", "of", 4, "count"),
        Evidence("cold_share", "that share of it", 75.0, "percent"),
    )


def test_a_span_under_its_first_day():
    assert span_row(HISTORY, "week", "week", HISTORY.last_days(7)) == Evidence(
        "week", "week", 12000, "m", on(0)
    )


def test_days_covered():
    assert [(item.key, item.value) for item in coverage_rows(HISTORY)] == [
        ("covered", 7),
        ("coverage_days", 28),
    ]
