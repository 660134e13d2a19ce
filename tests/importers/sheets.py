"""Runners' own sheets for tests: what they read as, in one line for each row and question."""

from __future__ import annotations

from datetime import date
from typing import Any

from training.importers.readers import read_file
from training.importers.run import Reading, ReadLimits
from training.importers.spreadsheet_mapping import Told

LAST_DAY = date(2026, 6, 1)


def parse(text: str | bytes, told: Told | None = None, encoding: str = "utf-8", **limits: Any) -> Reading:
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return read_file(data, ReadLimits(**{"last_day": LAST_DAY, **limits}), told)


def runs(reading: Reading) -> list[str]:
    """Row, start (without 12:00), metres, seconds, and the facts that are there."""
    found = []
    for run in reading.runs:
        start = f"{run.start.at:%Y-%m-%d %H:%M}".removesuffix(" 12:00")
        facts = (run.shoe, run.surface, run.terrain, run.session, run.rpe, run.notes)
        amounts = f"{run.distance_m} {run.duration_s}"
        if run.distance_if_miles_m:
            amounts = f"{run.distance_m}/{run.distance_if_miles_m} {run.duration_s}"
        found.append(" ".join([f"{run.row}: {start} {amounts}", *(f"[{fact}]" for fact in facts if fact)]))
    return found


def left_out(reading: Reading) -> list[str]:
    """Row and reason of what was skipped and, with an exclamation mark, of what failed."""
    skipped = [(row.row, f"{row.row}: {row.why} ({row.what})") for row in reading.skipped]
    failed = [(row.row, f"{row.row}! {row.why}") for row in reading.failed]
    return [line for _, line in sorted(skipped + failed)]


def columns(reading: Reading) -> dict[str, str]:
    """The role of each column by its name, those that tell nothing left out."""
    guess = reading.guess
    if guess is None:
        return {}
    return {name: role for name, role in zip(guess.header, guess.mapping.roles, strict=True) if role}


def questions(reading: Reading) -> list[str]:
    """What is asked: `day_order of 5/4/2021: day_first 2021-04-05, month_first 2021-05-04`."""
    return [
        f"{asked.about} of {asked.example}: "
        + ", ".join(f"{option.value} {option.meaning}" for option in asked.options)
        for asked in (reading.guess.questions if reading.guess else ())
    ]
