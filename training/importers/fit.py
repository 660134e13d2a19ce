"""FIT files of watches: one run for each running session, with the time the timer ran."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from training.importers.fit_messages import POINTS, SUMMARIES, FitFile, Message, is_fit, read_messages
from training.importers.moments import FURTHEST_OFFSET, Moment
from training.importers.run import (
    NOT_A_RUN,
    ImportedRun,
    LeftOut,
    Reading,
    ReadLimits,
    UnknownKind,
    UnreadableFile,
    whole_metres,
    whole_seconds,
)
from training.importers.terrain import terrain_of
from training.importers.track import Track

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
# Below it, seconds count from when the device was switched on.
FIRST_DATE_S = 0x10000000
QUARTER_S = 15 * 60
# The two clocks of a device are not read at the same instant.
CLOCK_TOLERANCE_S = 60
DEGREES = 180 / 2**31
# Clocks of a country may be this far from the sun.
FURTHEST_FROM_SUN_H = 4.5
ACTIVITY = "activity"
RUNNING = "running"
UNNAMED_SPORTS = ("", "generic", "all", "invalid")
SURFACES = {
    "treadmill": "treadmill",
    "virtual_activity": "treadmill",
    "trail": "trail",
    "track": "track",
    "indoor_running": "track",
}
LEVEL = ("treadmill", "track")
STOPS = ("stop", "stop_all", "stop_disable", "stop_disable_all")

recognises = is_fit


def read(data: bytes, limits: ReadLimits) -> Reading:
    """The running sessions of every file chained in `data`, numbered in their order."""
    files = read_messages(data, SUMMARIES, limits)
    if not any(file.messages or file.points for file in files):
        raise UnreadableFile("It is damaged: nothing in it can be read", "Export it again.")
    activities = [number for number, file in enumerate(files) if _kind(file) == ACTIVITY]
    if not activities:
        kind = _kind(files[0]).replace("_", " ")
        raise UnknownKind(f"It holds no activity ({kind})", "Export the activity itself.")
    reading = Reading(is_damaged=not files[activities[-1]].is_whole)
    points = _Points(data, limits)
    for number in activities:
        for session in _sessions(files[number], number, points):
            _add(reading, session)
    return reading


def _kind(file: FitFile) -> str:
    """`activity` also where the file does not say what it is but holds what only an activity does."""
    kind = file.first("file_id").get("type")
    if kind is None:
        return ACTIVITY if file.points or file.all("session") else "unknown"
    return kind if isinstance(kind, str) else "unknown"


@dataclass(slots=True)
class _Points:
    """The points of the bytes, decoded once, and only where a session needs them."""

    data: bytes
    limits: ReadLimits
    files: list[FitFile] | None = None

    def of(self, file: int) -> list[tuple[str, Message]]:
        if self.files is None:
            self.files = read_messages(self.data, POINTS, self.limits)
        return self.files[file].messages if file < len(self.files) else []


@dataclass(frozen=True, slots=True)
class _Session:
    """A session, the file around it, and its points where its own sums are not complete."""

    values: Message
    file: FitFile
    track: Track | None

    def number(self, name: str) -> float | None:
        return _number(self.values, name)

    @property
    def sport(self) -> str:
        return _text(self.values, self.file, "sport")


def _sessions(file: FitFile, number: int, points: _Points) -> Iterator[_Session]:
    for values in file.all("session") or [{}]:
        needs_points = _may_be_run(_text(values, file, "sport")) and not all(
            _number(values, name) for name in ("start_time", "total_distance", "total_timer_time")
        )
        yield _Session(values, file, _track(values, points.of(number)) if needs_points else None)


def _text(session: Message, file: FitFile, name: str) -> str:
    """A word of the session, or where it is the only one of the messages that say the same."""
    others = (file.first("sport"), file.first("lap")) if len(file.all("session")) < 2 else ()
    for message in (session, *others):
        match message.get(name):
            case str() as word:
                return word
            case int() as number:
                return f"{name} {number}"
    return ""


def _may_be_run(sport: str) -> bool:
    return sport == RUNNING or sport in UNNAMED_SPORTS


def _track(values: Message, messages: list[tuple[str, Message]]) -> Track:
    """The points between the start and the end of a session, all of them where it has none."""
    start, elapsed = _number(values, "start_time"), _number(values, "total_elapsed_time")
    track = Track()
    for kind, point in messages:
        at = _number(point, "timestamp")
        if kind == "event":
            if point.get("event") == "timer" and point.get("event_type") in STOPS:
                track.pause()
        elif at is None or _is_within(at, start, elapsed):
            altitude = _number(point, "enhanced_altitude", _number(point, "altitude"))
            track.add(at, _position(point), altitude, _number(point, "distance"))
    return track


def _is_within(at: float, start: float | None, elapsed: float | None) -> bool:
    return start is None or (at >= start and (elapsed is None or at <= start + elapsed))


def _position(point: Message) -> tuple[float, float] | None:
    latitude, longitude = point.get("position_lat"), point.get("position_long")
    if isinstance(latitude, int) and isinstance(longitude, int):
        return latitude * DEGREES, longitude * DEGREES
    return None


def _add(reading: Reading, session: _Session) -> None:
    row = len(reading.runs) + len(reading.skipped) + len(reading.failed) + 1
    if not _may_be_run(session.sport):
        reading.skipped.append(LeftOut(row, NOT_A_RUN, session.sport.replace("_", " ")))
        return
    try:
        reading.runs.append(_run(row, session))
    except (ValueError, OverflowError) as why:
        reading.failed.append(LeftOut(row, str(why)))


def _run(row: int, session: _Session) -> ImportedRun:
    track = session.track or Track()
    metres = session.number("total_distance") or track.distance_m
    elapsed = session.number("total_elapsed_time") or track.elapsed_s
    surface = SURFACES.get(_text(session.values, session.file, "sub_sport"), "")
    climb, descent = session.number("total_ascent"), session.number("total_descent")
    return ImportedRun(
        row=row,
        start=_start(session, track),
        distance_m=whole_metres(metres),
        duration_s=whole_seconds(session.number("total_timer_time") or track.duration_s or elapsed),
        elapsed_s=whole_seconds(elapsed),
        surface=surface,
        terrain="" if surface in LEVEL else terrain_of(metres, climb, descent),
        names_sport=session.sport == RUNNING,
    )


def _start(session: _Session, track: Track) -> Moment:
    start = session.number("start_time") or track.start_s
    if start is None:
        raise ValueError("it has no date")
    activity = session.file.first("activity")
    end, local_end = _number(activity, "timestamp"), _number(activity, "local_timestamp")
    if start >= FIRST_DATE_S:
        at = EPOCH + timedelta(seconds=int(start))
        offset = _offset(end, local_end, session.values)
        return Moment(at, is_instant=True) if offset is None else Moment(at.astimezone(timezone(offset)))
    if end is None or local_end is None or local_end < FIRST_DATE_S or not start <= end < FIRST_DATE_S:
        raise ValueError("the clock of the device was not set, so its date is not known")
    return Moment((EPOCH + timedelta(seconds=int(local_end - (end - start)))).replace(tzinfo=None))


def _offset(utc: float | None, local: float | None, session: Message) -> timedelta | None:
    """From UTC to the runner's clock; None where the device wrote none that a clock can have."""
    if utc is None or local is None:
        return None
    offset_s = round((local - utc) / QUARTER_S) * QUARTER_S
    if abs(local - utc - offset_s) > CLOCK_TOLERANCE_S or abs(offset_s) > FURTHEST_OFFSET.total_seconds():
        return None
    longitude = session.get("start_position_long")
    if isinstance(longitude, int):
        from_sun_h = (offset_s / 3600 - longitude * DEGREES / 15 + 12) % 24 - 12
        if abs(from_sun_h) > FURTHEST_FROM_SUN_H:
            return None
    return timedelta(seconds=offset_s)


def _number(message: Message, name: str, otherwise: float | None = None) -> float | None:
    value: Any = message.get(name)
    return value if isinstance(value, int | float) and value >= 0 else otherwise
