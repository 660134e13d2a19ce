"""Bytes of a log file to plain values, refusing what no log may hold wherever it stands."""

from __future__ import annotations

import json
import math
from typing import Any

from training.importing.problems import BadLog, printable, shown

FORMAT = "kneelog-log/1"
MOST_BYTES = 20 * 1024 * 1024
DEEPEST = 20

Flaw = tuple[str, str]


def read_document(data: bytes) -> dict[str, Any]:
    """The object a log file holds; BadLog where it is no such file."""
    document = _parse(data)
    if not isinstance(document, dict):
        raise BadLog("", "The file must hold one JSON object, {…}.")
    if "format" not in document:
        raise BadLog("format", f'is required: "{FORMAT}"')
    if document["format"] != FORMAT:
        given = document["format"]
        other = shown(given) if isinstance(given, str) else "this"
        raise BadLog("format", f'must be "{FORMAT}"; KneeLog does not know {other}')
    if flaw := _find_flaw(document, 0):
        raise BadLog(printable(flaw[0].removeprefix(".")), flaw[1])
    return document


def _parse(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise BadLog("", f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        where = f"it cannot be read from byte {problem.start + 1} on"
        raise BadLog("", f"The file is not UTF-8 text: {where}. Save it as UTF-8.") from None
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise BadLog("", f"The file is not JSON: {problem.msg} at {where}.") from None
    except RecursionError:
        raise BadLog("", "The file is nested too deeply.") from None
    except ValueError:
        raise BadLog("", "The file holds a number with thousands of digits.") from None


def _find_flaw(value: Any, depth: int) -> Flaw | None:
    """Path below `value` and message of the first flaw."""
    if isinstance(value, str):
        return _text_flaw(value)
    if isinstance(value, float):
        return None if math.isfinite(value) else ("", "must be a finite number")
    if not isinstance(value, dict | list):
        return None
    if depth == DEEPEST:
        return "", "is nested too deeply"
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if flaw := _find_flaw(item, depth + 1):
            part = f"[{key}]" if isinstance(key, int) else f".{key}"
            return part + flaw[0], flaw[1]
    return None


def _text_flaw(text: str) -> Flaw | None:
    if "\0" in text:
        return "", "must not hold a NUL character"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "", "must be valid text, without half of a character pair"
    return None
