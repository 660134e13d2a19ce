"""Times of a run as exports write them, where `0:45` may be 45 minutes and `35:47:00` is 35:47."""

from __future__ import annotations

import re

# Metres a second that a whole run can have; beyond them another reading of the text is tried.
SLOWEST, FASTEST = 0.5, 8.0
# Of training beside running.
LEAST_S, MOST_S = 120, 12 * 3600

_TIMER = re.compile(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d{1,6})?", re.A)


def read_timer(text: str, metres: float) -> int:
    """Whole seconds of `1:05:33`, `52:30` or `0:45`, read so that it fits the distance if it can."""
    readings = _readings(text)
    return next((seconds for seconds in readings if _fits(seconds, metres)), readings[0])


def read_any_timer(text: str) -> int | None:
    """The same where the speed tells nothing: the first reading of a usual length; None: none readable."""
    try:
        readings = _readings(text)
    except ValueError:
        return None
    return next((seconds for seconds in readings if LEAST_S <= seconds <= MOST_S), readings[0])


def _readings(text: str) -> list[int]:
    """The likeliest first: a spreadsheet makes 35:47:00 of 35:47, or drops the seconds of 0:45:12."""
    match = _TIMER.fullmatch(text.strip())
    if not match or int(match[2]) > 59 or int(match[3] or 0) > 59:
        raise ValueError("its time is not readable: write it like 52:30 or 1:04:30")
    first, second, third = int(match[1]), int(match[2]), int(match[3] or 0)
    minutes, hours = first * 60 + second, first * 3600 + second * 60
    if match[3] is None:
        return [minutes, hours]
    return [hours + third, minutes] if third == 0 else [hours + third]


def _fits(seconds: int, metres: float) -> bool:
    return SLOWEST * seconds <= metres <= FASTEST * seconds
