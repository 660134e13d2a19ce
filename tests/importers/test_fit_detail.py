"""What a watch tells beside the sums of a run: place, effort, session, and points however they are packed."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.importers.fit_files import (
    CYCLING,
    DEGREE,
    FILE_ID,
    RUNNING,
    START,
    fit_file,
    message,
    records,
    session,
)
from training.importers import fit
from training.importers.moments import Moment
from training.importers.run import ImportedCare, ImportedRun, Reading, ReadLimits

INSTANT = Moment(datetime.fromisoformat("2026-03-01T06:30:00+00:00"), is_instant=True)
NEPAL = {"position_lat": 27.7 * DEGREE, "position_long": 85.3 * DEGREE}
AT_NEPAL = {f"start_{name}": value for name, value in NEPAL.items()}


def read(*messages: bytes) -> Reading:
    return fit.read(fit_file(FILE_ID, *messages), ReadLimits())


def only(*messages: bytes) -> ImportedRun:
    (run,) = read(*messages).runs
    return run


@pytest.mark.parametrize(
    "messages",
    [
        [session(**AT_NEPAL)],
        [message("lap", **AT_NEPAL), session()],
        [records((-5, 0)), message("record", timestamp=START + 1, **NEPAL), session()],
    ],
    ids=["session", "lap", "point"],
)
def test_the_clock_is_that_of_the_place(messages):
    run = only(*messages)
    assert run.start.at.isoformat() == "2026-03-01T12:15:00+05:45"
    assert run.proposed == {"zone"}


def test_a_position_of_a_treadmill_is_that_of_another_world():
    activity = message("activity", timestamp=START, local_timestamp=START + 7200)
    island = session(sub_sport=58, start_position_lat=-9 * DEGREE, start_position_long=160 * DEGREE)
    assert only(island).start == INSTANT
    assert only(island, activity).start.at.isoformat() == "2026-03-01T08:30:00+02:00"


def test_the_clock_of_the_watch_wins_over_its_place():
    activity = message("activity", timestamp=START, local_timestamp=START + 18_000)
    run = only(session(**AT_NEPAL), activity)
    assert (run.start.at.isoformat(), run.proposed) == ("2026-03-01T11:30:00+05:00", set())


@pytest.mark.parametrize(("told", "effort"), [(0, 0), (50, 5), (100, 10), (101, None), (255, None)])
def test_effort(told, effort):
    assert only(session(workout_rpe=told)).rpe == effort


@pytest.mark.parametrize(
    ("name", "kind"), [(b"Tempo run", "tempo"), (b"Monday\0\0\0", ""), (b"\xff" * 9, "")]
)
def test_the_name_of_the_workout_may_name_the_session(name, kind):
    workout = b"\x40\0\0\x1a\0\x01\x08\x09\x07\0" + name
    assert only(workout, session()).session == kind


def test_a_ride_is_care():
    reading = read(session(sport=CYCLING), session(sport=5, start_time=None))
    assert reading.care == [ImportedCare(1, INSTANT, "cycle", 60)]
    assert [left.row for left in reading.skipped] == [1, 2]


def test_climbs_of_the_points_where_the_session_has_none():
    points = b"".join(
        message("record", timestamp=START + at, altitude=(500 + up) * 5, distance=metres * 100)
        for at, up, metres in [(0, 0, 0), (300, 30, 1000), (600, 0, 2000)]
    )
    sport = message("sport", sport=RUNNING)
    assert only(sport, points).terrain == "rolling"
    assert only(sport, points.replace(b"\x02\x02\x84", b"\x02\x02\x83")).terrain == "rolling"


def test_many_laps_cost_no_second_look():
    laps = message("lap", sport=RUNNING) + message("lap", sport=CYCLING) * 3
    assert only(laps, session(sport=None)).names_sport


def test_big_endian_and_packed_points():
    big = b"\x40\0\x01\0\x14\x02\xfd\x04\x86\x05\x04\x86"
    points = b"".join(
        b"\0" + (START + at).to_bytes(4, "big") + (at * 300).to_bytes(4, "big") for at in (0, 600)
    )
    # Speed in 12 bits, then the distance since the start in sixteenths of a metre.
    packed = b"\x41\0\0\x14\0\x02\xfd\x04\x86\x08\x03\x0d"
    more = b"".join(
        b"\x01" + (START + at).to_bytes(4, "little") + (metres * 16 << 12).to_bytes(3, "little")
        for at, metres in ((0, 0), (60, 200))
    )
    sport = message("sport", sport=RUNNING)
    assert [(run.distance_m, run.duration_s) for run in read(sport, big, points).runs] == [(1800, 600)]
    assert [(run.distance_m, run.duration_s) for run in read(sport, packed, more).runs] == [(200, 60)]


def test_compressed_times_go_on_past_their_five_bits():
    start = START & ~31
    sport, first = message("sport", sport=RUNNING), message("record", timestamp=start + 20, distance=0)
    definition = b"\x41\0\0\x14\0\x01\x05\x04\x86"
    seconds = (25, 31, 4, 30, 1)
    body = b"".join(
        bytes([0x80 | 0x20 | low]) + (metres * 100).to_bytes(4, "little")
        for metres, low in zip((10, 20, 30, 40, 50), seconds, strict=True)
    )
    (run,) = read(sport, first, definition, body).runs
    assert (run.distance_m, run.duration_s) == (50, 2 * 32 + 1 - 20)
