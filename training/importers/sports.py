"""Kinds of activity as files name them: which are runs, and on which surface."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from training.importers.care import care_of
from training.importers.moments import Moment
from training.importers.run import NOT_A_RUN, ImportedRun, LeftOut, Reading
from training.importers.strava_words import SURFACES
from training.importers.table import clean, plain

_RUNS = SURFACES | {
    "running": "",
    "jogging": "",
    "street running": "",
    "trail running": "trail",
    "track running": "track",
    "treadmill running": "treadmill",
    "indoor running": "track",
    "virtual running": "treadmill",
    "ultra run": "",
}
# Strava once wrote numbers for kinds.
_NUMBERS = {"1": "Ride", "4": "Hike", "9": "Run", "10": "Walk", "16": "Swim"}
_UNNAMED = ("unknown", "uncategorized", "generic")
LONGEST = 60


def name_of(kind: str) -> str:
    """The kind in words, blank where it says nothing, as a number that nobody explains."""
    kind = clean(kind)[:LONGEST]
    return _NUMBERS.get(kind, "" if kind.isdigit() or plain(kind) in _UNNAMED else kind)


def surface_of(name: str) -> str | None:
    """The surface of a run, blank where the name does not tell; None: this is no run."""
    return _RUNS.get(plain(name).replace("_", " "))


class Activity(Protocol):
    """One activity of a file and the kind it gives, blank where it gives none."""

    kind: str

    def when(self) -> tuple[Moment | None, float]:
        """Its start, None where it has none, and its seconds, 0 where they are not known."""

    def run(self, row: int, surface: str) -> ImportedRun:
        """The activity as a run; ValueError says what it lacks."""


def sort_out(activities: Iterable[Activity], *, is_damaged: bool) -> Reading:
    """The runs among the activities, numbered from 1; other kinds are skipped under their own name."""
    reading = Reading(is_damaged=is_damaged)
    for row, activity in enumerate(activities, 1):
        surface = surface_of(activity.kind) if activity.kind else ""
        if surface is None:
            reading.skipped.append(LeftOut(row, NOT_A_RUN, activity.kind))
            reading.care.extend(care_of(row, activity.kind, *activity.when()))
            continue
        try:
            reading.runs.append(activity.run(row, surface))
        except ValueError as why:
            reading.failed.append(LeftOut(row, str(why)))
    return reading
