"""Runkeeper's `cardioActivities.csv`: times on the runner's clock, the unit of distance in the header."""

from __future__ import annotations

from collections.abc import Sequence

from training.importers.collect import collect
from training.importers.kinds import surface_of
from training.importers.moments import Moment, day_order, read_start
from training.importers.numbers import read_shown
from training.importers.run import ImportedRun, Reading, ReadLimits, UnreadableFile
from training.importers.table import clean, header_of, plain, rows_of
from training.importers.timers import read_any_timer, read_timer
from training.units import Units, to_metres

DISTANCES: dict[str, Units] = {"distance (km)": "km", "distance (mi)": "mi"}
NEEDED = {"date", "type", "duration"}

Cells = dict[str, str]


def recognises(head: bytes) -> bool:
    """Whether the header row is that of a `cardioActivities.csv`."""
    return _distance_column(_names(header_of(head))) is not None


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every run of the file, in its order; activities that are no run are skipped under their own name."""
    names = _names(header_of(data))
    column = _distance_column(names)
    if column is None:
        raise UnreadableFile("This is no cardioActivities.csv of Runkeeper")
    rows = [
        (number, dict(zip(names, map(clean, cells), strict=True)), problem)
        for number, cells, problem in rows_of(data, limits)
    ]
    day_first = day_order(row["date"] for _, row, _ in rows)
    return collect(
        rows,
        kind_of=lambda row: row["type"],
        is_run=lambda kind: surface_of(kind) is not None,
        file_of=lambda row: row.get("gpx file", ""),
        build=lambda number, row: _run(number, row, column, day_first),
        when=lambda row: (_start(row["date"], day_first), read_any_timer(row["duration"])),
    )


def _names(header: Sequence[str]) -> list[str]:
    return [plain(cell) for cell in header]


def _distance_column(names: Sequence[str]) -> str | None:
    found = [name for name in names if name in DISTANCES]
    return found[0] if found and set(names) >= NEEDED else None


def _run(number: int, row: Cells, column: str, day_first: bool | None) -> ImportedRun:
    distance_m = _distance_m(row[column], DISTANCES[column])
    return ImportedRun(
        row=number,
        start=_start(row["date"], day_first),
        distance_m=distance_m,
        duration_s=read_timer(row["duration"], distance_m) if row["duration"] else None,
        notes=row.get("notes", ""),
        surface=surface_of(row["type"]) or "",
        file=row.get("gpx file", ""),
    )


def _start(text: str, day_first: bool | None) -> Moment:
    try:
        return read_start(text, day_first)
    except ValueError as why:
        raise ValueError(f"its date {why}") from None


def _distance_m(text: str, units: Units) -> int:
    try:
        distance_m = to_metres(read_shown(text or "0", is_decimal_comma=False), units)
    except ValueError:
        raise ValueError("its distance is not a number") from None
    if distance_m == 0:
        raise ValueError("it has no distance")
    return distance_m
