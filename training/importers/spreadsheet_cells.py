"""Distances and durations as runners type them and as spreadsheets show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from training.importers.moments import read_clock
from training.importers.numbers import read_shown
from training.importers.spreadsheet_words import time_unit_of, unit_of, words_of
from training.importers.timers import FASTEST, SLOWEST, read_timer

METRES_IN = {"km": 1000.0, "mi": 1609.344, "m": 1.0}
SECONDS_IN = {"minutes": 60.0, "hours": 3600.0, "seconds": 1.0, "days": 86_400.0}
# Some write 5m for five miles; nobody logs a run of less than 100 metres.
FEWEST_M = 100
# Seconds for a kilometre or a mile.
FASTEST_PACE, SLOWEST_PACE = 120, 1_500

_AMOUNT = re.compile(
    r"(?:~|≈|ca\.?|approx\.?)?\s*(\+?\d[\d.,'\u2019\s\u00a0\u202f]*)(?:\s*([^\W\d_][\w.]*))?", re.A | re.I
)
_UNIT = re.compile(r"[^\W\d_]+\.?")
_COLON = re.compile(r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,6})?", re.A)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{2})\.(\d{2})", re.A)
_AFTER_COLON = re.compile(r"(?<=:\d\d)\s*([^\W\d_]+)\.?$", re.A)
_HALF_DAY = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\s*[ap]\.?\s?m\.?", re.I | re.A)
_PER_UNIT = re.compile(r"\s*(?:/|per\b|min\b|p\.).*$", re.I)
_MINUTES = re.compile(r"(?:0{1,2}:)?(\d{1,2})[:'](\d{2})\"?(?:\.\d)?", re.A)
_EPOCH_DAY = re.compile(r"(18\d\d|190\d)-(\d\d)-(\d\d)[T ]", re.A)
_PANDAS_DAYS = re.compile(r"(\d{1,3}) days?,? \+?", re.A)
_MARKS = str.maketrans(
    {"\u2032": "'", "\u2019": "'", "\u00b4": "'", "\u2033": '"', "\u201d": '"', "\u00a0": " "}
)
_PART = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*('{2}|[^\W\d_]+\.?|['\"])?\s*", re.A)
_SIGNS = {"'": "minutes", '"': "seconds", "''": "seconds"}
_BELOW = {"hours": "minutes", "minutes": "seconds"}
# A spreadsheet counts days from here.
_DAY_0 = date(1899, 12, 31)


@dataclass(frozen=True, slots=True)
class Amount:
    """A distance as written. unit: `km`, `mi` or `m`, blank where its cell names none."""

    number: float
    unit: str = ""

    def metres(self, unit: str) -> float:
        """In metres, taken in `unit` where the cell names none."""
        return self.number * METRES_IN[self.unit or unit]


def read_amount(text: str, *, is_decimal_comma: bool) -> Amount:
    """`10`, `10,5`, `5.2 km`, `10K` or `800m`; ValueError where it is no such thing, as `6:58 per mile`."""
    match = _AMOUNT.fullmatch(text.strip().lstrip("'"))
    if not match:
        raise ValueError("is not a distance")
    digits = match[1].strip().replace("'", "").replace("\u2019", "")
    number = read_shown(digits, is_decimal_comma=is_decimal_comma)
    if not match[2]:
        return Amount(number)
    unit = unit_of(words_of(match[2]))
    if not unit:
        raise ValueError("is not a distance")
    return Amount(number, "" if unit == "m" and number < FEWEST_M else unit)


@lru_cache(maxsize=16_384)
def amount_in(text: str, *, is_decimal_comma: bool = False) -> Amount | None:
    """The distance in a cell; None where there is none, or nothing but 0."""
    try:
        amount = read_amount(text, is_decimal_comma=is_decimal_comma)
    except ValueError:
        return None
    return amount if amount.number > 0 else None


def is_number(text: str) -> bool:
    """Whether a cell is one plain number."""
    try:
        read_shown(text, is_decimal_comma=False)
    except ValueError:
        return False
    return True


def is_clock(text: str) -> bool:
    """Whether a cell is written with colons, as 52:30, 1:04:30 or 7:30 AM."""
    text = _undated(text)[1]
    return bool(_COLON.fullmatch(text) or _HALF_DAY.fullmatch(text))


def read_duration(text: str, form: str, metres: float, *, is_decimal_comma: bool = False) -> float:
    """Seconds, read so that they fit the distance where the text leaves it open; ValueError for no duration.

    form: one of DURATION_FORMS, for plain numbers.
    """
    days, text = _undated(text.strip().lstrip("'").translate(_MARKS))
    if _HALF_DAY.fullmatch(text):
        hour, minute, second = read_clock(text)
        return days * SECONDS_IN["days"] + hour * 3600 + minute * 60 + second
    if dotted := _DOTTED.fullmatch(text):
        text = ":".join(dotted.groups())
    if (behind := _AFTER_COLON.search(text)) and time_unit_of(words_of(behind[1])):
        text = text[: behind.start()]
    if ":" in text and _COLON.fullmatch(text):
        return _timed(text, days, metres)
    if form == "minutes_seconds" and (parts := re.fullmatch(r"(\d{1,3})[.,](\d{2})", text, re.A)):
        return int(parts[1]) * 60 + int(parts[2])
    try:
        number = read_shown(text, is_decimal_comma=is_decimal_comma)
    except ValueError:
        return _in_words(text)
    return _in_form(number, form, metres)


def read_pace(text: str) -> float:
    """Seconds of `6:58 per mile`, `5'41"/km` or `5:15`; ValueError where it is no pace."""
    alone = _PER_UNIT.sub("", text.strip().translate(_MARKS))
    found = _MINUTES.fullmatch(alone)
    if not found or not FASTEST_PACE <= (seconds := int(found[1]) * 60 + int(found[2])) <= SLOWEST_PACE:
        raise ValueError("is not a pace")
    return seconds


def fits(seconds: float, metres: float) -> bool:
    """Whether a run can take that long."""
    return SLOWEST * seconds <= metres <= FASTEST * seconds


def _undated(text: str) -> tuple[int, str]:
    """The days that a spreadsheet or a data frame writes before a time, and the time."""
    if dated := _EPOCH_DAY.match(text):
        try:
            day = date(int(dated[1]), int(dated[2]), int(dated[3]))
        except ValueError:
            return 0, text
        return max(0, (day - _DAY_0).days), text[dated.end() :]
    if counted := _PANDAS_DAYS.match(text):
        return int(counted[1]), text[counted.end() :]
    return 0, text


def _timed(text: str, days: int, metres: float) -> float:
    if not days:
        return read_timer(text, metres)
    hours, rest = text.split(":", 1)
    return read_timer(f"{days * 24 + int(hours)}:{rest}", metres)


def _in_form(number: float, form: str, metres: float) -> float:
    if number < 0:
        raise ValueError("is not a time")
    if form in SECONDS_IN:
        return number * SECONDS_IN[form]
    likely = next(
        (each for each in SECONDS_IN.values() if fits(number * each, metres)), SECONDS_IN["minutes"]
    )
    return number * likely


def _in_words(text: str) -> float:
    """Of `1h05`, `1 h 5 min`, `52min30` or `52'30"`."""
    seconds, below, position = 0.0, "", 0
    for part in _PART.finditer(text):
        unit = (
            _SIGNS.get(part[2] or "") or time_unit_of(words_of(part[2] or "")) or ("" if part[2] else below)
        )
        if part.start() != position or not unit:
            break
        seconds += float(part[1].replace(",", ".")) * SECONDS_IN[unit]
        below, position = _BELOW.get(unit, ""), part.end()
    if not position or position < len(text):
        raise ValueError("is not a time like 52:30 or 1:04:30")
    return seconds
