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


def placed(run: ImportedRun, position: Position | None) -> ImportedRun:
    """The run on the clock of the place where it began, which is a proposal, if its start has none."""
    zone = zone_at(position) if run.start.is_instant and position else None
    if zone is None:
        return run
    return replace(run, start=Moment(run.start.at.astimezone(zone)), proposed=run.proposed | {ZONE})
