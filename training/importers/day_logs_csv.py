"""CSV of one or more runners' runs by day number, for judging how often warnings come: no dates, no names.

Columns: day (a number, or a date), km; and runner, shoe, rpe where known. Others are ignored.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from training.engine.facts import RunFact
from training.importers.numbers import read_number, read_whole
from training.importers.run import ReadLimits, UnreadableFile
from training.importers.table import clean, header_of, plain, rows_of

# Day 0 where days are only numbers: a Monday.
DAY_0 = datetime(2020, 1, 6, 12, tzinfo=UTC)
MOST_DAYS = 100 * 366
APART = timedelta(minutes=1)
ONE_RUNNER = "runner"


def read_day_logs(data: bytes, limits: ReadLimits) -> dict[str, list[RunFact]]:
    """The runs of each runner; UnreadableFile names the row that is wrong."""
    names = [plain(cell) for cell in header_of(data)]
    if not {"day", "km"} <= set(names):
        raise UnreadableFile("It has no columns day and km")
    logs: dict[str, list[RunFact]] = {}
    runs_of_day: Counter[tuple[str, datetime]] = Counter()
    for number, cells, problem in rows_of(data, limits):
        row = {name: clean(cell) for name, cell in zip(names, cells, strict=True)}
        runner = row.get("runner") or ONE_RUNNER
        try:
            if problem:
                raise ValueError(problem)
            noon = _noon(row["day"])
            runs_of_day[runner, noon] += 1
            run = _run(row, noon + (runs_of_day[runner, noon] - 1) * APART)
        except ValueError as why:
            raise UnreadableFile(f"Row {number}: {why}") from None
        logs.setdefault(runner, []).append(run)
    return logs


def _noon(text: str) -> datetime:
    try:
        if "-" in text[1:]:
            return datetime.fromisoformat(f"{text}T12:00:00+00:00")
        day = read_whole(text)
    except ValueError:
        raise ValueError("day must be a whole number or a date like 2026-03-01") from None
    if not 0 <= day <= MOST_DAYS:
        raise ValueError(f"day must be from 0 to {MOST_DAYS}")
    return DAY_0 + timedelta(days=day)


def _run(row: dict[str, str], start: datetime) -> RunFact:
    try:
        metres = round(read_number(row["km"]) * 1000)
        effort = round(read_number(row["rpe"])) if row.get("rpe") else None
    except (ValueError, OverflowError):
        raise ValueError("km and rpe must be numbers") from None
    if metres < 1:
        raise ValueError("km must be more than 0")
    return RunFact(
        start=start.isoformat(),
        day=start.date(),
        instant_s=int(start.timestamp()),
        distance_m=metres,
        shoe=row.get("shoe", ""),
        rpe=effort,
    )
