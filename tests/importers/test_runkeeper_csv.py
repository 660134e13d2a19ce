"""Runkeeper: the unit stands in the header, the zone nowhere, and a spreadsheet may have changed times."""

from __future__ import annotations

from datetime import datetime

import pytest

from training.importers.moments import Moment
from training.importers.run import ImportedRun, LeftOut, Reading, ReadLimits, UnreadableFile
from training.importers.runkeeper_csv import read, recognises

HEADER = "Activity Id,Date,Type,Route Name,Distance (km),Duration,Average Pace,Notes,GPX File"
START = Moment(datetime(2026, 3, 1, 7, 30))
TRACK = "2026-03-01-0730.gpx"


def take(*rows: str, header: str = HEADER) -> Reading:
    return read("\n".join([header, *rows]).encode(), ReadLimits())


def row(
    kind: str = "Running", date: str = "2026-03-01 07:30:00", km: str = "10.02", time: str = "52:30"
) -> str:
    return f"a,{date},{kind},Zoo,{km},{time},5:14,windy,{TRACK}"


def test_a_run_with_all_that_is_told():
    assert take(row()).runs == [ImportedRun(2, START, 10_020, 3150, notes="windy", file=TRACK)]


def test_miles():
    assert take(row(km="6.2"), header=HEADER.replace("(km)", "(mi)")).runs[0].distance_m == 9978


@pytest.mark.parametrize(
    ("time", "seconds"), [("35:47:00", 2147), ("1:05:33", 3933), ("52:30", 3150), ("", None)]
)
def test_times(time, seconds):
    assert take(row(time=time)).runs[0].duration_s == seconds


def test_dates_as_a_spreadsheet_saved_them():
    runs = take(row(date="3/1/2026 7:30"), row(date="3/13/2026 7:30")).runs
    assert [run.start.at.day for run in runs] == [1, 13]


def test_every_bad_value_has_a_reason():
    reading = take(
        row(km="NaN"),
        row(km="1e400"),
        row(km="0.00"),
        row(km=""),
        row(time="soon"),
        row(date="soon"),
        row(""),
        row("Cycling"),
        row(km="-5"),
    )
    assert reading.failed == [
        LeftOut(2, "its distance is not a number", "Running"),
        LeftOut(3, "its distance is not a number", "Running"),
        LeftOut(4, "it has no distance", "Running"),
        LeftOut(5, "it has no distance", "Running"),
        LeftOut(6, "its time is not readable: write it like 52:30 or 1:04:30", "Running"),
        LeftOut(7, "its date is not readable as a date", "Running"),
        LeftOut(8, "it has no activity type"),
    ]
    assert reading.skipped == [LeftOut(9, "not a run", "Cycling", TRACK)]
    assert [run.distance_m for run in reading.runs] == [-5000]


def test_other_tables():
    assert recognises(HEADER.encode())
    assert not recognises(b"Date,Type,Distance,Duration\n")
    with pytest.raises(UnreadableFile, match=r"This is no cardioActivities\.csv of Runkeeper"):
        read(b"a,b\n", ReadLimits())
