"""The zone of a place, for starts that their file gives as an instant alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo
from zoneinfo import ZoneInfo

from tzfpy import get_tz

from training.importers.moments import Moment
from training.importers.run import ImportedRun
from training.importers.track import Position, is_on_earth

ZONE = "zone"


def zone_at(position: Position) -> tzinfo | None:
    """The zone that clocks at these degrees of latitude and longitude show; None where there is none.

    The first call of a process unpacks a map of some 35 MB.
    """
    if not is_on_earth(position):
        return None
    latitude, longitude = position
    try:
        return ZoneInfo(get_tz(longitude, latitude))
    except (KeyError, ValueError, OSError):
        return None


def on_clock_of(start: Moment, place: Position | None) -> Moment:
    """The moment on the clock of a place, if it has none of its own and that of the place is known."""
    zone = zone_at(place) if start.is_instant and place else None
    return Moment(start.at.astimezone(zone)) if zone else start


def placed(run: ImportedRun, place: Position | None) -> ImportedRun:
    """The run on the clock of the place where it began, which is a proposal, if its start has none."""
    start = on_clock_of(run.start, place)
    return run if start == run.start else replace(run, start=start, proposed=run.proposed | {ZONE})
