"""The shoes of a log file, each under a key that is given or made of its name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from training.importing.items import Item, Referring, named, read_reference
from training.importing.log_moments import Clock, read_logged_at
from training.importing.problems import BadLog, shown
from training.importing.shoe_keys import LONGEST_KEY, ShoeKeys
from training.importing.values import IS_REQUIRED, build, check_day
from training.models import Shoe

SHOE = (
    "key", "name", "support", "start_distance_m", "notice_at_m", "replace_at_m", "limit_reason", "started_on",
    "retired_on",
)  # fmt: skip
# The model's field would let a key be empty and refuse most of what may stand in one.
BUILT = tuple(name for name in SHOE if name != "key")


def read_shoes(items: Iterable[Item], clock: Clock) -> list[Referring]:
    """The shoes, each once; BadLog where one key names two."""
    found: dict[str, tuple[Referring, dict[str, Any]]] = {}
    for path, key, values in _with_keys(list(items)):
        shoe = _shoe(path, key, values, clock)
        first = found.setdefault(key, (shoe, values))
        if first[1] != values:
            raise BadLog(f"{path}.key", f"{shown(key)} names another shoe at", first[0].path)
    return [shoe for shoe, _ in found.values()]


def _with_keys(items: list[Item]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    given = [_given_key(path, values) for path, values in items]
    keys = ShoeKeys(key for key in given if key)
    made: dict[str, str] = {}
    for key, (path, values) in zip(given, items, strict=True):
        if key:
            yield path, key, values
            continue
        # The same words once more are the same pair, not another one of its name.
        told = json.dumps(values, sort_keys=True)
        made[told] = made.get(told) or keys.make(_name(path, values))
        yield path, made[told], values


def _given_key(path: str, values: dict[str, Any]) -> str | None:
    key = values.get("key")
    if key is None:
        return None
    if problem := _key_problem(key):
        raise BadLog(f"{path}.key", problem)
    return str(key)


def _key_problem(key: Any) -> str:
    if not isinstance(key, str):
        return "must be text"
    if not key:
        return "must not be empty; without it, one is made from the name"
    if key != key.strip():
        return "must not begin or end with a blank"
    if not key.isprintable():
        return "must hold only characters that print"
    return f"must be at most {LONGEST_KEY} characters" if len(key) > LONGEST_KEY else ""


def _name(path: str, values: dict[str, Any]) -> str:
    name = values.get("name")
    if name is None:
        raise BadLog(f"{path}.key", IS_REQUIRED)
    return name if isinstance(name, str) else ""


def _shoe(path: str, key: str, values: dict[str, Any], clock: Clock) -> Referring:
    name = key if values.get("name") is None else values["name"]
    shoe = build(Shoe, BUILT, {**values, "name": name}, path)
    shoe.key, shoe.created_at = key, read_logged_at((path, values), clock)
    for day in ("started_on", "retired_on"):
        named(f"{path}.{day}", partial(check_day, getattr(shoe, day) or clock.today, clock.today))
    if shoe.started_on and shoe.retired_on and shoe.retired_on < shoe.started_on:
        raise BadLog(f"{path}.retired_on", "is before started_on")
    if (
        shoe.notice_at_m is not None
        and shoe.replace_at_m is not None
        and shoe.notice_at_m >= shoe.replace_at_m
    ):
        raise BadLog(f"{path}.notice_at_m", "must be below replace_at_m")
    return Referring(shoe, read_reference(values, "successor", path), path)
