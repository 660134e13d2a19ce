"""Sentences as templates with typed values, so that one text serves miles, kilometres and translations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from training import units as formats
from training.units import Units

Translate = Callable[[str], str]


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; whoever renders it translates it."""
    return message


LIST_SEPARATOR = "; "


# A tuple, because a replay makes dozens a day and a frozen dataclass takes twice as long to make.
class Evidence(NamedTuple):
    """One number behind a sentence: `{key}` in the text, a row of the proof, an entry of the JSON.

    unit: `m`, `percent`, `days`, `day`, `score`, `count`, `date` (ISO text), `text`, `list` (phrases joined
    by `LIST_SEPARATOR`). on: the local day of the run or check-in it comes from, `{key_on}` in the text.
    ref: `run:<start>`, `shoe:<key>`, `check_in:<side>:<moment>:<at>` or ``.
    """

    key: str
    label: str
    value: int | float | str
    unit: str
    on: date | None = None
    ref: str = ""


def as_written(message: str) -> str:
    """The identity, for callers without translations."""
    return message


def show(item: Evidence, units: Units, translate: Translate = as_written) -> str:
    """The value as people read it, in their units."""
    value = item.value
    if isinstance(value, str):
        return _show_words(value, item.unit, translate)
    if item.unit == "m":
        return formats.format_distance(value, units)
    if item.unit == "percent":
        return formats.format_percent(value)
    if item.unit == "score":
        return translate(gettext_noop("{score} of 10")).format(score=formats.trim_number(value))
    if item.unit == "day":
        return translate(gettext_noop("day {number}")).format(number=formats.trim_number(value))
    if item.unit == "days":
        days = gettext_noop("{number} day") if value == 1 else gettext_noop("{number} days")
        return translate(days).format(number=formats.trim_number(value))
    return formats.trim_number(value)


def _show_words(value: str, unit: str, translate: Translate) -> str:
    if unit == "date":
        return formats.format_day(date.fromisoformat(value))
    if unit == "list":
        return LIST_SEPARATOR.join(translate(phrase) for phrase in value.split(LIST_SEPARATOR))
    return translate(value)


class _Shown:
    """Values by the keys a template may name, formatted as they are asked for: most never are."""

    def __init__(self, values: Iterable[Evidence], units: Units, translate: Translate) -> None:
        self.known = {item.key: item for item in values}
        self.units = units
        self.translate = translate

    def __getitem__(self, key: str) -> str:
        if key in self.known:
            return show(self.known[key], self.units, self.translate)
        item = self.known[key.removesuffix("_on")]
        if item.on is None:
            raise KeyError(key)
        return formats.format_day(item.on)


def render(template: str, values: Iterable[Evidence], units: Units, translate: Translate = as_written) -> str:
    """The text with its numbers; KeyError where a template names a value it was not given.

    A template holds one sentence a line: each is translated by itself, so that sentences can be combined.
    """
    text = " ".join(translate(sentence) for sentence in template.splitlines())
    return text.format_map(_Shown(values, units, translate))
