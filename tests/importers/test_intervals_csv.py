"""intervals.icu: the clock and the instant together give the offset of the place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from training.importers.intervals_csv import read, recognises
from training.importers.moments import Moment
from training.importers.run import ImportedRun, LeftOut, Reading, ReadLimits, UnreadableFile

HEADER = (
    "id,type,name,start_date_local,start_date,distance,moving_time,elapsed_time,trainer,race,icu_rpe,gear"
)
CLOCK, INSTANT = "2026-03-01T07:30:00", "2026-03-01T06:30:00Z"
START = Moment(datetime.fromisoformat("2026-03-01T07:30:00+01:00"))


def take(*rows: str, header: str = HEADER) -> Reading:
    return read("\n".join(["\ufeff" + header, *rows]).encode(), ReadLimits())


def row(
    kind: str = "Run", clock: str = CLOCK, instant: str = INSTANT, rest: str = "10000.4,3000,,,,,"
) -> str:
    return f"i1,{kind},Zoo,{clock},{instant},{rest}"


def test_a_run_with_all_that_is_told():
    assert take(row(rest="10000.4,3000,3300,false,TRUE,7,Ghost 15")).runs == [
        ImportedRun(2, START, 10_000, 3000, 3300, shoe="Ghost 15", notes="Zoo", session="race", rpe=7)
    ]


@pytest.mark.parametrize(
    ("clock", "instant", "start"),
    [
        ("2026-03-01T12:15:00", INSTANT, Moment(datetime.fromisoformat("2026-03-01T12:15:00+05:45"))),
        ("2026-03-01 07:30:00", "2026-03-01 06:30:00", START),
        (CLOCK, "2026-03-01T07:30:00+01:00", START),
        (CLOCK, "", Moment(datetime(2026, 3, 1, 7, 30))),
        ("2026-03-01T20:30:00", INSTANT, Moment(datetime.fromisoformat("2026-03-01T20:30:00+14:00"))),
        ("2026-03-01T20:45:00", INSTANT, Moment(datetime(2026, 3, 1, 6, 30, tzinfo=UTC), is_instant=True)),
        ("2026-03-01T07:33:00", INSTANT, Moment(datetime(2026, 3, 1, 6, 30, tzinfo=UTC), is_instant=True)),
    ],
)
def test_starts(clock, instant, start):
    assert take(row(clock=clock, instant=instant)).runs[0].start == start


@pytest.mark.parametrize(
    ("kind", "trainer", "surface"),
    [
        ("Run", "", ""),
        ("Run", "true", "treadmill"),
        ("TrailRun", "", "trail"),
        ("VirtualRun", "", "treadmill"),
    ],
)
def test_surfaces(kind, trainer, surface):
    assert take(row(kind, rest=f"5000,,1500,{trainer},,,")).runs[0].surface == surface


def test_time_elapsed_where_moving_time_is_missing():
    assert [run.duration_s for run in take(row(rest="5000,,1500,,,,"), row(rest="5000,,,,,,")).runs] == [
        1500,
        None,
    ]


DATE = "its date must be a date and time like 2026-03-01T07:30:00+01:00"


def test_every_bad_value_has_a_reason():
    reading = take(
        row(rest="NaN,1,,,,,"),
        row(rest="inf,1,,,,,"),
        row(rest=",1,,,,,"),
        row(rest="5000,soon,,,,,"),
        row(clock="soon"),
        row(instant="2026-13-01T00:00:00Z"),
        row("Ride"),
        row(""),
        row(rest="-5,1,,,,11,"),
        "i1,Run,Zoo," + ",".join("x" * 12),
    )
    assert reading.failed == [
        LeftOut(2, "its distance is not a number", "Run"),
        LeftOut(3, "its distance is not a number", "Run"),
        LeftOut(4, "it has no distance", "Run"),
        LeftOut(5, "its time is not a number", "Run"),
        LeftOut(6, DATE, "Run"),
        LeftOut(7, DATE, "Run"),
        LeftOut(9, "it has no activity type"),
        LeftOut(11, "it has 15 cells where the header has 12"),
    ]
    assert reading.skipped == [LeftOut(8, "not a run", "Ride")]
    assert [(run.distance_m, run.rpe) for run in reading.runs] == [(-5, None)]


@pytest.mark.parametrize(("gear", "shoe"), [("g123456", ""), ("Ghost 15", "Ghost 15")])
def test_an_id_of_gear_is_no_name(gear, shoe):
    assert take(row(rest=f"5000,1500,,,,,{gear}")).runs[0].shoe == shoe


def test_other_tables():
    assert recognises(HEADER.encode())
    assert not recognises(b"type,start_date_local,distance\n")
    with pytest.raises(UnreadableFile, match=r"This is no CSV of intervals\.icu"):
        read(b"a,b\n", ReadLimits())
