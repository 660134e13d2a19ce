"""A request as plain values: one JSON object, and nothing in it that no log may hold."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from training.api.problems import NOT_JSON, REFUSED, TOO_LARGE, UNREADABLE, Problem
from training.api.words import sentence
from training.importing.log_json import find_flaw
from training.importing.problems import printable, shown

LONGEST_BODY = 64 * 1024
JSON_TYPES = {"application/json", "application/merge-patch+json"}


class StrictParser(Parser):
    """Problem for what is not JSON as everybody writes it."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        if request.content_type not in JSON_TYPES:
            raise Problem(NOT_JSON)
        if len(request.body) > LONGEST_BODY:
            raise Problem(TOO_LARGE)
        value = _decoded(request.body)
        if not isinstance(value, dict):
            raise Problem(UNREADABLE, "The body must be one JSON object, {…}.")
        if flaw := find_flaw(value, 1):
            path, message = flaw
            raise Problem(REFUSED, errors=[(printable(path.removeprefix(".")), sentence(message))])
        return value


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(body.decode(), object_pairs_hook=_object, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Problem(UNREADABLE, "The body is not UTF-8 text.") from None
    except json.JSONDecodeError as problem:
        where = f"{problem.msg} at line {problem.lineno}, column {problem.colno}"
        raise Problem(UNREADABLE, f"The body is not JSON: {where}.") from None
    except RecursionError:
        raise Problem(UNREADABLE, "The body is nested too deeply.") from None
    except ValueError as problem:
        raise Problem(UNREADABLE, str(problem)) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"The field {shown(name)} stands twice.")
        found[name] = value
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON.")
