"""Rows of a runner's own sheet to runs: each row is one, or is left out with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from training.importers.care import care_kind, care_of
from training.importers.moments import Moment, build, read_clock, read_iso
from training.importers.run import (
    NOT_A_RUN,
    ImportedCare,
    ImportedRun,
    LeftOut,
    Reading,
    whole_metres,
    whole_seconds,
)
from training.importers.spreadsheet_cells import amount_in, is_clock, is_number, read_duration
from training.importers.spreadsheet_dates import written
from training.importers.spreadsheet_labels import is_average, is_other_sport, is_period, is_rest, is_total
from training.importers.spreadsheet_mapping import Mapping
from training.importers.spreadsheet_notes import Cells, facts_of, notes_of
from training.importers.spreadsheet_roles import SPLIT, effort_in
from training.importers.table import Row

NOON = (12, 0, 0)
# Runs without a time of day, several on one day, must not look like one run logged twice.
APART = timedelta(minutes=10)
# How far off a sum may be, which some round to whole kilometres.
SUM_SHARE, ROUNDED = 0.005, 0.5

HEADER, A_TOTAL, NO_RUN, NO_ENTRY = (
    "the names of the columns again",
    "a sum of other rows",
    "no run that day",
    "neither a date nor a distance",
)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?!\d)", re.A)
_LABELLED = ("type", "session", "notes", "")


class SheetReader:
    """Reads the rows of one sheet in their order, for sums stand below what they sum up.

    sheet: its name, if its rows must be told from those of another one.
    """

    def __init__(self, mapping: Mapping, header: Sequence[str], reading: Reading, sheet: str = "") -> None:
        self.mapping = mapping
        self.header = header
        self.reading = reading
        # How many columns the header names, 0 without one.
        self.named = max((place for place, name in enumerate(header, 1) if name), default=0)
        self.place = f" (sheet “{sheet}”)" if sheet else ""
        self.undated: Counter[date] = Counter()
        # What was run since the last sum, and in all.
        self.since = self.overall = 0.0
        self.runs_since = 0

    def take(self, row: Row) -> None:
        """Add the row to the reading: its run, or why there is none."""
        number, texts, problem = row
        cells = Cells(self.mapping, self.header, texts)
        try:
            if problem := problem or self._excess(cells):
                raise ValueError(problem)
            if left_out := self._left_out(cells):
                self.reading.skipped.append(LeftOut(number, *left_out))
                self.reading.care.extend(self._care(number, cells, *left_out))
            else:
                self.reading.runs.append(self._run(number, cells))
        except ValueError as why:
            self.reading.failed.append(LeftOut(number, f"{why}{self.place}"))

    def _left_out(self, cells: Cells) -> tuple[str, str] | None:
        """Why the row is no run, and what it is; None for a run, or what should be one."""
        if cells.get("date") and [cells.get(role) for role in ("date", "distance")] == self._names():
            return HEADER, "row"
        if self._is_total(cells):
            self.since = self.runs_since = 0
            return A_TOTAL, "total"
        if written(cells.get("date")) is None:
            return None if self._is_meant(cells) else (NO_ENTRY, "note")
        for role in ("type", "session"):
            if is_other_sport(cells.get(role), is_kind=role == "type"):
                return NOT_A_RUN, cells.get(role)
        distance = cells.get("distance")
        if is_rest(distance) or (
            not self._far(cells) and not self._long(cells) and not distance.strip("0.,")
        ):
            return NO_RUN, "rest day"
        return None

    def _excess(self, cells: Cells) -> str:
        """What is wrong with a row of more numbers than the header has names, as 10,5 makes of one."""
        if self.named and any(is_number(text) or is_clock(text) for text in cells.cells[self.named :]):
            return f"it has {len(cells.cells)} cells where the header has {self.named}"
        return ""

    def _care(self, number: int, cells: Cells, why: str, kind: str) -> list[ImportedCare]:
        """What of other training can be logged as care."""
        if why != NOT_A_RUN or not care_kind(kind):
            return []
        try:
            return care_of(number, kind, self._start(cells), self._duration(cells, 0))
        except ValueError:
            return []

    def _names(self) -> list[str]:
        columns = [*self.mapping.columns("date"), *self.mapping.columns("distance")]
        return [self.header[index] if index < len(self.header) else "" for index in columns]

    def _is_total(self, cells: Cells) -> bool:
        is_dated = written(cells.get("date")) is not None
        for index in range(len(cells.cells)):
            role = self.mapping.roles[index] if index < len(self.mapping.roles) else ""
            text = cells.at(index)
            if (not is_dated or role in _LABELLED) and is_total(text) and not (is_dated and is_average(text)):
                return True
        far = self._far(cells)
        if is_dated or not far:
            return False
        most_off = SUM_SHARE * far if self.runs_since < 2 else max(SUM_SHARE * far, ROUNDED)
        return any(total and abs(far - total) <= most_off for total in (self.since, self.overall))

    def _is_meant(self, cells: Cells) -> bool:
        """Whether a row without a day can only be meant as a run."""
        return bool(self._far(cells)) and not is_period(cells.get("date"))

    def _far(self, cells: Cells) -> float:
        """Its distance as a plain number, 0 where there is none."""
        amount = amount_in(cells.get("distance"), is_decimal_comma=self.mapping.decimal_comma)
        return amount.number if amount else 0

    def _long(self, cells: Cells) -> bool:
        return any(cells.get(role).strip("0:.,") for role in ("duration", *SPLIT))

    def _run(self, number: int, cells: Cells) -> ImportedRun:
        start = self._start(cells)
        metres, if_miles = self._metres(cells)
        effort, facts = effort_in(cells.get("effort")), facts_of(cells)
        self.since += self._far(cells)
        self.overall += self._far(cells)
        self.runs_since += 1
        return ImportedRun(
            row=number,
            start=start,
            distance_m=whole_metres(metres),
            distance_if_miles_m=whole_metres(if_miles) if if_miles else None,
            duration_s=self._duration(cells, metres),
            elapsed_s=self._seconds(cells, "elapsed", metres),
            shoe=cells.get("shoe"),
            notes=notes_of(cells, is_effort_read=effort is not None),
            surface=facts.surface,
            terrain=facts.terrain,
            session=facts.session,
            rpe=effort,
        )

    def _metres(self, cells: Cells) -> tuple[float, float | None]:
        """Metres, and where nothing names the unit those that it would be in miles."""
        text = cells.get("distance")
        amount = amount_in(text, is_decimal_comma=self.mapping.decimal_comma)
        if amount is None:
            raise ValueError(_not_readable(cells, "distance", "a distance"))
        unit = amount.unit or self.mapping.distance_unit
        return amount.metres(unit or "km"), None if unit else amount.metres("mi")

    def _duration(self, cells: Cells, metres: float) -> int | None:
        if not any(self.mapping.columns(role) for role in SPLIT):
            return self._seconds(cells, "duration", metres)
        parts = [self._seconds(cells, role, metres) for role in SPLIT]
        return sum(part for part in parts if part) or None

    def _seconds(self, cells: Cells, role: str, metres: float) -> int | None:
        text = cells.get(role)
        form = role if role in SPLIT else self.mapping.duration_form
        if not text:
            return None
        try:
            return whole_seconds(
                read_duration(text, form, metres, is_decimal_comma=self.mapping.decimal_comma)
            )
        except ValueError:
            raise ValueError(_not_readable(cells, role, "a time like 52:30 or 1:04:30")) from None

    def _start(self, cells: Cells) -> Moment:
        text = cells.get("date")
        day = written(text)
        if day is None:
            raise ValueError(_not_readable(cells, "date", "a date"))
        try:
            on = day.on(self.mapping.day_order, self.mapping.year)
        except ValueError as why:
            raise ValueError(f"{cells.name('date')} {why}") from None
        if (moment := _instant(text)) and not cells.get("time"):
            return moment
        clock = _clock(cells.get("time")) or _clock(text)
        return Moment(build((on.year, on.month, on.day), clock)) if clock else self._untimed(on, cells)

    def _untimed(self, day: date, cells: Cells) -> Moment:
        noon: datetime = build((day.year, day.month, day.day), NOON)
        start = noon + self.undated[day] * APART
        if start.date() != day:
            raise ValueError(f"{cells.name('date')} has too many runs without a time")
        self.undated[day] += 1
        return Moment(start)


def _not_readable(cells: Cells, role: str, what: str) -> str:
    return f"{cells.name(role)} {f'is not readable as {what}' if cells.get(role) else 'is empty'}"


def _instant(text: str) -> Moment | None:
    """The moment of a date that names its zone too."""
    try:
        moment = read_iso(text)
    except ValueError:
        return None
    return moment if moment.at.tzinfo else None


def _clock(text: str) -> tuple[int, int, int] | None:
    """A time of day; None where there is none, as midnight, which spreadsheets add to days."""
    if not _CLOCK.search(text):
        return None
    try:
        hour, minute, second = read_clock(text)
    except ValueError:
        return None
    is_time = hour < 24 and minute < 60 and second < 60
    return (hour, minute, second) if is_time and (hour, minute, second) != (0, 0, 0) else None
