"""Numbers as files write them: plain, or with the decimal comma and grouped thousands of a language."""

from __future__ import annotations

import math
import re

_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?", re.I | re.A)
_WHOLE = re.compile(r"[+-]?\d+(?:[.,]0)?", re.A)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.,]\d{3})+", re.A)
_BLANKS = re.compile(r"[\s\u00a0\u202f]")


def read_number(text: str) -> float:
    """A finite number with a decimal point or comma; ValueError where it is none."""
    match = _PLAIN.fullmatch(text.strip())
    number = float(match[0].replace(",", ".")) if match else math.nan
    if not math.isfinite(number):
        raise ValueError("is not a number")
    return number


def read_whole(text: str) -> int:
    """A whole number, `600` or `600.0`; ValueError where it is none, or may mean thousands: 10.000."""
    number = read_number(text)
    if not _WHOLE.fullmatch(text.strip()):
        raise ValueError("is not a whole number")
    return int(number)


def read_shown(text: str, *, is_decimal_comma: bool) -> float:
    """A number written for people: `9,72`, `1 234,5`, or `1,250`, which only the language tells from 1.25."""
    text = _BLANKS.sub("", text)
    point, other = (",", ".") if is_decimal_comma else (".", ",")
    if "," in text and "." in text:
        point = max(",.", key=text.rfind)
        other = "." if point == "," else ","
    elif not (_GROUPED.fullmatch(text) and other in text):
        return read_number(text)
    return read_number(text.replace(other, "").replace(point, "."))
