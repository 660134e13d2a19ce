"""A `kneelog-log/1` file to entries that are checked but not saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from training.importers.moments import Moment, read_iso
from training.importing.document import read_document
from training.importing.problems import BadLog
from training.importing.values import IS_REQUIRED, build, check_day, place
from training.models import CareEntry, CheckIn, PreviousInjury, Profile, Run, Shoe
from training.models.bounds import FIRST_DAY
from training.models.entry import TimedEntry

PROFILE = (
    "time_zone", "units", "foot_type", "weak_quadriceps", "stiff_hamstrings", "stiff_calves", "overstriding",
    "heel_strike", "knee_valgus", "tibial_rotation", "limited_dorsiflexion",
)  # fmt: skip
SHOE = (
    "key", "name", "support", "start_distance_m", "notice_at_m", "replace_at_m", "limit_reason", "started_on",
    "retired_on",
)  # fmt: skip
RUN = (
    "distance_m", "duration_s", "surface", "terrain", "session", "rpe", "warm_up", "cool_down", "trigger",
    "notes",
)  # fmt: skip
CHECK_IN = ("side", "moment", "score", "feel", "signs", "notes")
CARE = ("on", "kind", "minutes")
INJURY = ("side",)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.A)

Item = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Referring:
    """An entry that names a shoe by its key (blank: none), and its path for messages."""

    entry: Any
    shoe_key: str
    path: str


@dataclass(frozen=True, slots=True)
class LogFile:
    """What a file holds, unsaved. profile: the fields it gives. shoes name a successor, runs their shoe."""

    profile: dict[str, Any]
    injuries: list[PreviousInjury]
    shoes: list[Referring]
    runs: list[Referring]
    check_ins: list[CheckIn]
    care: list[CareEntry]


def read_log(data: bytes, now: datetime) -> LogFile:
    """The entries of a file, each checked; BadLog names the first field that is wrong."""
    document = read_document(data)
    runner = _object(document.get("runner"), "runner")
    profile = _profile(runner)
    home = profile["time_zone"]
    today = now.astimezone(ZoneInfo(home)).date()
    return LogFile(
        profile=profile,
        injuries=[_injury(item, today) for item in _items(runner, "previous_injuries", "runner.")],
        shoes=_shoes(document, today),
        runs=[_run(item, home, now) for item in _items(document, "runs")],
        check_ins=[_check_in(item, home, now) for item in _items(document, "check_ins")],
        care=[_care(item, today) for item in _items(document, "care")],
    )


def _profile(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("time_zone") is None:
        raise BadLog("runner.time_zone", IS_REQUIRED)
    profile = build(Profile, PROFILE, values, "runner")
    return {name: getattr(profile, name) for name in PROFILE if name in values}


def _injury(item: Item, today: date) -> PreviousInjury:
    path, values = item
    injury = build(PreviousInjury, INJURY, values, path)
    text = values.get("month")
    if not isinstance(text, str) or not _MONTH.fullmatch(text):
        raise BadLog(f"{path}.month", "must be a month like 2026-03")
    if not f"{FIRST_DAY:%Y-%m}" <= text <= f"{today:%Y-%m}":
        raise BadLog(f"{path}.month", f"must lie between {FIRST_DAY.year} and today")
    injury.month = date(int(text[:4]), int(text[5:]), 1)
    return injury


def _shoes(document: dict[str, Any], today: date) -> list[Referring]:
    found: dict[str, tuple[Referring, dict[str, Any]]] = {}
    for path, values in _items(document, "shoes"):
        shoe = _shoe(path, values, today)
        first = found.setdefault(shoe.entry.key, (shoe, values))
        if first[1] != values:
            raise BadLog(f"{path}.key", f"“{shoe.entry.key}” names another shoe at {first[0].path}")
    return [shoe for shoe, _ in found.values()]


def _shoe(path: str, values: dict[str, Any], today: date) -> Referring:
    name, key = values.get("name"), values.get("key")
    if key is None and isinstance(name, str):
        values = {**values, "key": slugify(name, allow_unicode=True)[:60]}
    elif name is None:
        values = {**values, "name": key}
    shoe = build(Shoe, SHOE, values, path)
    for name in ("started_on", "retired_on"):
        _named(f"{path}.{name}", partial(check_day, getattr(shoe, name) or today, today))
    if shoe.started_on and shoe.retired_on and shoe.retired_on < shoe.started_on:
        raise BadLog(f"{path}.retired_on", "is before started_on")
    if (
        shoe.notice_at_m is not None
        and shoe.replace_at_m is not None
        and shoe.notice_at_m >= shoe.replace_at_m
    ):
        raise BadLog(f"{path}.notice_at_m", "must be below replace_at_m")
    return Referring(shoe, _key(values, "successor", path), path)


def _run(item: Item, home: str, now: datetime) -> Referring:
    path, values = item
    run = build(Run, RUN, values, path)
    _place(run, "start", item, home, now)
    return Referring(run, _key(values, "shoe", path), path)


def _check_in(item: Item, home: str, now: datetime) -> CheckIn:
    path, values = item
    entry = build(CheckIn, CHECK_IN, values, path)
    _place(entry, "at", item, home, now)
    return entry


def _care(item: Item, today: date) -> CareEntry:
    path, values = item
    act = build(CareEntry, CARE, values, path)
    _named(f"{path}.on", partial(check_day, act.on, today))
    return act


def _place(entry: TimedEntry, name: str, item: Item, home: str, now: datetime) -> None:
    path, values = f"{item[0]}.{name}", item[1]
    if name not in values:
        raise BadLog(path, IS_REQUIRED)
    text = values[name] if isinstance(values[name], str) else ""
    moment: Moment = _named(path, partial(read_iso, text))
    _named(path, partial(place, entry, moment, home, now))


def _named(path: str, act: Callable[[], Any]) -> Any:
    try:
        return act()
    except (ValueError, OverflowError) as problem:
        raise BadLog(path, str(problem)) from None


def _key(values: dict[str, Any], name: str, path: str) -> str:
    key = values.get(name)
    if key is not None and not isinstance(key, str):
        raise BadLog(f"{path}.{name}", "must be the key of a shoe")
    return key or ""


def _items(parent: dict[str, Any], name: str, above: str = "") -> Iterator[Item]:
    """Path and values of each object in a list that may be missing."""
    items = parent.get(name)
    if items is None:
        return
    if not isinstance(items, list):
        raise BadLog(f"{above}{name}", "must be a list")
    for number, item in enumerate(items):
        path = f"{above}{name}[{number}]"
        yield path, _object(item, path)


def _object(value: Any, path: str) -> dict[str, Any]:
    if value is None:
        raise BadLog(path, IS_REQUIRED)
    if not isinstance(value, dict):
        raise BadLog(path, "must be an object, {…}")
    return value
