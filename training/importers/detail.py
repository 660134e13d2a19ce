"""What a file tells of a run beyond the row of the export that names it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from training.importers.moments import Moment, at_place
from training.importers.places import ZONE
from training.importers.proposals import is_placed
from training.importers.run import ImportedRun, Reading

SAME_START = timedelta(minutes=2)
# Beyond it, the activity was cut after it was recorded, and the timer counted what was cut off.
SAME_SHARE = 0.05
FILLED = ("duration_s", "elapsed_s", "shoe", "surface", "terrain", "session", "rpe")


def with_detail(row: ImportedRun, detail: Reading) -> ImportedRun:
    """The run of the row, with the zone, the timer's time and the facts that only its file tells.

    What else the row says stays. Of a damaged file nothing is taken: its facts may be those of a part of
    the run.
    """
    if detail.is_damaged:
        return row
    near = [run for run in detail.runs if _is_near(row.start, run.start)]
    known = near or (detail.runs if len(detail.runs) == 1 else [])
    if not known:
        return row
    found = known[0]
    facts: dict[str, Any] = {
        name: getattr(found, name) for name in FILLED if getattr(row, name) in {"", None}
    }
    if near and found.is_timed and not row.is_timed and _is_as_far(row, found):
        facts |= {"duration_s": found.duration_s, "is_timed": True}
    start = _start(row.start, found.start) if near else row.start
    return replace(row, start=start, proposed=_proposed(row, found, facts, start), **facts)


def _proposed(row: ImportedRun, found: ImportedRun, facts: dict[str, Any], start: Moment) -> frozenset[str]:
    """What the row proposes, and what the file only proposes of the facts that are taken from it."""
    taken = {name for name in facts if facts[name]}
    # A clock and an instant tell the zone together, so that nothing is guessed.
    zone_of = row if start == row.start else found if row.start.is_instant else None
    zone = zone_of.proposed & {ZONE} if zone_of else frozenset()
    return (row.proposed - {ZONE}) | (found.proposed & taken) | zone


def _is_as_far(row: ImportedRun, found: ImportedRun) -> bool:
    return abs(row.distance_m - found.distance_m) <= SAME_SHARE * max(row.distance_m, found.distance_m)


def _is_near(row: Moment, detail: Moment) -> bool:
    if row.at.tzinfo and detail.at.tzinfo:
        return abs(row.at - detail.at) <= SAME_START
    # A clock and an instant fit if there is a place where both are right.
    return not row.at.tzinfo and is_placed(_start(row, detail))


def _start(row: Moment, detail: Moment) -> Moment:
    if row.at.tzinfo is None and detail.at.tzinfo:
        together = at_place(row.at, detail.at)
        return together if is_placed(together) else row
    if row.is_instant and is_placed(detail):
        return Moment(row.at.astimezone(detail.at.tzinfo))
    return row
