from __future__ import annotations

from datetime import date

import pytest

from training.importers.day_logs_csv import read_day_logs
from training.importers.run import ReadLimits, UnreadableFile


def parse(text: str):
    return read_day_logs(text.encode(), ReadLimits())


def test_runs_of_each_runner():
    logs = parse("runner,day,km,minutes,shoe,rpe\na,0,8.07,40,ghost,7\nb,1,5,,,\na,0,2,,,6.0\n")
    told = {
        runner: [(run.day, run.start[11:16], run.distance_m, run.shoe, run.rpe) for run in runs]
        for runner, runs in logs.items()
    }
    assert told == {
        "a": [(date(2020, 1, 6), "12:00", 8070, "ghost", 7), (date(2020, 1, 6), "12:01", 2000, "", 6)],
        "b": [(date(2020, 1, 7), "12:00", 5000, "", None)],
    }


def test_one_runner_with_dates():
    logs = parse("day,km\n2026-03-01,5\n")
    assert [run.start for run in logs["runner"]] == ["2026-03-01T12:00:00+00:00"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("date,km\n", "It has no columns day and km"),
        ("day,km\n1,5\nx,5\n", "Row 3: day must be a whole number or a date like 2026-03-01"),
        ("day,km\n-1,5\n", "Row 2: day must be from 0 to 36600"),
        ("day,km\n1,far\n", "Row 2: km and rpe must be numbers"),
        ("day,km\n1,inf\n", "Row 2: km and rpe must be numbers"),
        ("day,km\n1,0\n", "Row 2: km must be more than 0"),
        ("day,km\n1,5,6\n", "Row 2: it has 3 cells where the header has 2"),
    ],
)
def test_a_bad_row_is_named(text, why):
    with pytest.raises(UnreadableFile) as problem:
        parse(text)
    assert str(problem.value) == why
