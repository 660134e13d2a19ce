"""FIT files of watches: one run for each running session, with the time the timer ran."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from training.importers.care import care_of
from training.importers.fit_messages import (
    POINTS,
    SUMMARIES,
    FitFile,
    Message,
    is_fit,
    number_of,
    read_messages,
)
from training.importers.fit_start import DEGREES, start_of
from training.importers.moments import Moment
from training.importers.places import placed
from training.importers.run import (
    NOT_A_RUN,
    ImportedCare,
    ImportedRun,
    LeftOut,
    Reading,
    ReadLimits,
    UnknownKind,
    UnreadableFile,
    whole_metres,
    whole_seconds,
)
from training.importers.sessions import session_of
from training.importers.terrain import LEVEL, TREADMILL, terrain_of
from training.importers.track import Position, Track

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
SUMS = ("start_time", "total_distance", "total_timer_time")
HIGHEST_EFFORT = 100
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
        for values in files[number].all("session") or [{}]:
            _add(reading, _Session(values, files[number], partial(points.of, number)))
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
    """A session, the file around it, and how to get its points."""

    values: Message
    file: FitFile
    points: Callable[[], list[tuple[str, Message]]]

    def number(self, name: str) -> float | None:
        return number_of(self.values, name)

    def text(self, name: str) -> str:
        return _text(self.values, self.file, name)

    @property
    def surface(self) -> str:
        return SURFACES.get(self.text("sub_sport"), "")

    def start(self, otherwise: float | None = None) -> Moment:
        """ValueError where it has none, `otherwise` neither."""
        # On a treadmill a position is that of another world, or none.
        longitude = None if self.surface == TREADMILL else self.values.get("start_position_long")
        start = self.number("start_time") or otherwise
        return start_of(start, longitude, self.file.first("activity"))


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
    start, elapsed = number_of(values, "start_time"), number_of(values, "total_elapsed_time")
    track = Track()
    for kind, point in messages:
        at = number_of(point, "timestamp")
        if kind == "event":
            if point.get("event") == "timer" and point.get("event_type") in STOPS:
                track.pause()
        elif at is None or _is_within(at, start, elapsed):
            altitude = number_of(point, "enhanced_altitude", number_of(point, "altitude"))
            track.add(at, _position(point), altitude, number_of(point, "distance"))
    return track


def _is_within(at: float, start: float | None, elapsed: float | None) -> bool:
    return start is None or (at >= start and (elapsed is None or at <= start + elapsed))


def _position(message: Message, name: str = "position") -> Position | None:
    latitude, longitude = message.get(f"{name}_lat"), message.get(f"{name}_long")
    if isinstance(latitude, int) and isinstance(longitude, int):
        return latitude * DEGREES, longitude * DEGREES
    return None


def _add(reading: Reading, session: _Session) -> None:
    row = len(reading.runs) + len(reading.skipped) + len(reading.failed) + 1
    sport = session.text("sport")
    if not _may_be_run(sport):
        kind = sport.replace("_", " ")
        reading.skipped.append(LeftOut(row, NOT_A_RUN, kind))
        reading.care.extend(_care(row, kind, session))
        return
    try:
        reading.runs.append(_run(row, session, names_sport=sport == RUNNING))
    except (ValueError, OverflowError) as why:
        reading.failed.append(LeftOut(row, str(why)))


def _care(row: int, kind: str, session: _Session) -> list[ImportedCare]:
    try:
        return care_of(row, kind, session.start(), session.number("total_timer_time"))
    except (ValueError, OverflowError):
        return []


def _run(row: int, session: _Session, *, names_sport: bool) -> ImportedRun:
    is_summed = all(session.number(name) for name in SUMS)
    track = Track() if is_summed else _track(session.values, session.points())
    metres = session.number("total_distance") or track.distance_m
    elapsed = session.number("total_elapsed_time") or track.elapsed_s
    timer = session.number("total_timer_time")
    surface = session.surface
    run = ImportedRun(
        row=row,
        start=session.start(track.start_s),
        distance_m=whole_metres(metres),
        duration_s=whole_seconds(timer or track.duration_s or elapsed),
        elapsed_s=whole_seconds(elapsed),
        is_timed=bool(timer),
        surface=surface,
        terrain="" if surface in LEVEL else terrain_of(metres, *_ups_and_downs(session, track)),
        session=session_of(_title(session)),
        rpe=_effort(session),
        names_sport=names_sport,
    )
    is_somewhere = run.start.is_instant and surface != TREADMILL
    return placed(run, _place(session, track)) if is_somewhere else run


def _ups_and_downs(session: _Session, track: Track) -> tuple[float | None, float | None]:
    climb, descent = session.number("total_ascent"), session.number("total_descent")
    return track.ups_and_downs if climb is None else (climb, descent)


def _place(session: _Session, track: Track) -> Position | None:
    """Where it began: as its sums say, else its points."""
    lap = session.file.first("lap") if len(session.file.all("session")) < 2 else {}
    places = (_position(message, "start_position") for message in (session.values, lap))
    known = next((place for place in places if place), track.place)
    return known or _track(session.values, session.points()).place


def _title(session: _Session) -> str:
    name = session.file.first("workout").get("wkt_name")
    return name if isinstance(name, str) else ""


def _effort(session: _Session) -> int | None:
    """What the runner told the watch after the run, of 100."""
    effort = session.number("workout_rpe")
    return round(effort / 10) if effort is not None and effort <= HIGHEST_EFFORT else None
