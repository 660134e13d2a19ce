"""Reads a week as people write it: `Mon 8, Tue rest, Wed 10 km easy`, lines, or cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.engine.text import gettext_noop as _
from training.insights.plan import PlannedRun
from training.units import Units, to_metres, weekday_name

DAYS = 7
LONGEST_RUN_M = 500_000
MOST_RUNS_A_DAY = 4
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = re.compile(
    r"(?<![^\W\d_])(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?(?![^\W\d_])\.?", re.I
)
_REST = re.compile(
    r"(?:rest|off|none|free|nothing|-+|\u2013|\u2014|0+(?:[.,]0+)?)(?: *(?:day|km|k|mi))?", re.I
)
_DISTANCE = re.compile(r"(?P<number>\d{1,7}(?:[.,]\d{1,3})?) *(?P<unit>[^\W\d_]*)")
_UNITS: dict[str, Units] = {
    **dict.fromkeys(("km", "k", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), "km"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
}
_SESSIONS = {
    "easy": "easy",
    "recovery": "easy",
    "long": "long",
    "tempo": "tempo",
    "threshold": "tempo",
    "interval": "intervals",
    "intervals": "intervals",
    "track": "intervals",
    "sprint": "sprints",
    "sprints": "sprints",
    "hill": "hills",
    "hills": "hills",
    "race": "race",
}
_FILLERS = frozenset({"run", "jog", "of", "then", "and", "day"})


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read: the day it is about (`` for the whole text), the words, and what to do."""

    day: str
    words: str
    hint: str


class WeekError(ValueError):
    """The text is no week; `problems` holds every one found, in the order of the text."""

    def __init__(self, problems: Sequence[Unread]) -> None:
        super().__init__("; ".join(f"{problem.day}: {problem.hint}" for problem in problems))
        self.problems = list(problems)


TOO_LONG = _("That is more than one day holds: at most 500 km, which is 310 mi.")
NO_DISTANCE = _("Write a distance like 8, 8.5 km or 5 mi, or “rest”.")
NOT_TWO = _("Write one distance, or several joined by +.")
TWICE = _("This day stands twice: join its runs by +, like 8 + 4.")
NO_DAYS = _("Write a day before each distance, like “Mon 8, Tue rest”, or seven lines from the first day on.")
TOO_MANY = _("There are more than seven days.")
TOO_MANY_RUNS = _("More than four runs in one day: write their sum.")


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from `first` on, and their runs in order."""

    first: date
    runs: tuple[PlannedRun, ...] = ()


def read_week(text: str, earliest: date, units: Units) -> Week:
    """The first week from `earliest` on in which the days stand as the text names them, one after the other.

    A bare number is in `units`. WeekError names each day that cannot be read.
    """
    problems: list[Unread] = []
    runs: list[PlannedRun] = []
    first, days = _days(text, earliest)
    for day, said in days:
        try:
            runs += _runs(day, said, units)
        except ValueError as problem:
            problems.append(Unread(weekday_name(day), said, str(problem)))
    if problems:
        raise WeekError(problems)
    return Week(first, tuple(sorted(runs, key=lambda run: run.day)))


def _days(text: str, earliest: date) -> tuple[date, list[tuple[date, str]]]:
    """The first day of the week, and each day that the text speaks of with what it says of it."""
    found = list(_DAY.finditer(text))
    if not found:
        return earliest, list(_in_order(_cells(text), earliest))
    if text[: found[0].start()].strip(" \t\r\n,;|:*•-"):
        raise WeekError([Unread("", text[: found[0].start()].strip(), NO_DAYS)])
    ends = [*(match.start() for match in found[1:]), len(text)]
    said = [text[match.end() : end] for match, end in zip(found, ends, strict=True)]
    if len(found) > 1 and not any(map(_trim, said[:-1])):
        said = _under_their_heads(said[-1], len(found))
    names = [match[1][:3].lower() for match in found]
    first = _first_of(earliest, names)
    days = [(_next(first, name), _trim(words)) for name, words in zip(names, said, strict=True)]
    for number, (day, words) in enumerate(days):
        if day in {earlier for earlier, _words in days[:number]}:
            raise WeekError([Unread(weekday_name(day), words, TWICE)])
    return first, days


def _first_of(earliest: date, names: list[str]) -> date:
    """A week pasted on a Sunday as Monday to Sunday begins on the day after; one out of order, at once."""
    for first in (earliest + timedelta(days=n) for n in range(DAYS)):
        days = [_next(first, name) for name in names]
        if days == sorted(days):
            return first
    return earliest


def _in_order(cells: list[str], first: date) -> Iterator[tuple[date, str]]:
    """Without names, the cells are the days from the first on."""
    if not any(cells):
        raise WeekError([Unread("", "", NO_DAYS)])
    if len(cells) > DAYS:
        raise WeekError([Unread("", "", TOO_MANY)])
    for number, cell in enumerate(cells):
        yield first + timedelta(days=number), cell


def _under_their_heads(text: str, count: int) -> list[str]:
    """The row below a row of names, as a table is pasted; cells that are missing are empty."""
    cells = _cells(text.lstrip(" \r\n"))
    if len(cells) > count:
        raise WeekError([Unread("", "", TOO_MANY)])
    return [*cells, *[""] * (count - len(cells))]


def _cells(text: str) -> list[str]:
    """Lines, or the cells of one line."""
    lines = [line for line in text.strip("\r\n").splitlines() if line.strip()]
    if len(lines) != 1:
        return [_trim(line) for line in lines]
    return [_trim(cell) for cell in re.split(r"\t|;|\||,(?= )|,(?!\d)", lines[0])]


def _trim(words: str) -> str:
    return " ".join(words.strip(" \t\r\n,;|:=").split())


def _next(first: date, name: str) -> date:
    return first + timedelta(days=(NAMES.index(name) - first.weekday()) % DAYS)


def _runs(day: date, said: str, units: Units) -> list[PlannedRun]:
    """The runs of a day; ValueError says what is expected."""
    if not said or _REST.fullmatch(said):
        return []
    parts = said.split("+")
    if len(parts) > MOST_RUNS_A_DAY:
        raise ValueError(TOO_MANY_RUNS)
    runs = [read_run(day, part, units) for part in parts]
    if sum(run.distance_m for run in runs) > LONGEST_RUN_M:
        raise ValueError(TOO_LONG)
    return runs


def read_run(day: date, text: str, units: Units) -> PlannedRun:
    """A run as people write it: `8`, `16k long`, `10 miles`; ValueError says what is expected."""
    part = text.strip().lower()
    found = list(_DISTANCE.finditer(part))
    if len(found) != 1:
        raise ValueError(NOT_TWO if found else NO_DISTANCE)
    match = found[0]
    rest = f"{part[: match.start()]} {part[match.end() :]}"
    unit = match["unit"] if match["unit"] in _UNITS else ""
    words = re.findall(r"[^\W\d_]+", f"{rest} {'' if unit else match['unit']}")
    unknown = [word for word in words if word not in _SESSIONS and word not in _FILLERS]
    metres = to_metres(match["number"].replace(",", "."), _UNITS.get(unit, units))
    if unknown or re.search(r"\d", rest) or metres < 1:
        raise ValueError(NO_DISTANCE)
    if metres > LONGEST_RUN_M:
        raise ValueError(TOO_LONG)
    session = next((_SESSIONS[word] for word in words if word in _SESSIONS), "")
    return PlannedRun(day, metres, session)
