"""Strava's `activities.csv`: one row an activity, dates in UTC whatever the language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from training.importers.collect import collect
from training.importers.kinds import surface_of
from training.importers.moments import Moment, day_order, read_date_time
from training.importers.numbers import read_number, read_shown
from training.importers.run import ImportedRun, Reading, ReadLimits, UnreadableFile
from training.importers.strava_words import SURFACES, Columns, find_columns
from training.importers.table import Row, clean, header_of, plain, rows_of

HIGHEST_RPE = 10


def recognises(head: bytes) -> bool:
    """Whether the header row is that of an `activities.csv`."""
    return find_columns(header_of(head)) is not None


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every run of the file, in its order; activities that are no run are skipped under their own name."""
    columns = find_columns(header_of(data))
    if columns is None:
        raise UnreadableFile("This is no activities.csv of Strava")
    rows = list(rows_of(data, limits))
    day_first = day_order(cells[columns.date] for _, cells, _ in rows)
    return _reading(rows, columns, day_first)


def _reading(rows: Iterable[Row], columns: Columns, day_first: bool | None) -> Reading:
    return collect(
        rows,
        kind_of=lambda cells: clean(cells[columns.kind]),
        is_run=lambda kind: _surface(kind) is not None,
        file_of=lambda cells: _text(cells, columns.file),
        build=lambda number, cells: _run(number, cells, columns, day_first),
    )


def _run(number: int, cells: list[str], columns: Columns, day_first: bool | None) -> ImportedRun:
    return ImportedRun(
        row=number,
        start=_start(clean(cells[columns.date]), day_first),
        distance_m=_distance_m(cells, columns),
        duration_s=_duration_s(cells, columns),
        shoe=_text(cells, columns.gear),
        notes=_notes(cells, columns),
        surface=_surface(cells[columns.kind]) or "",
        file=_text(cells, columns.file),
        rpe=_rpe(_text(cells, columns.exertion)),
    )


def _surface(kind: str) -> str | None:
    """What Strava's own words tell, else those of others: a run that is not known would be lost unseen."""
    surface = SURFACES.get(plain(kind))
    return surface_of(kind) if surface is None else surface


def _start(text: str, day_first: bool | None) -> Moment:
    try:
        return Moment(read_date_time(text, day_first).replace(tzinfo=UTC), is_instant=True)
    except ValueError as why:
        raise ValueError(f"its date {why}") from None


def _distance_m(cells: list[str], columns: Columns) -> int:
    metres, shown = _text(cells, columns.metres), _text(cells, columns.shown)
    try:
        if metres:
            distance_m = round(read_number(metres))
        else:
            distance_m = round(read_shown(shown or "0", is_decimal_comma=columns.is_decimal_comma) * 1000)
    except (ValueError, OverflowError):
        raise ValueError("its distance is not a number") from None
    if distance_m == 0:
        raise ValueError("it has no distance")
    return distance_m


def _duration_s(cells: list[str], columns: Columns) -> int | None:
    """Moving time, else the time between start and end."""
    for text in (_text(cells, place) for place in columns.seconds):
        if text:
            try:
                return round(read_number(text))
            except ValueError:
                raise ValueError("its time is not a number") from None
    return None


def _rpe(text: str) -> int | None:
    try:
        effort = round(read_number(text))
    except ValueError:
        return None
    return effort if 0 <= effort <= HIGHEST_RPE else None


def _notes(cells: list[str], columns: Columns) -> str:
    """The name, unless it only repeats the kind, and what the runner wrote."""
    name = _text(cells, columns.name)
    own = name if plain(name) != plain(cells[columns.kind]) else ""
    texts = [own, *(_text(cells, place) for place in columns.notes)]
    return "\n".join(text for text in texts if text)


def _text(cells: list[str], place: int | None) -> str:
    return "" if place is None else clean(cells[place])
