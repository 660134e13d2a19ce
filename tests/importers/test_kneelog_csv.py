from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from training.importers.kneelog_csv import read, recognises
from training.importers.moments import Moment
from training.importers.run import ImportedRun, LeftOut, Reading, ReadLimits

WALL = Moment(datetime(2026, 3, 1, 7, 30))


def parse(text: str) -> Reading:
    data = text.encode()
    assert recognises(data)
    return read(data, ReadLimits())


def test_all_columns():
    reading = parse(
        "Start,Distance km,Duration,Surface,Terrain,Session,Shoe,RPE,Warm-up,Cool-down,Trigger,Notes,Sky\n"
        '2026-03-01T07:30:00+01:00,"10,5",1:02:05,Trail,flat,easy,Ghost 15,4,yes,no,distance,"a\nb",sun\n'
    )
    start = Moment(datetime(2026, 3, 1, 7, 30, tzinfo=timezone(timedelta(hours=1))))
    assert reading.runs == [
        ImportedRun(
            row=2, start=start, distance_m=10500, duration_s=3725, shoe="Ghost 15", notes="a\nb",
            surface="trail", terrain="flat", session="easy", trigger="distance", rpe=4, warm_up=True,
            cool_down=False,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cells", "metres"),
    [
        ("date,time,distance_m", "2026-03-01,07:30,10000", 10000),
        ("date;time;distance_km", "01.03.2026;7:30;10,25", 10250),
        ("date,time,distance_mi", "2026-03-01,7:30 AM,6.2", 9978),
        ("start,distance_km", "2026-03-01 07:30,10", 10000),
        ("START,DISTANCE_M,distance_km", "1 March 2026 07:30,,10", 10000),
    ],
)
def test_ways_to_say_when_and_how_far(header, cells, metres):
    assert parse(f"{header}\n{cells}\n").runs == [ImportedRun(row=2, start=WALL, distance_m=metres)]


def test_an_instant_stays_one():
    (run,) = parse("start,distance_m\n2026-03-01T06:30:00Z,10000\n").runs
    assert run.start == Moment(datetime(2026, 3, 1, 6, 30, tzinfo=UTC), is_instant=True)


def test_days_without_a_time_are_noon_and_their_runs_lie_apart():
    reading = parse("date,distance_km\n2026-03-01,5\n2026-03-01,5\n2026-03-02,5\n")
    assert [f"{run.start.at:%d %H:%M}" for run in reading.runs] == ["01 12:00", "01 12:10", "02 12:00"]


def test_a_day_holds_only_so_many_runs_without_a_time():
    reading = parse("date,distance_km\n" + "2026-03-01,5\n" * 73)
    assert [f"{run.start.at:%d %H:%M}" for run in reading.runs[-1:]] == ["01 23:50"]
    assert reading.failed == [LeftOut(74, "date has too many runs without a time")]


@pytest.mark.parametrize(("cell", "seconds"), [("52:30", 3150), ("1:04:30", 3870), ("45", 2700), ("", None)])
def test_durations(cell, seconds):
    assert [run.duration_s for run in parse(f"date,distance_m,duration\n2026-03-01,1,{cell}\n").runs] == [
        seconds
    ]
    assert [run.duration_s for run in parse("date,distance_m,duration_s\n2026-03-01,1,600\n").runs] == [600]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("", "date is not readable as a date"),
        ("32.13.2026", "date is no date of the calendar"),
        ("2026-03-01,soon", "date has no time of day like 16:15"),
        ("2026-03-01,7:30,,", "it has no distance"),
        ("2026-03-01,7:30,10.000", "distance_m is not a whole number"),
        ("2026-03-01,7:30,NaN", "distance_m is not a number"),
        ("2026-03-01,7:30,,far", "distance_km is not a number"),
        ("2026-03-01,7:30,,10,1:99", "duration must be written like 52:30 or 1:04:30"),
        ("2026-03-01,7:30,,10,52:30,hard", "rpe is not a number"),
        ("2026-03-01,7:30,,10,52:30,5.5", "rpe is not a whole number"),
        ("2026-03-01,7:30,,10,52:30,5,maybe", "warm_up must be yes or no"),
        ("2026-03-01,7:30,,10,52:30,5,yes,x", "it has 8 cells where the header has 7"),
    ],
)
def test_a_bad_row_fails_alone(row, why):
    header = "date,time,distance_m,distance_km,duration,rpe,warm_up"
    reading = parse(f"{header}\n{row or ',x'}\n2026-03-02,7:30,5000\n")
    assert (reading.failed, [run.row for run in reading.runs]) == ([LeftOut(2, why)], [3])


@pytest.mark.parametrize(
    "header", ["date,km", "distance_m", "day,distance_m", "", "id,date,name,type,distance"]
)
def test_other_tables_are_not_recognised(header):
    assert not recognises(header.encode())


def test_a_sheet_of_the_runners_own_with_times_under_other_names():
    assert recognises(b"date,time,distance_km")
    assert recognises(b"Date,Distance km,Duration")
    assert not recognises(b"Date,Distance km,Minutes")
    assert not recognises(b"Date,Distance km,Time")


def test_pauses_in_either_way_to_write_them():
    text = "date,distance_km,duration,{}\n2026-03-01,5,25:00,{}\n"
    assert parse(text.format("elapsed", "27:30")).runs[0].elapsed_s == 1650
    assert parse(text.format("elapsed_s", "1650")).runs[0].elapsed_s == 1650
    assert parse(text.format("elapsed", "long")).failed == [
        LeftOut(2, "elapsed must be written like 52:30 or 1:04:30")
    ]
