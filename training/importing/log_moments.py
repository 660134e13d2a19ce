"""When an entry of a log file was, where, and when it was logged."""

from __future__ import annotations

import re
import sys
import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property, partial
from typing import Any

from training.importers.moments import Moment, read_iso
from training.importing.items import Item, named, required
from training.importing.problems import BadLog, shown
from training.importing.values import place
from training.models.bounds import FIRST_DAY
from training.models.entry import TimedEntry, zone_of

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.A)
_OFFSET = re.compile(r"[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00", re.A)


@dataclass(frozen=True)
class Clock:
    """This moment, for a runner whose zone is `home`."""

    home: str
    now: datetime

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(zone_of(self.home)).date()


def place_entry(entry: TimedEntry, name: str, item: Item, clock: Clock) -> None:
    """Give an entry the moment that `name` tells, its zone, and when it was logged; BadLog: it cannot."""
    path, values = item
    start = required(values, name, f"{path}.")
    moment: Moment = named(f"{path}.{name}", partial(read_iso, start if isinstance(start, str) else ""))
    zone = _zone(values.get("zone"), f"{path}.zone") or clock.home
    named(f"{path}.{name}", partial(place, entry, moment, zone, clock.now))
    entry.created_at = read_logged_at(item, clock)


def read_logged_at(item: Item, clock: Clock) -> datetime | None:
    """When the entry came into the log it is from; None where the file does not say."""
    path, values = item
    text = values.get("logged_at")
    if text is None:
        return None
    try:
        if not isinstance(text, str) or not _INSTANT.fullmatch(text):
            raise ValueError
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadLog(f"{path}.logged_at", "must be a moment like 2026-03-01T19:05:00Z") from None
    if moment.year < FIRST_DAY.year:
        raise BadLog(f"{path}.logged_at", f"is before {FIRST_DAY.year}")
    # The clock of the machine it is from may be ahead.
    return min(moment, clock.now)


def _zone(name: Any, path: str) -> str:
    if name is None:
        return ""
    if isinstance(name, str) and (name in _zones() or _OFFSET.fullmatch(name)):
        return sys.intern(name)
    given = shown(name) if isinstance(name, str) else "This"
    raise BadLog(path, f"{given} is no time zone. Write one like Europe/Berlin or +01:00.")


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
