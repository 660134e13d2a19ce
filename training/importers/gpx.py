"""GPX files: one run for each track that has times; a new segment is the end of a pause."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from training.importers.moments import Moment
from training.importers.places import placed
from training.importers.run import (
    ImportedRun,
    Reading,
    ReadLimits,
    UnreadableFile,
    refuse_more_points,
    whole_metres,
    whole_seconds,
)
from training.importers.sessions import session_of
from training.importers.sports import name_of, sort_out
from training.importers.terrain import LEVEL, TREADMILL, terrain_of
from training.importers.xml_file import (
    TimedTrack,
    XmlFile,
    child_texts,
    moment_of,
    number_of,
    position_of,
    root_of,
)


def recognises(head: bytes) -> bool:
    """Whether the outermost element is that of GPX."""
    return root_of(head) == "gpx"


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every track, numbered in their order; those of other sports are skipped under their own name."""
    file = XmlFile(data, frozenset({"trk", "trkseg", "trkpt", "type", "name", "wpt", "rtept"}))
    tracks, current, points = [], _Track(), 0
    for name, element in file:
        if name == "trk":
            tracks.append(current)
            current = _Track()
        else:
            points += name == "trkpt"
            refuse_more_points(points, limits)
            current.take(name, element)
        if name not in ("type", "name"):
            element.clear()
    if current.way.points:
        tracks.append(current)
    if not any(track.way.first for track in tracks):
        raise _no_track(is_damaged=file.is_faulty)
    return sort_out(tracks, is_damaged=file.is_damaged)


def _no_track(*, is_damaged: bool) -> UnreadableFile:
    if is_damaged:
        return UnreadableFile("It is damaged: it has no track", "Export it again.")
    return UnreadableFile("It is a route without times", "Export the activity itself, not its route.")


@dataclass(slots=True)
class _Track:
    kind: str = ""
    title: str = ""
    way: TimedTrack = field(default_factory=TimedTrack)

    def take(self, name: str, element: Any) -> None:
        """What ended inside of the track."""
        if name == "trkpt":
            texts = child_texts(element)
            position = position_of(element.get("lat"), element.get("lon"))
            self.way.add_at(texts.get("time"), position, number_of(texts.get("ele")))
        elif name == "trkseg":
            self.way.pause()
        elif name in ("type", "name") and element.getparent().tag.endswith("trk"):
            if name == "type":
                self.kind = name_of(element.text or "")
            else:
                self.title = element.text or ""

    def when(self) -> tuple[Moment | None, float]:
        return moment_of(self.way.first) if self.way.first else None, self.way.duration_s

    def run(self, row: int, surface: str) -> ImportedRun:
        """ValueError where it has no times or no distance."""
        way = self.way
        if way.first is None:
            raise ValueError("it has no times")
        run = ImportedRun(
            row=row,
            start=moment_of(way.first),
            distance_m=whole_metres(way.distance_m),
            duration_s=whole_seconds(way.duration_s),
            elapsed_s=whole_seconds(way.elapsed_s),
            surface=surface,
            terrain="" if surface in LEVEL else terrain_of(way.distance_m, *way.ups_and_downs),
            session=session_of(self.title),
            names_sport=bool(self.kind),
        )
        return run if surface == TREADMILL else placed(run, way.place)
