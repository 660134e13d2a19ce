from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.importers.fit_files import (
    COURSE,
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
from training.importers.fit import recognises
from training.importers.moments import Moment
from training.importers.run import ImportedRun, LeftOut, Reading, ReadLimits, UnknownKind, UnreadableFile

AT = datetime.fromisoformat("2026-03-01T06:30:00+00:00")
INSTANT = Moment(AT, is_instant=True)
PLAIN = ImportedRun(
    row=1, start=INSTANT, distance_m=10_000, duration_s=3600, elapsed_s=3700, is_timed=True
)  # fmt: skip


def read(*messages: bytes, **header: int) -> Reading:
    return fit.read(fit_file(*messages, **header), ReadLimits())


def changed(run: ImportedRun = PLAIN, **values) -> ImportedRun:
    return ImportedRun(**{name: getattr(run, name) for name in run.__slots__} | values)


def local(offset_h: float, **moved: float) -> Moment:
    return Moment((AT + timedelta(**moved)).astimezone(timezone(timedelta(hours=offset_h))))


def test_a_run_with_its_timer_time():
    assert read(FILE_ID, session()) == Reading([PLAIN])


def test_sessions_of_other_sports_are_skipped_under_their_name():
    later = START + 4000
    reading = read(FILE_ID, session(sport=CYCLING), session(start_time=later), session(sport=200))
    assert reading.runs == [changed(row=2, start=Moment(AT + timedelta(seconds=4000), is_instant=True))]
    assert reading.skipped == [LeftOut(1, "not a run", "cycling"), LeftOut(3, "not a run", "sport 200")]


def test_what_is_said_of_the_first_session_does_not_count_for_the_second():
    swim = message("sport", sport=5)
    unnamed = session(sport=None)
    assert read(FILE_ID, swim, unnamed).skipped == [LeftOut(1, "not a run", "swimming")]
    assert read(FILE_ID, swim, session(sport=5), unnamed).runs == [changed(row=2, names_sport=False)]


def test_chained_files_are_all_read():
    one, other = fit_file(FILE_ID, session()), fit_file(FILE_ID, session(total_distance=500_000))
    assert fit.read(one + other, ReadLimits()) == Reading([PLAIN, changed(row=2, distance_m=5_000)])


@pytest.mark.parametrize(
    ("sub_sport", "surface"), [(0, ""), (1, "treadmill"), (3, "trail"), (4, "track"), (45, "track")]
)
def test_surface_by_sub_sport(sub_sport, surface):
    assert read(FILE_ID, session(sub_sport=sub_sport)).runs == [changed(surface=surface)]


@pytest.mark.parametrize(
    ("up", "down", "terrain"),
    [(99, 99, "flat"), (100, 0, "rolling"), (250, 250, "hilly"), (50, 199, "rolling"), (50, 200, "downhill")],
)
def test_terrain_by_climb_and_descent(up, down, terrain):
    climb = {"total_ascent": up, "total_descent": down}
    assert read(FILE_ID, session(**climb, total_distance=1_000_000)).runs == [changed(terrain=terrain)]
    assert read(FILE_ID, session(**climb, sub_sport=1)).runs == [changed(surface="treadmill")]


@pytest.mark.parametrize(
    ("local_s", "start"),
    [
        (3600, local(1)),
        (3600 + 60, local(1)),
        (3600 + 61, INSTANT),
        (14 * 3600, local(14)),
        (14 * 3600 + 900, INSTANT),
        (-12600, local(-3.5)),
        (-1_000_000, INSTANT),
    ],
)
def test_zone_of_the_watch_where_a_clock_can_have_it(local_s, start):
    activity = message("activity", timestamp=START, local_timestamp=START + local_s)
    assert read(FILE_ID, session(), activity).runs == [changed(start=start)]


@pytest.mark.parametrize(("longitude", "start"), [(8, local(2)), (100, INSTANT), (-180, INSTANT)])
def test_zone_of_the_watch_is_not_believed_far_from_where_it_was(longitude, start):
    activity = message("activity", timestamp=START, local_timestamp=START + 7200)
    run = session(start_position_long=longitude * DEGREE)
    assert read(FILE_ID, run, activity).runs == [changed(start=start)]


def test_times_counted_from_power_on():
    run = session(start_time=100)
    assert read(FILE_ID, run).failed == [
        LeftOut(1, "the clock of the device was not set, so its date is not known")
    ]
    activity = message("activity", timestamp=3800, local_timestamp=START + 3700)
    assert read(FILE_ID, run, activity).runs == [changed(start=Moment(AT.replace(tzinfo=None)))]


def test_sums_that_are_missing_come_from_the_points():
    points = records((-5, 0), (0, 10), (600, 2010), (1200, 4010), (9000, 9999))
    bare = session(total_distance=2**32 - 1, total_timer_time=2**32 - 1, total_elapsed_time=1_200_000)
    assert read(FILE_ID, points, bare).runs == [
        changed(distance_m=4010, duration_s=1200, elapsed_s=1200, is_timed=False)
    ]
    assert read(FILE_ID, session(total_distance=None)).failed == [LeftOut(1, "it has no distance")]


def test_without_a_session_the_points_are_the_run():
    stop = message("event", timestamp=START + 300, event=0, event_type=4)
    points = [records((0, 0), (300, 1000)), stop, records((900, 1000), (1200, 2000))]
    run = changed(distance_m=2000, duration_s=600, elapsed_s=1200, is_timed=False)
    assert read(FILE_ID, message("sport", sport=RUNNING), *points).runs == [run]
    assert read(FILE_ID, *points, message("lap", sport=RUNNING)).runs == [run]
    assert read(FILE_ID, *points).runs == [changed(run, names_sport=False)]
    assert read(FILE_ID, message("sport", sport=CYCLING), *points).runs == []


def test_positions_give_the_distance_where_nothing_counted_it():
    points = [
        message("record", timestamp=START + at, position_lat=latitude * DEGREE, position_long=8 * DEGREE)
        for at, latitude in [(0, 50), (300, 50.01), (600, 50.02)]
    ]
    reading = read(FILE_ID, message("sport", sport=RUNNING), *points)
    assert reading.runs == [
        changed(
            start=local(1), distance_m=2224, duration_s=600, elapsed_s=600, is_timed=False,
            proposed=frozenset({"zone"}),
        )
    ]  # fmt: skip


def test_compressed_time_stamps():
    start = START & ~31
    first = message("record", timestamp=start, distance=0)
    # From here on local message 1 is a record that has but its distance.
    definition = b"\x41\0\0\x14\0\x01\x05\x04\x86"
    body = b"".join(bytes([0x80 | 0x20 | at]) + (at * 500).to_bytes(4, "little") for at in (10, 20))
    reading = read(FILE_ID, message("sport", sport=RUNNING), first, definition, body)
    assert [(run.distance_m, run.duration_s) for run in reading.runs] == [(100, 20)]


@pytest.mark.parametrize("header", [{"size": 0}, {"header": 0}, {"size": 2**32 - 1}])
def test_headers_that_lie(header):
    reading = read(FILE_ID, message("hrv", time=1), session(), **header)
    assert reading.runs == [PLAIN]


def test_a_file_cut_off_keeps_what_was_read():
    whole = fit_file(FILE_ID, message("sport", sport=RUNNING), records((0, 0), (60, 200)), session())
    without_checksum = fit.read(whole[:-2], ReadLimits())
    assert without_checksum == Reading([PLAIN], is_damaged=True)
    half = fit.read(whole[:-10], ReadLimits())
    begun = changed(distance_m=200, duration_s=60, elapsed_s=60, is_timed=False)
    assert half == Reading([begun], is_damaged=True)
    with pytest.raises(UnreadableFile, match="It is damaged: nothing in it can be read"):
        fit.read(whole[:20], ReadLimits())


def test_other_kinds_of_fit_files():
    with pytest.raises(UnknownKind, match=r"It holds no activity \(course\)"):
        read(message("file_id", type=COURSE), session())
    with pytest.raises(UnknownKind, match=r"It holds no activity \(unknown\)"):
        read(message("sport", sport=RUNNING))
    assert read(session()).runs == [PLAIN]


def test_limit_of_points():
    data = fit_file(FILE_ID, records((0, 0), (60, 200), (120, 400)), session())
    assert fit.read(data, ReadLimits(points=3)).runs == [PLAIN]
    with pytest.raises(UnreadableFile, match="It has more than 2 points"):
        fit.read(data, ReadLimits(points=2))


def test_recognised_by_content():
    assert recognises(fit_file())
    assert not recognises(b"Activity Date,.FIT")
