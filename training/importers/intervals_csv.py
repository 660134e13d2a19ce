"""The list of activities of intervals.icu: metres, seconds, and the start as an instant and on the clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC

from training.importers.collect import collect
from training.importers.moments import Moment, at_place, read_iso
from training.importers.numbers import read_number
from training.importers.run import ImportedRun, Reading, ReadLimits, UnreadableFile
from training.importers.sessions import session_of
from training.importers.table import clean, header_of, plain, rows_of

HIGHEST_RPE = 10
SURFACES = {"run": "", "trailrun": "trail", "virtualrun": "treadmill"}
NEEDED = {"type", "start_date_local", "distance", "moving_time"}

_GEAR_ID = re.compile(r"[a-z]?\d+", re.A)

Cells = dict[str, str]


def recognises(head: bytes) -> bool:
    """Whether the header row names these columns as intervals.icu does."""
    return set(_names(header_of(head))) >= NEEDED


def read(data: bytes, limits: ReadLimits) -> Reading:
    """Every run of the file, in its order; activities that are no run are skipped under their own name."""
    names = _names(header_of(data))
    if not set(names) >= NEEDED:
        raise UnreadableFile("This is no CSV of intervals.icu")
    rows = (
        (number, dict(zip(names, map(clean, cells), strict=True)), problem)
        for number, cells, problem in rows_of(data, limits)
    )
    return collect(
        rows,
        kind_of=lambda row: row["type"],
        is_run=lambda kind: plain(kind) in SURFACES,
        file_of=lambda row: "",
        build=_run,
        when=lambda row: (_start(row), _seconds(row, "moving_time", "elapsed_time")),
    )


def _names(header: Sequence[str]) -> list[str]:
    return [plain(cell).replace(" ", "_") for cell in header]


def _run(number: int, row: Cells) -> ImportedRun:
    kind, name = row["type"], row.get("name", "")
    indoors = plain(row.get("trainer", "")) in {"true", "1"}
    texts = (name if plain(name) != plain(kind) else "", row.get("description", ""))
    return ImportedRun(
        row=number,
        start=_start(row),
        distance_m=_distance_m(row),
        duration_s=_seconds(row, "moving_time", "elapsed_time"),
        elapsed_s=_seconds(row, "elapsed_time"),
        shoe=_shoe(row),
        notes="\n".join(text for text in texts if text),
        surface=SURFACES[plain(kind)] or ("treadmill" if indoors else ""),
        session="race" if plain(row.get("race", "")) in {"true", "1"} else session_of(name),
        rpe=_rpe(row.get("icu_rpe") or row.get("perceived_exertion", "")),
    )


def _start(row: Cells) -> Moment:
    """The instant at the offset that the clock showed, else the clock alone."""
    try:
        local = read_iso(row["start_date_local"]).at.replace(tzinfo=None)
        if not row.get("start_date"):
            return Moment(local)
        instant = read_iso(row["start_date"]).at
    except ValueError as why:
        raise ValueError(f"its date {why}") from None
    instant = (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
    return at_place(local, instant)


def _distance_m(row: Cells) -> int:
    try:
        distance_m = round(read_number(row["distance"] or "0"))
    except ValueError:
        raise ValueError("its distance is not a number") from None
    if distance_m == 0:
        raise ValueError("it has no distance")
    return distance_m


def _seconds(row: Cells, *names: str) -> int | None:
    """Of the first column that is filled."""
    text = next((row[name] for name in names if row.get(name)), "")
    try:
        return round(read_number(text)) if text else None
    except ValueError:
        raise ValueError("its time is not a number") from None


def _shoe(row: Cells) -> str:
    name = row.get("gear_name") or row.get("gear", "")
    return "" if _GEAR_ID.fullmatch(name) else name


def _rpe(text: str) -> int | None:
    try:
        effort = round(read_number(text))
    except ValueError:
        return None
    return effort if 0 <= effort <= HIGHEST_RPE else None
