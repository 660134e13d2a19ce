"""Values of a file into a model, whose fields say what is allowed: bounds and words live there alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from training.importers.moments import Moment
from training.importing.problems import BadLog, shown
from training.models.bounds import FIRST_DAY
from training.models.entry import TimedEntry, zone_name_for, zone_of
from training.models.fields import WordSetField

Model = TypeVar("Model", bound=models.Model)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.A)
IS_REQUIRED = "is required"
MOST_WORDS = 8
LIKELY_WORDS = 5
LONGEST_WORD = 40
MINUTE = timedelta(minutes=1)


def build(model: type[Model], names: tuple[str, ...], values: Mapping[str, Any], path: str) -> Model:
    """An unsaved instance from the values a file gives for `names`; BadLog names the first bad one."""
    fields = _fields(model)
    given = {
        name: read_value(fields[name], values[name], f"{path}.{name}") for name in names if name in values
    }
    instance = model(**given)
    if problem := find_problem(instance, names):
        raise BadLog(f"{path}.{problem[0]}", problem[1])
    return instance


def read_value(field: models.Field, value: Any, path: str) -> Any:
    """The value as the field keeps it; BadLog for a value of another type."""
    if value is None and (field.null or field.blank):
        return field.get_default() if not field.null else None
    if value is None and not field.has_default():
        raise BadLog(path, IS_REQUIRED)
    if value is None and field.flatchoices:
        raise BadLog(path, f"null is not one of {_words('', field.flatchoices)}")
    if isinstance(field, models.BooleanField):
        return _typed(value, bool, path, "true or false")
    if isinstance(field, models.IntegerField):
        return _whole(value, path)
    if isinstance(field, models.DateField):
        return read_day(value, path)
    if isinstance(field, WordSetField):
        words = _typed(value, list, path, "a list of words")
        return _word_set(tuple(_typed(word, str, path, "a list of words") for word in words))
    text: str = _typed(value, str, path, "text")
    # Of the words that most entries share, one in memory is enough.
    return sys.intern(text) if field.flatchoices else text


def read_day(value: Any, path: str) -> date:
    """A date; BadLog where it is none."""
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadLog(path, "must be a date like 2026-03-01")


def find_problem(instance: models.Model, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Name and problem of the first field among `names` that its model refuses."""
    try:
        instance.clean_fields(exclude=_all_but(type(instance), names))
    except ValidationError as problem:
        name, errors = next(iter(problem.error_dict.items()))
        return name, _say(_fields(type(instance))[name], errors[0])
    # Django leaves the length of a TextField to forms.
    for name, longest in _texts(type(instance)):
        if len(getattr(instance, name)) > longest:
            return name, f"must be at most {longest} characters"
    return None


def place(entry: TimedEntry, moment: Moment, home: str, now: datetime) -> None:
    """Give an entry its moment on the runner's clock; ValueError where a log cannot hold it."""
    if moment.at.year < FIRST_DAY.year - 1:
        raise ValueError(f"is before {FIRST_DAY.year}")
    if moment.at.year > now.year + 1:
        raise ValueError("is in the future")
    local = moment.on_clock(zone_of(home))
    check_day(local.date(), now.astimezone(local.tzinfo).date())
    if zone_name_for(local, home) != home and (local.utcoffset() or MINUTE) % MINUTE:
        raise ValueError("must have an offset of whole minutes")
    entry.place(local, home)


def check_day(day: date, today: date) -> None:
    """ValueError for a day that a log cannot hold."""
    if day < FIRST_DAY:
        raise ValueError(f"is before {FIRST_DAY.year}")
    if day > today:
        raise ValueError("is in the future")


@lru_cache(maxsize=1_000)
def _word_set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)


def _typed(value: Any, kind: type, path: str, expected: str) -> Any:
    if not isinstance(value, kind):
        raise BadLog(path, f"must be {expected}")
    return value


def _whole(value: Any, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise BadLog(path, "must be a whole number")
    return int(value)


def _say(field: models.Field, error: ValidationError) -> str:
    params = error.params or {}
    match error.code:
        case "null" | "blank":
            return IS_REQUIRED
        case "min_value":
            return f"must be at least {params['limit_value']}"
        case "max_value":
            return f"must be at most {params['limit_value']}"
        case "max_length":
            return f"must be at most {params['limit_value']} characters"
        case "invalid_choice":
            return _unknown_word(str(params["value"]), field.flatchoices)
    if isinstance(field, WordSetField):
        return _unknown_word(params["words"], field.words)
    return " ".join(error.messages[0].split())


def _unknown_word(given: str, choices: Any) -> str:
    return f"{shown(given)} is not one of {_words(given, choices)}"


def _words(given: str, choices: Any) -> str:
    """The words allowed; of a long list those most like what was given."""
    words = [word for word, _ in choices if word]
    if len(words) <= MOST_WORDS:
        return ", ".join(words)
    alike = get_close_matches(given[:LONGEST_WORD], words, n=LIKELY_WORDS, cutoff=0)
    return f"{', '.join(alike)}, … (all {len(words)} are in docs/log-format.md)"


@cache
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.name: field for field in model._meta.concrete_fields}


@cache
def _texts(model: type[models.Model]) -> list[tuple[str, int]]:
    texts = (field for field in _fields(model).values() if isinstance(field, models.TextField))
    return [(field.name, field.max_length) for field in texts if field.max_length]


@cache
def _all_but(model: type[models.Model], names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_fields(model)) - frozenset(names)
