"""Copies of one run: begun within 2 minutes, and as long or as far within 5 %."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any, Generic, TypeVar

from training.importing.comparing import are_near
from training.importing.item_facts import Facts

TWIN_SECONDS = 120
TWIN_TIME = timedelta(seconds=TWIN_SECONDS)
TWIN_SHARE = 0.05
# So that two files with years between them do not look at all runs of these years.
FAR_APART = timedelta(days=30)

Copy = TypeVar("Copy")
by_start = itemgetter(0)


def spans(starts: Iterable[datetime], room: timedelta) -> list[tuple[datetime, datetime]]:
    """From when to when other runs begin that near to these, which have several spans where far apart."""
    found: list[tuple[datetime, datetime]] = []
    for start in sorted(starts):
        if found and start - found[-1][1] < FAR_APART:
            found[-1] = (found[-1][0], start + room)
        else:
            found.append((start - room, start + room))
    return found


class Twins(Generic[Copy]):
    """Copies of runs, found by what another copy says. Of a damaged one the start alone decides."""

    def __init__(self) -> None:
        self.marks: list[tuple[int, Facts, Copy]] = []

    def add(self, start: datetime, facts: Facts, copy: Copy) -> None:
        insort(self.marks, (int(start.timestamp()), facts, copy), key=by_start)

    def near(self, start: datetime, facts: Facts) -> list[Copy]:
        """The copies of a run, the nearest start first."""
        second = int(start.timestamp())
        found: list[tuple[int, Any]] = []
        first = bisect_left(self.marks, second - TWIN_SECONDS, key=by_start)
        for position in range(first, len(self.marks)):
            other, known, copy = self.marks[position]
            if other > second + TWIN_SECONDS:
                break
            if are_one(facts, known):
                found.append((abs(other - second), copy))
        return [copy for _, copy in sorted(found, key=by_start)]


def are_one(told: Facts, known: Facts) -> bool:
    """Whether two runs that begin together may be one."""
    return (
        "damaged" in told
        or "damaged" in known
        or are_near(told["distance_m"], known["distance_m"], TWIN_SHARE)
        or are_near(told.get("duration_s", 0), known.get("duration_s", 0), TWIN_SHARE)
    )
