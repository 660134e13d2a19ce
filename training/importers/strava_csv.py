"""Strava's `activities.csv`: one row an activity, dates in UTC whatever the language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from training.importers.collect import collect
from training.importers.kinds import surface_of
from training.importers.moments import Moment, day_order, read_date_time
from training.importers.numbers import read_number, read_shown
from training.importers.run import ImportedRun, Reading, ReadLimits, UnreadableFile
from training.importers.sessions import session_of
from training.importers.strava_words import SURFACES, Columns, find_columns
from training.importers.table import Row, clean, header_of, plain, rows_of
from training.importers.terrain import LEVEL, terrain_of

HIGHEST_RPE = 10
YES = frozenset({"1", "1.0", "true"})


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
        when=lambda cells: (_start(clean(cells[columns.date]), day_first), _times(cells, columns)[0]),
    )


def _run(number: int, cells: list[str], columns: Columns, day_first: bool | None) -> ImportedRun:
    distance_m, surface = _distance_m(cells, columns), _surface(cells[columns.kind]) or ""
    duration_s, elapsed_s = _times(cells, columns)
    return ImportedRun(
        row=number,
        start=_start(clean(cells[columns.date]), day_first),
        distance_m=distance_m,
        duration_s=duration_s,
        elapsed_s=elapsed_s,
        is_timed=bool(_text(cells, columns.timer)),
        shoe=_text(cells, columns.gear),
        notes=_notes(cells, columns),
        surface=surface,
        terrain="" if surface in LEVEL else _terrain(cells, columns, distance_m),
        session=_session(cells, columns),
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


def _times(cells: list[str], columns: Columns) -> tuple[int | None, int | None]:
    """Seconds that count as running, by the timer if it can be, and those from start to end."""
    elapsed = _seconds(cells, columns.elapsed)
    running = (place for place in (columns.timer, columns.moving) if place is not None)
    return _seconds(cells, running) or elapsed, elapsed


def _seconds(cells: list[str], places: Iterable[int]) -> int | None:
    """Of the first place that is filled."""
    for text in (_text(cells, place) for place in places):
        if text:
            try:
                return round(read_number(text))
            except ValueError:
                raise ValueError("its time is not a number") from None
    return None


def _terrain(cells: list[str], columns: Columns, distance_m: int) -> str:
    try:
        climb, descent = (read_number(_text(cells, place)) for place in (columns.climb, columns.descent))
    except ValueError:
        return ""
    # Both are 0 where nothing was measured.
    return terrain_of(distance_m, climb, descent) if climb or descent else ""


def _session(cells: list[str], columns: Columns) -> str:
    """As the runner marked it, else as its name tells."""
    marked = [name for name, place in columns.sessions.items() if _text(cells, place) in YES]
    return marked[0] if marked else session_of(_text(cells, columns.name))


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
