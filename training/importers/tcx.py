"""TCX files: one run for each activity, by the sums of its laps, else by its points."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from training.importers.moments import Moment
from training.importers.places import placed
from training.importers.run import (
    ImportedRun,
    Reading,
    ReadLimits,
    UnknownKind,
    UnreadableFile,
    refuse_more_points,
    whole_metres,
    whole_seconds,
)
from training.importers.sessions import session_of
from training.importers.sports import name_of as sport_of
from training.importers.sports import sort_out
from training.importers.terrain import LEVEL, TREADMILL, terrain_of
from training.importers.xml_file import (
    TimedTrack,
    XmlFile,
    child_texts,
    moment_of,
    name_of,
    number_of,
    position_of,
    root_of,
    time_of,
)

NAMES = frozenset({"Activity", "Id", "Lap", "Track", "Trackpoint", "Course", "Workout", "Notes"})


def recognises(head: bytes) -> bool:
    """Whether the outermost element is that of TCX."""
    return root_of(head) == "TrainingCenterDatabase"


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every activity, those of a multi-sport session too; other sports are skipped under their own name."""
    file = XmlFile(data, NAMES)
    activities, others = _activities(file, limits)
    if not activities:
        raise _no_activity(others, file.is_faulty)
    return sort_out(activities, is_damaged=file.is_damaged)


def _activities(file: XmlFile, limits: ReadLimits) -> tuple[list[_Activity], set[str]]:
    """Every activity, and what else the file holds."""
    activities, current, points = [], _Activity(), 0
    others: set[str] = set()
    for name, element in file:
        points += name == "Trackpoint"
        refuse_more_points(points, limits)
        current.take(name, element)
        if name in ("Course", "Workout"):
            others.add(name.lower())
            current = _Activity()
        elif name == "Activity":
            activities.append(current)
            current = _Activity()
        if name not in ("Id", "Notes"):
            element.clear()
    if current.is_known:
        activities.append(current)
    return activities, others


def _no_activity(others: set[str], is_damaged: bool) -> UnreadableFile:
    if others:
        kinds = ", ".join(sorted(others))
        return UnknownKind(f"It holds no activity ({kinds})", "Export the activity itself.")
    return UnreadableFile("It is damaged: it has no activity" if is_damaged else "It holds no activity")


@dataclass(slots=True)
class _Activity:
    """is_known: whether what was taken is in an activity, and not in a course."""

    kind: str = ""
    is_known: bool = False
    key: datetime | None = None
    start: datetime | None = None
    laps_s: float = 0
    laps_m: float = 0
    title: str = ""
    way: TimedTrack = field(default_factory=TimedTrack)

    def take(self, name: str, element: Any) -> None:
        """What ended inside of the activity, then the activity itself."""
        if not self.is_known:
            outer: Any = element if name == "Activity" else next(element.iterancestors("{*}Activity"), None)
            self.is_known = outer is not None
            self.kind = sport_of(outer.get("Sport", "")) if self.is_known else ""
        if name == "Trackpoint":
            self._point(element)
        elif name == "Track":
            self.way.pause()
        elif name == "Lap":
            self._lap(element)
        elif name == "Id":
            self.key = time_of(element.text)
        elif name == "Notes" and name_of(element.getparent()) == "Activity":
            self.title = element.text or ""

    def when(self) -> tuple[Moment | None, float]:
        start = self.start or self.key or self.way.first
        return moment_of(start) if start else None, self.laps_s or self.way.duration_s

    def _lap(self, element: Any) -> None:
        sums = child_texts(element)
        self.start = self.start or time_of(element.get("StartTime"))
        self.laps_s += _sum(sums.get("TotalTimeSeconds"))
        self.laps_m += _sum(sums.get("DistanceMeters"))

    def _point(self, element: Any) -> None:
        texts = child_texts(element)
        altitude, counted = number_of(texts.get("AltitudeMeters")), number_of(texts.get("DistanceMeters"))
        position = None
        if (counted is None or self.way.place is None) and "Position" in texts:
            place = next(child_texts(child) for child in element if name_of(child) == "Position")
            position = position_of(place.get("LatitudeDegrees"), place.get("LongitudeDegrees"))
        self.way.add_at(texts.get("Time"), position, altitude, counted)

    def run(self, row: int, surface: str) -> ImportedRun:
        """ValueError where it has no date or no distance."""
        way = self.way
        start, seconds = self.when()
        if start is None:
            raise ValueError("it has no date")
        metres = self.laps_m or way.distance_m
        run = ImportedRun(
            row=row,
            start=start,
            distance_m=whole_metres(metres),
            duration_s=whole_seconds(seconds),
            elapsed_s=whole_seconds(max(way.elapsed_s, seconds)),
            is_timed=self.laps_s > 0,
            surface=surface,
            terrain="" if surface in LEVEL else terrain_of(metres, *way.ups_and_downs),
            session=session_of(self.title),
            names_sport=bool(self.kind),
        )
        return run if surface == TREADMILL else placed(run, way.place)


def _sum(text: str | None) -> float:
    value = number_of(text)
    return value if value is not None and value > 0 else 0
