"""The tables of a log written as CSV: their columns, and how a cell tells a value.

No cell begins a formula: text that begins as one, or with an apostrophe, has an apostrophe before it, which
reading takes away again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

APOSTROPHE = "'"
# What makes spreadsheets calculate, in the wide forms of East Asian keyboards too.
BEGINNINGS = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", APOSTROPHE)
_WHOLE = re.compile(r"-?\d{1,18}(?:\.0+)?", re.A)
YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Column:
    """write: any value but None to a cell. read: a cell that is not empty to a value, or ValueError."""

    name: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def guarded(text: str) -> str:
    # Some spreadsheets leave blanks away before they look.
    begins_as_formula = text.startswith(BEGINNINGS) or text.lstrip().startswith(BEGINNINGS)
    return APOSTROPHE + text if begins_as_formula else text


def unguarded(cell: str) -> str:
    return cell.removeprefix(APOSTROPHE)


def _read_whole(cell: str) -> int:
    if not _WHOLE.fullmatch(cell.strip()):
        raise ValueError("must be a whole number")
    return int(cell.partition(".")[0])


def _read_answer(cell: str) -> bool:
    answer = YES_OR_NO.get(cell.strip().casefold())
    if answer is None:
        raise ValueError("must be yes or no")
    return answer


def _text(name: str) -> Column:
    return Column(name, guarded, unguarded)


def _whole(name: str) -> Column:
    return Column(name, str, _read_whole)


def _answer(name: str) -> Column:
    return Column(name, lambda value: "yes" if value else "no", _read_answer)


def _words(name: str) -> Column:
    return Column(name, " ".join, str.split)


def _columns(*kinds: tuple[Callable[[str], Column], str]) -> tuple[Column, ...]:
    return tuple(kind(name) for kind, names in kinds for name in names.split())


# By the name of the list in the JSON form. `date` and `time` repeat what the runner's clock showed.
TABLES: dict[str, tuple[Column, ...]] = {
    "profile": _columns(
        (_text, "format time_zone units foot_type"),
        (_answer, "weak_quadriceps stiff_hamstrings stiff_calves overstriding heel_strike knee_valgus"),
        (_answer, "tibial_rotation limited_dorsiflexion"),
    ),
    "previous_injuries": _columns((_text, "side month logged_at")),
    "shoes": _columns(
        (_text, "key name support"),
        (_whole, "start_distance_m notice_at_m replace_at_m"),
        (_text, "limit_reason started_on retired_on successor logged_at"),
    ),
    "runs": _columns(
        (_text, "date time start zone"),
        (_whole, "distance_m duration_s elapsed_s"),
        (_text, "surface terrain session"),
        (_words, "proposed"),
        (_text, "shoe"),
        (_whole, "rpe"),
        (_answer, "warm_up cool_down"),
        (_text, "trigger notes logged_at"),
    ),
    "check_ins": _columns(
        (_text, "date time at zone side moment"),
        (_whole, "score"),
        (_words, "feel signs"),
        (_text, "notes logged_at"),
    ),
    "care": _columns((_text, "on kind"), (_whole, "minutes"), (_text, "logged_at")),
    "gaps": _columns((_text, "first last answer logged_at")),
    "reactions": _columns((_text, "logged_at rule subject kind severity day until reason")),
    "ladder": _columns((_text, "on step"), (_whole, "minutes"), (_text, "logged_at")),
    "clearances": _columns((_text, "on side logged_at")),
}
# Without these a table tells nothing.
NEEDED = {
    "profile": {"format", "time_zone"},
    "previous_injuries": {"side", "month"},
    "shoes": set[str](),
    "runs": {"start", "distance_m"},
    "check_ins": {"at", "side", "score"},
    "care": {"on", "kind"},
    "gaps": {"first", "last", "answer"},
    "reactions": {"logged_at", "rule", "kind", "day"},
    "ladder": {"on", "step"},
    "clearances": {"on", "side"},
}


def write_row(table: str, entry: dict[str, Any]) -> list[str]:
    """The cells of one entry of the JSON form; None is an empty cell."""
    return [
        "" if entry.get(column.name) is None else column.write(entry[column.name]) for column in TABLES[table]
    ]


def read_row(columns: Iterable[Column | None], cells: Iterable[str]) -> dict[str, Any]:
    """One entry of the JSON form; ValueError names the first column whose cell tells none of its values."""
    entry: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is None or not cell:
            continue
        if "\0" in cell:
            raise ValueError(column.name, "must not hold a NUL character")
        try:
            entry[column.name] = column.read(cell)
        except ValueError as why:
            raise ValueError(column.name, str(why)) from None
    return entry


known_columns = {table: {column.name: column for column in columns} for table, columns in TABLES.items()}
