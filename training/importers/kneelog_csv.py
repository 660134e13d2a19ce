"""KneeLog's own CSV of runs: one row a run, columns by name in any order; docs/log-format.md lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from training.importers.moments import Moment, build, day_order, read_clock, read_day, read_iso
from training.importers.numbers import read_number, read_whole
from training.importers.run import ImportedRun, LeftOut, Reading, ReadLimits, UnreadableFile
from training.importers.spreadsheet_words import is_headed, words_of
from training.importers.table import clean, header_of, plain, rows_of
from training.units import METRES_PER, parse_duration, to_metres

DISTANCES = ("distance_m", "distance_km", "distance_mi")
DURATIONS = frozenset({"duration", "duration_s"})
WORDS = ("surface", "terrain", "session", "trigger")
YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})
NOON = (12, 0, 0)
# Runs without a time of day, several on one day, must not look like one run logged twice.
APART = timedelta(minutes=10)

Cells = dict[str, str]


def recognises(head: bytes) -> bool:
    """Whether the header row names a day and a distance as this format does."""
    header = header_of(head)
    names = _names(header)
    # A sheet of the runner's own may have the same names, and others for times that would be left out.
    is_ours = any(plain(cell) in DISTANCES for cell in header)
    others = [cell for cell, name in zip(header, names, strict=True) if name != "time" or not is_ours]
    if not DURATIONS.intersection(names) and any(is_headed("duration", words_of(cell)) for cell in others):
        return False
    return ("start" in names or "date" in names) and any(name in names for name in DISTANCES)


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every row of the file as a run, in its order."""
    names = _names(header_of(data))
    if not recognises(data):
        raise UnreadableFile("This is no CSV of KneeLog")
    rows = [
        (number, {name: clean(cell) for name, cell in zip(names, cells, strict=True)}, problem)
        for number, cells, problem in rows_of(data, limits)
    ]
    days = _Days(
        day_order(text for _, row, _ in rows for text in (row.get("date", ""), row.get("start", "")))
    )
    reading = Reading()
    for number, row, problem in rows:
        try:
            if problem:
                raise ValueError(problem)
            reading.runs.append(_run(number, row, days))
        except ValueError as why:
            reading.failed.append(LeftOut(number, str(why)))
    return reading


def _names(header: Sequence[str]) -> list[str]:
    return [plain(cell).replace(" ", "_").replace("-", "_") for cell in header]


class _Days:
    """Reads when each run began; counts the runs of a day that have no time."""

    def __init__(self, day_first: bool | None) -> None:
        self.day_first = day_first
        self.undated: Counter[tuple[int, int, int]] = Counter()

    def start(self, row: Cells) -> Moment:
        if row.get("start"):
            try:
                return read_iso(row["start"])
            except ValueError:
                return self._start(row["start"], row["start"] if ":" in row["start"] else "", "start")
        return self._start(row.get("date", ""), row.get("time", ""), "date")

    def _start(self, day_text: str, clock_text: str, column: str) -> Moment:
        try:
            day = read_day(day_text, self.day_first)
            if clock_text:
                return Moment(build(day, read_clock(clock_text)))
            noon: datetime = build(day, NOON)
        except ValueError as why:
            raise ValueError(f"{column} {why}") from None
        start = noon + self.undated[day] * APART
        if start.date() != noon.date():
            raise ValueError(f"{column} has too many runs without a time")
        self.undated[day] += 1
        return Moment(start)


def _run(number: int, row: Cells, days: _Days) -> ImportedRun:
    words: dict[str, Any] = {name: row.get(name, "").lower() for name in WORDS}
    return ImportedRun(
        row=number,
        start=days.start(row),
        distance_m=_distance_m(row),
        duration_s=_seconds(row, "duration"),
        elapsed_s=_seconds(row, "elapsed"),
        shoe=row.get("shoe", ""),
        notes=row.get("notes", ""),
        rpe=_whole(row, "rpe"),
        warm_up=_yes_or_no(row, "warm_up"),
        cool_down=_yes_or_no(row, "cool_down"),
        **words,
    )


def _distance_m(row: Cells) -> int:
    if row.get("distance_m"):
        return _whole(row, "distance_m") or 0
    for units in METRES_PER:
        text = row.get(f"distance_{units}")
        if text:
            try:
                return to_metres(read_number(text), units)
            except ValueError:
                raise ValueError(f"distance_{units} is not a number") from None
    raise ValueError("it has no distance")


def _seconds(row: Cells, name: str) -> int | None:
    text = row.get(name)
    if not text:
        return _whole(row, f"{name}_s")
    try:
        return parse_duration(text)
    except ValueError:
        raise ValueError(f"{name} must be written like 52:30 or 1:04:30") from None


def _whole(row: Cells, name: str) -> int | None:
    text = row.get(name)
    if not text:
        return None
    try:
        return read_whole(text)
    except ValueError as why:
        raise ValueError(f"{name} {why}") from None


def _yes_or_no(row: Cells, name: str) -> bool | None:
    text = row.get(name, "").lower()
    if text in YES or text in NO:
        return text in YES
    if text:
        raise ValueError(f"{name} must be yes or no")
    return None
