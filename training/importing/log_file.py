"""A `kneelog-log/1` file to entries that are checked but not saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from training.importers.moments import Moment, read_iso
from training.importing.document import read_document
from training.importing.items import (
    Item,
    Referring,
    named,
    read_items,
    read_object,
    read_reference,
    required,
)
from training.importing.problems import BadLog
from training.importing.shoes import read_shoes
from training.importing.values import build, check_day, place
from training.models import CareEntry, CheckIn, PreviousInjury, Profile, Run
from training.models.bounds import FIRST_DAY
from training.models.entry import TimedEntry

PROFILE = (
    "time_zone", "units", "foot_type", "weak_quadriceps", "stiff_hamstrings", "stiff_calves", "overstriding",
    "heel_strike", "knee_valgus", "tibial_rotation", "limited_dorsiflexion",
)  # fmt: skip
RUN = (
    "distance_m", "duration_s", "surface", "terrain", "session", "rpe", "warm_up", "cool_down", "trigger",
    "notes",
)  # fmt: skip
CHECK_IN = ("side", "moment", "score", "feel", "signs", "notes")
CARE = ("on", "kind", "minutes")
INJURY = ("side",)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.A)


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
    runner = read_object(required(document, "runner", ""), "runner")
    profile = _profile(runner)
    home = profile["time_zone"]
    today = now.astimezone(ZoneInfo(home)).date()
    return LogFile(
        profile=profile,
        injuries=[_injury(item, today) for item in read_items(runner, "previous_injuries", "runner.")],
        shoes=read_shoes(read_items(document, "shoes"), today),
        runs=[_run(item, home, now) for item in read_items(document, "runs")],
        check_ins=[_check_in(item, home, now) for item in read_items(document, "check_ins")],
        care=[_care(item, today) for item in read_items(document, "care")],
    )


def _profile(values: dict[str, Any]) -> dict[str, Any]:
    required(values, "time_zone", "runner.")
    profile = build(Profile, PROFILE, values, "runner")
    return {name: getattr(profile, name) for name in PROFILE if name in values}


def _injury(item: Item, today: date) -> PreviousInjury:
    path, values = item
    injury = build(PreviousInjury, INJURY, values, path)
    text = required(values, "month", f"{path}.")
    if not isinstance(text, str) or not _MONTH.fullmatch(text):
        raise BadLog(f"{path}.month", "must be a month like 2026-03")
    if not f"{FIRST_DAY:%Y-%m}" <= text <= f"{today:%Y-%m}":
        raise BadLog(f"{path}.month", f"must lie between {FIRST_DAY.year} and today")
    injury.month = date(int(text[:4]), int(text[5:]), 1)
    return injury


def _run(item: Item, home: str, now: datetime) -> Referring:
    path, values = item
    run = build(Run, RUN, values, path)
    _place(run, "start", item, home, now)
    return Referring(run, read_reference(values, "shoe", path), path)


def _check_in(item: Item, home: str, now: datetime) -> CheckIn:
    path, values = item
    entry = build(CheckIn, CHECK_IN, values, path)
    _place(entry, "at", item, home, now)
    return entry


def _care(item: Item, today: date) -> CareEntry:
    path, values = item
    act = build(CareEntry, CARE, values, path)
    named(f"{path}.on", partial(check_day, act.on, today))
    return act


def _place(entry: TimedEntry, name: str, item: Item, home: str, now: datetime) -> None:
    path, value = f"{item[0]}.{name}", required(item[1], name, f"{item[0]}.")
    moment: Moment = named(path, partial(read_iso, value if isinstance(value, str) else ""))
    named(path, partial(place, entry, moment, home, now))
