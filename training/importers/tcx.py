"""TCX files: one run for each activity, by the sums of its laps, else by its points."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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
from training.importers.sports import name_of as sport_of
from training.importers.sports import sort_out
from training.importers.terrain import terrain_of
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

NAMES = frozenset({"Activity", "Id", "Lap", "Track", "Trackpoint", "Course", "Workout"})


def recognises(head: bytes) -> bool:
    """Whether the outermost element is that of TCX."""
    return root_of(head) == "TrainingCenterDatabase"


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every activity, those of a multi-sport session too; other sports are skipped under their own name."""
    file = XmlFile(data, NAMES)
    activities, others = _activities(file, limits)
    if not activities:
        raise _no_activity(others, file.is_damaged)
    return sort_out(activities, is_damaged=file.is_damaged)


def _activities(file: XmlFile, limits: ReadLimits) -> tuple[list[_Activity], set[str]]:
    """Every activity, and what else the file holds."""
    activities: list[_Activity] = []
    current: _Activity | None = None
    others: set[str] = set()
    points = 0
    for is_end, name, element in file:
        points += is_end and name == "Trackpoint"
        refuse_more_points(points, limits)
        if name == "Activity":
            current = None if is_end else _Activity(sport_of(element.get("Sport", "")))
            activities += [current] if current else []
        elif name in ("Course", "Workout"):
            others.add(name.lower())
        elif current:
            current.take(is_end, name, element)
        if is_end and name != "Id":
            element.clear()
    return activities, others


def _no_activity(others: set[str], is_damaged: bool) -> UnreadableFile:
    if others:
        kinds = ", ".join(sorted(others))
        return UnknownKind(f"It holds no activity ({kinds})", "Export the activity itself.")
    return UnreadableFile("It is damaged: it has no activity" if is_damaged else "It holds no activity")


@dataclass(slots=True)
class _Activity:
    kind: str
    key: datetime | None = None
    start: datetime | None = None
    laps_s: float = 0
    laps_m: float = 0
    way: TimedTrack = field(default_factory=TimedTrack)

    def take(self, is_end: bool, name: str, element: Any) -> None:
        """What began or ended inside of the activity."""
        if not is_end:
            if name == "Lap" and self.start is None:
                self.start = time_of(element.get("StartTime"))
        elif name == "Trackpoint":
            self._point(element)
        elif name == "Track":
            self.way.pause()
        elif name == "Lap":
            sums = child_texts(element)
            self.laps_s += _sum(sums.get("TotalTimeSeconds"))
            self.laps_m += _sum(sums.get("DistanceMeters"))
        elif name == "Id":
            self.key = time_of(element.text)

    def _point(self, element: Any) -> None:
        texts = child_texts(element)
        position = None
        if "Position" in texts:
            place = next(child_texts(child) for child in element if name_of(child) == "Position")
            position = position_of(place.get("LatitudeDegrees"), place.get("LongitudeDegrees"))
        altitude, counted = number_of(texts.get("AltitudeMeters")), number_of(texts.get("DistanceMeters"))
        self.way.add_at(texts.get("Time"), position, altitude, counted)

    def run(self, row: int, surface: str) -> ImportedRun:
        """ValueError where it has no date or no distance."""
        way = self.way
        start = self.start or self.key or way.first
        if start is None:
            raise ValueError("it has no date")
        metres = self.laps_m or way.distance_m
        seconds = self.laps_s or way.duration_s
        return ImportedRun(
            row=row,
            start=moment_of(start),
            distance_m=whole_metres(metres),
            duration_s=whole_seconds(seconds),
            elapsed_s=whole_seconds(max(way.elapsed_s, seconds)),
            surface=surface,
            terrain="" if surface else terrain_of(metres, *way.ups_and_downs),
            names_sport=bool(self.kind),
        )


def _sum(text: str | None) -> float:
    value = number_of(text)
    return value if value is not None and value > 0 else 0
