"""Objects in the lists of a log file, each with its path, so that a message can name the place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from training.importing.problems import BadLog
from training.importing.values import IS_REQUIRED

Item = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Referring:
    """An entry that names a shoe by its key (blank: none), and its path for messages."""

    entry: Any
    shoe_key: str
    path: str


def read_items(parent: dict[str, Any], name: str, above: str = "") -> Iterator[Item]:
    """Path and values of each object in a list that may be missing."""
    items = parent.get(name)
    if items is None:
        return
    if not isinstance(items, list):
        raise BadLog(f"{above}{name}", "must be a list")
    for number, item in enumerate(items):
        path = f"{above}{name}[{number}]"
        yield path, read_object(item, path)


def read_object(value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadLog(path, "must be an object, {…}")
    return value


def required(values: dict[str, Any], name: str, path: str) -> Any:
    """The value of a field that must be there; BadLog where it is missing or null."""
    if values.get(name) is None:
        raise BadLog(f"{path}{name}", IS_REQUIRED)
    return values[name]


def named(path: str, act: Callable[[], Any]) -> Any:
    """What `act` gives; its ValueError becomes a BadLog that names the path."""
    try:
        return act()
    except (ValueError, OverflowError) as problem:
        raise BadLog(path, str(problem)) from None


def read_reference(values: dict[str, Any], name: str, path: str) -> str:
    """The key of another shoe; blank for none."""
    key = values.get(name)
    if key is not None and not isinstance(key, str):
        raise BadLog(f"{path}.{name}", "must be the key of a shoe")
    return sys.intern(key or "")
