"""What a file tells of a run beyond the row of the export that names it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from training.importers.moments import Moment, at_place
from training.importers.run import ImportedRun, Reading

SAME_START = timedelta(minutes=2)
FILLED = ("duration_s", "shoe", "surface", "terrain", "session", "rpe")


def with_detail(row: ImportedRun, detail: Reading) -> ImportedRun:
    """The run of the row, with the zone and the facts that only its file tells; what the row says stays.

    Of a damaged file nothing is taken: its facts may be those of a part of the run.
    """
    if detail.is_damaged:
        return row
    near = [run for run in detail.runs if _is_near(row.start, run.start)]
    known = near or (detail.runs if len(detail.runs) == 1 else [])
    if not known:
        return row
    found = known[0]
    facts = {name: getattr(found, name) for name in FILLED if getattr(row, name) in {"", None}}
    return replace(row, start=_start(row.start, found.start) if near else row.start, **facts)


def _is_near(row: Moment, detail: Moment) -> bool:
    if row.at.tzinfo and detail.at.tzinfo:
        return abs(row.at - detail.at) <= SAME_START
    # A clock and an instant fit if there is a place where both are right.
    return not row.at.tzinfo and _is_placed(_start(row, detail))


def _start(row: Moment, detail: Moment) -> Moment:
    if row.at.tzinfo is None and detail.at.tzinfo:
        placed = at_place(row.at, detail.at)
        return placed if _is_placed(placed) else row
    if row.is_instant and _is_placed(detail):
        return Moment(row.at.astimezone(detail.at.tzinfo))
    return row


def _is_placed(moment: Moment) -> bool:
    return moment.at.tzinfo is not None and not moment.is_instant
