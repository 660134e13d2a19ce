"""Units and the one formatter for every page, chart, mail and text.

Inside, distances are integer metres and durations integer seconds. People see miles or kilometres.
One international mile is 1609.344 m exactly (international yard and pound agreement, 1959).
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

Units = Literal["km", "mi"]

METRES_PER: dict[Units, Decimal] = {"km": Decimal(1000), "mi": Decimal("1609.344")}
NO_BREAK = "\u00a0"

MOST_PLAIN_MINUTES = 300
_DURATION = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def to_metres(value: Decimal | float | int | str, units: Units) -> int:
    """Whole metres of a distance in kilometres or miles; ValueError for what is no finite number."""
    try:
        metres = Decimal(str(value)) * METRES_PER[units]
        return int(metres.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    except (ArithmeticError, ValueError):
        raise ValueError(f"{value!r} is not a finite number of sane size") from None


def from_metres(metres: int, units: Units, places: int = 1) -> Decimal:
    """A distance in kilometres or miles, rounded half up to `places` decimals."""
    return (Decimal(metres) / METRES_PER[units]).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def at_most(metres: int, units: Units) -> Decimal:
    """A distance in kilometres or miles that typed in is no more than `metres`: one decimal, rounded down."""
    return (Decimal(metres) / METRES_PER[units]).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def format_at_most(metres: int, units: Units) -> str:
    """`6.7 mi`, rounded down: typing it is answered as said."""
    return f"{at_most(metres, units)}{NO_BREAK}{units}"


def editable_distance(metres: int, units: Units) -> str:
    """The shortest decimal that reads back as the same whole metres, for a form field."""
    for places in range(5):
        shown = from_metres(metres, units, places)
        if to_metres(shown, units) == metres:
            return str(shown)
    return str(from_metres(metres, units, 5))


def format_distance(metres: float, units: Units, places: int = 1) -> str:
    """`12.4 km` or `7.7 mi`, one decimal unless told, the unit kept on the line."""
    return f"{from_metres(round(metres), units, places)}{NO_BREAK}{units}"


def format_duration(seconds: int) -> str:
    """`mm:ss` below an hour, `h:mm:ss` above."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def parse_duration(text: str) -> int:
    """Seconds of `mm:ss`, `h:mm:ss` or plain minutes (`52`); ValueError says what is expected."""
    cleaned = text.strip()
    if cleaned.isascii() and cleaned.isdigit() and len(cleaned) <= 5:
        return int(cleaned) * 60
    match = _DURATION.fullmatch(cleaned)
    if not match or not cleaned.isascii() or int(match[3]) > 59 or (match[1] and int(match[2]) > 59):
        raise ValueError("Write minutes and seconds like 52:30, or hours like 1:04:30.")
    return int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])


def read_typed_duration(text: str) -> int:
    """Seconds of what somebody typed: digits alone are minutes up to 300, four of them `5230` are 52:30.

    ValueError for digits alone that could be either, and for what `parse_duration` refuses.
    """
    digits = text.strip()
    if not digits.isdigit() or len(digits) < 3:
        return parse_duration(text)
    if len(digits) == 4:
        return parse_duration(f"{digits[:2]}:{digits[2:]}")
    if len(digits) == 3 and int(digits) <= MOST_PLAIN_MINUTES:
        return parse_duration(digits)
    raise ValueError("Write minutes and seconds like 52:30, or hours like 1:04:30.")


def format_pace(distance_m: int, duration_s: int, units: Units) -> str:
    """Minutes per kilometre or mile, like `5:30 /km`."""
    seconds = round(Decimal(duration_s) * METRES_PER[units] / distance_m)
    return f"{format_duration(seconds)}{NO_BREAK}/{units}"


def format_percent(value: float) -> str:
    """`24 %`, `12.5 %`: at most one decimal, none where it would be 0."""
    return f"{trim_number(round(value, 1))}{NO_BREAK}%"


def trim_number(value: float) -> str:
    """`3` for 3.0, `2.5` for 2.5."""
    return str(int(value)) if value == int(value) else str(value)


def format_day(day: date, today: date | None = None) -> str:
    """`8 November`; with the year where it is not this year's."""
    return _with_year(f"{day.day}{NO_BREAK}{_MONTHS[day.month - 1]}", day, today)


def format_full_day(day: date) -> str:
    """`8 November 2026`, whichever year it is now."""
    return f"{format_day(day)} {day.year}"


def format_moment(moment: datetime, now: datetime) -> str:
    """`8 November, 20:14` on the clock of `now`; with the year where it is not this year's."""
    local = moment.astimezone(now.tzinfo)
    return f"{format_day(local.date(), now.date())}, {local:%H:%M}"


def format_month(day: date) -> str:
    """`November 2026`: the month of a day."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def format_short_day(day: date, today: date | None = None) -> str:
    """`8 Nov` for tables; with the year where it is not this year's."""
    return _with_year(f"{day.day}{NO_BREAK}{_MONTHS[day.month - 1][:3]}", day, today)


def _with_year(name: str, day: date, today: date | None) -> str:
    return name if today is None or day.year == today.year else f"{name}{NO_BREAK}{day.year}"


def weekday_name(day: date) -> str:
    """`Thursday`."""
    return weekday_name_of(day.weekday())


def weekday_name_of(number: int) -> str:
    """`Monday` of 0."""
    return _DAYS[number]
