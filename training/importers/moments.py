"""Dates and times as files write them: ISO 8601, and the short dates of five languages.

A moment is kept as it was written until the runner's zone is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

FURTHEST_OFFSET = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)
# The clock may tell another second of the start than the satellites.
_CLOCK_IS_OFF = timedelta(minutes=2)

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?(?P<zone>Z|[+-]\d\d:?\d\d(?::\d\d)?)?",
    re.I | re.A,
)
_ISO_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)", re.A)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?\s?m\b\.?)?", re.I | re.A)
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))
_NUMERIC_DAY = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})", re.A)
_MONTHS = (
    ("jan", "ene"),
    ("feb", "fev"),
    ("mar", "mrt", "maa"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aou", "ago"),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec", "dez", "dic"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (is_instant), else the runner's wall clock, with its offset where the file gave one."""

    at: datetime
    is_instant: bool = False

    def on_clock(self, home: tzinfo) -> datetime:
        """Aware, on the runner's clock: in `home` unless the file gave an offset of its own."""
        if self.is_instant:
            return self.at.astimezone(home)
        if self.at.tzinfo:
            return self.at
        # Through UTC, so that a time the clocks skipped becomes one that was.
        return self.at.replace(tzinfo=home).astimezone(UTC).astimezone(home)


def read_iso(text: str) -> Moment:
    """`2026-03-01T07:30:00+01:00`, the same with `Z` or without offset; ValueError says what is expected."""
    match = _ISO.fullmatch(text.strip())
    try:
        at = datetime.fromisoformat(match[0].replace(",", ".")) if match else None
    except ValueError:
        at = None
    if match is None or at is None or abs(at.utcoffset() or timedelta(0)) > FURTHEST_OFFSET:
        raise ValueError("must be a date and time like 2026-03-01T07:30:00+01:00")
    return Moment(at.replace(microsecond=0), is_instant=match["zone"] in ("Z", "z"))


def at_place(clock: datetime, instant: datetime) -> Moment:
    """The instant at the offset that the clock, naive, showed; without it where no zone has that offset."""
    shown = clock - instant.astimezone(UTC).replace(tzinfo=None)
    offset = round(shown / _QUARTER) * _QUARTER
    if abs(offset) > FURTHEST_OFFSET or abs(shown - offset) > _CLOCK_IS_OFF:
        return Moment(instant, is_instant=True)
    return Moment(instant.astimezone(timezone(offset)))


def read_clock(text: str) -> tuple[int, int, int]:
    """Hour, minute and second of `16:15:21` or `4:15 PM`; ValueError where there is no such time."""
    match = _CLOCK.search(text.translate(_BLANKS))
    if not match:
        raise ValueError("has no time of day like 16:15")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            raise ValueError("has no time of day like 4:15 PM")
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    return hour, minute, second


def read_day(text: str, day_first: bool | None = None) -> tuple[int, int, int]:
    """Year, month and day. day_first decides 12/5/2021; None: a ValueError, as for what is no date."""
    text = _CLOCK.sub(" ", text.translate(_BLANKS))
    if iso := _ISO_DAY.search(text):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if numeric := _NUMERIC_DAY.search(text):
        first, second = int(numeric[1]), int(numeric[3])
        if numeric[2] == "/" and day_first is None:
            raise ValueError(f"could be day {first} or month {first}")
        month_first = numeric[2] == "/" and not day_first
        return (int(numeric[4]), first, second) if month_first else (int(numeric[4]), second, first)
    return _named_month(text)


def read_date_time(text: str, day_first: bool | None = None) -> datetime:
    """Date and time of a localised text, without zone; ValueError says what is wrong with it."""
    return build(read_day(text, day_first), read_clock(text))


def read_start(text: str, day_first: bool | None = None) -> Moment:
    """A moment in ISO 8601 or as a spreadsheet shows it; ValueError says what is wrong with it."""
    try:
        return read_iso(text)
    except ValueError:
        return Moment(read_date_time(text, day_first))


def build(day: tuple[int, int, int], clock: tuple[int, int, int]) -> datetime:
    """One naive moment; ValueError for a day or time that does not exist."""
    try:
        return datetime(*day, *clock)  # noqa: DTZ001 its zone is not known here
    except ValueError:
        raise ValueError("is no date of the calendar") from None


def day_order(texts: Iterable[str]) -> bool | None:
    """Whether a column of dates like 12/5/2021 puts the day first; None where nothing in it decides."""
    for text in texts:
        numeric = _NUMERIC_DAY.search(text)
        if numeric and numeric[2] == "/" and max(int(numeric[1]), int(numeric[3])) > 12:
            return int(numeric[1]) > 12
    return None


def _named_month(text: str) -> tuple[int, int, int]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[^\W\d_]+", "".join(char for char in plain if not unicodedata.combining(char)))
    months = [_MONTH_OF.get(word[:4]) or _MONTH_OF.get(word[:3]) for word in words]
    month = next((month for month in months if month), None)
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text, re.A)
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text, re.A)
    if month is None or len(years) != 1 or len(days) != 1:
        raise ValueError("is not readable as a date")
    return int(years[0]), month, int(days[0])
