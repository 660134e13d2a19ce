"""Garmin Connect's list of activities: wall time, and distances whose unit stands nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from training.importers.collect import collect
from training.importers.garmin_words import Columns, find_columns
from training.importers.kinds import fold, surface_of
from training.importers.moments import Moment, day_order, read_start
from training.importers.numbers import read_shown
from training.importers.run import ImportedRun, Reading, ReadLimits, UnreadableFile
from training.importers.sessions import session_of
from training.importers.table import Row, clean, header_of, rows_of
from training.importers.terrain import LEVEL, terrain_of
from training.importers.timers import read_any_timer, read_timer
from training.units import METRES_PER, Units, to_metres

MISSING = frozenset({"", "--", "-", "—"})
# On a track distances are metres; nobody runs 100 km there, or logs 100 m elsewhere.
METRES_FROM = 100
# Steps a minute below which single strides were counted.
FEWEST_STEPS = 110
# Halfway between a kilometre and a mile, and how far off either an estimate may lie.
BETWEEN_M, OFF_SHARE = 1268, 0.3
# Metres of the unit that climbs are in.
PER_UNIT: dict[Units | None, float] = {"km": 1.0, "mi": 0.3048}

_DECIMALS = re.compile(r"\d([.,])\d{1,2}", re.A)
_START = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?", re.A)


def recognises(head: bytes) -> bool:
    """Whether the first row is a header of Garmin Connect, or a row of such an export that lost it."""
    header = header_of(head)
    return find_columns(header) is not None or _is_row(header)


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every run of the file, in its order; activities that are no run are skipped under their own name."""
    header = header_of(data)
    columns = find_columns(header)
    if columns is None and _is_row(header):
        raise UnreadableFile(
            "The header row is missing",
            "Export it again, or put the header row of another export of Garmin Connect above the first row.",
        )
    if columns is None:
        raise UnreadableFile("This is no CSV of Garmin Connect")
    rows = list(rows_of(data, limits))
    table = _Table(columns, _is_decimal_comma(columns, rows))
    return _reading(rows, table, table.units_of(rows))


def _is_row(cells: list[str]) -> bool:
    return (
        len(cells) > 4
        and bool(_START.fullmatch(clean(cells[1])))
        and clean(cells[2]).casefold() in {"true", "false"}
    )


def _is_decimal_comma(columns: Columns, rows: Iterable[Row]) -> bool:
    """Whether numbers have a decimal comma: as most do, else as the language does."""
    places = columns.places["distance"] + columns.places["stride"]
    marks: Counter[str] = Counter()
    for _, cells, problem in rows:
        found = () if problem else (_DECIMALS.search(cells[place]) for place in places)
        marks.update(match[1] for match in found if match and match.end() == len(match.string.rstrip()))
    return not columns.is_english if marks[","] == marks["."] else marks[","] > marks["."]


@dataclass(frozen=True, slots=True)
class _Table:
    """Reads the cells of a row by the names of their columns."""

    columns: Columns
    is_decimal_comma: bool

    def text(self, cells: list[str], name: str) -> str:
        """The first cell of that name that is filled, without what keeps a spreadsheet from changing it."""
        texts = (clean(cells[place]).lstrip("'") for place in self.columns.places[name])
        return next((text for text in texts if text not in MISSING), "")

    def number(self, cells: list[str], name: str) -> float:
        """Its number, 0 where there is none."""
        return read_shown(self.text(cells, name) or "0", is_decimal_comma=self.is_decimal_comma)

    def units_of(self, rows: Iterable[Row]) -> Units | None:
        """What the header says, else what most runs show that tell stride, cadence and time."""
        if self.columns.units:
            return self.columns.units
        found = Counter(self._units_of(cells) for _, cells, problem in rows if not problem)
        if found["km"] == found["mi"]:
            return None
        return "km" if found["km"] > found["mi"] else "mi"

    def _units_of(self, cells: list[str]) -> Units | None:
        try:
            if surface_of(self.text(cells, "kind")) in {None, "track"}:
                return None
            distance, stride = self.number(cells, "distance"), self.number(cells, "stride")
            cadence = self.number(cells, "cadence")
            seconds = read_timer(self.text(cells, "time"), distance * 1000)
            steps = cadence * (2 if cadence < FEWEST_STEPS else 1) * seconds / 60
            per_unit = stride * steps / distance
        except (ArithmeticError, ValueError):
            return None
        units: Units = "km" if per_unit < BETWEEN_M else "mi"
        return units if abs(per_unit / float(METRES_PER[units]) - 1) < OFF_SHARE else None


def _reading(rows: Iterable[Row], table: _Table, units: Units | None) -> Reading:
    usable = [cells for _, cells, problem in rows if not problem]
    day_first = day_order(table.text(cells, "start") for cells in usable)
    return collect(
        rows,
        kind_of=lambda cells: table.text(cells, "kind"),
        is_run=lambda kind: surface_of(kind) is not None,
        file_of=lambda cells: "",
        build=lambda number, cells: _run(number, cells, table, units, day_first),
        when=lambda cells: (
            _start(table.text(cells, "start"), day_first),
            read_any_timer(table.text(cells, "time")),
        ),
    )


def _run(
    number: int, cells: list[str], table: _Table, units: Units | None, day_first: bool | None
) -> ImportedRun:
    kind, title = table.text(cells, "kind"), table.text(cells, "title")
    surface = surface_of(kind) or ""
    distance_m, if_miles_m = _distances(cells, table, units, is_track=surface == "track")
    time = table.text(cells, "time")
    return ImportedRun(
        row=number,
        start=_start(table.text(cells, "start"), day_first),
        distance_m=distance_m,
        distance_if_miles_m=if_miles_m,
        duration_s=read_timer(time, distance_m) if time else None,
        elapsed_s=read_any_timer(table.text(cells, "elapsed")),
        is_timed=bool(time),
        shoe=table.text(cells, "shoe"),
        # The title Garmin gives is the place and the kind.
        notes="" if fold(title).endswith(fold(kind)) else title,
        surface=surface,
        terrain="" if surface in LEVEL else _terrain(cells, table, units, distance_m),
        session="race" if fold(table.text(cells, "event")) == "race" else session_of(title),
    )


def _terrain(cells: list[str], table: _Table, units: Units | None, distance_m: int) -> str:
    """Climbs are feet where distances are miles; of an unknown unit they tell nothing."""
    if not (table.text(cells, "climb") and table.text(cells, "descent")):
        return ""
    try:
        climb, descent = (table.number(cells, name) * PER_UNIT[units] for name in ("climb", "descent"))
    except (KeyError, ValueError):
        return ""
    return terrain_of(distance_m, climb, descent) if climb or descent else ""


def _start(text: str, day_first: bool | None) -> Moment:
    try:
        return read_start(text, day_first)
    except ValueError as why:
        raise ValueError(f"its date {why}") from None


def _distances(
    cells: list[str], table: _Table, units: Units | None, *, is_track: bool
) -> tuple[int, int | None]:
    """Metres, and where the unit is unknown those that it would be in miles."""
    try:
        distance = table.number(cells, "distance")
        in_km, in_miles = to_metres(distance, "km"), to_metres(distance, "mi")
    except ValueError:
        raise ValueError("its distance is not a number") from None
    if distance == 0:
        raise ValueError("it has no distance")
    if is_track and distance >= METRES_FROM:
        return round(distance), None
    if units:
        return (in_miles if units == "mi" else in_km), None
    return in_km, in_miles
