"""A `kneelog-log/1` file to entries that are checked but not saved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from training.engine.rule import Severity
from training.importing.document import Document, as_item, named_by, open_document, read_head
from training.importing.items import Item, Referring, named, read_items, read_reference, required
from training.importing.log_moments import Clock, place_entry, read_logged_at
from training.importing.problems import BadLog
from training.importing.shoes import read_shoes
from training.importing.values import build, check_day
from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    GapAnswer,
    LadderSession,
    PreviousInjury,
    Profile,
    Reaction,
    Run,
)
from training.models.bounds import FIRST_DAY, MAX_GAP_DAYS, MAX_SNOOZE_DAYS

PROFILE = (
    "time_zone", "units", "foot_type", "weak_quadriceps", "stiff_hamstrings", "stiff_calves", "overstriding",
    "heel_strike", "knee_valgus", "tibial_rotation", "limited_dorsiflexion",
)  # fmt: skip
RUN = (
    "distance_m", "duration_s", "elapsed_s", "surface", "terrain", "session", "proposed", "rpe", "warm_up",
    "cool_down", "trigger", "notes",
)  # fmt: skip
CHECK_IN = ("side", "moment", "score", "feel", "signs", "notes")
CARE = ("on", "kind", "minutes")
GAP = ("first", "last", "answer")
LADDER = ("on", "step", "minutes")
CLEARANCE = ("on", "side")
INJURY = ("side",)
REACTION = ("rule", "subject", "kind", "day", "until", "reason")
SEVERITIES = {severity.word: int(severity) for severity in Severity}
LONGEST_SNOOZE = timedelta(days=MAX_SNOOZE_DAYS)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.A)


@dataclass(frozen=True, slots=True)
class LogFile:
    """What a file holds, unsaved. profile: the fields it gives. shoes name a successor, runs their shoe."""

    document: Document
    profile: dict[str, Any]
    injuries: list[PreviousInjury]
    shoes: list[Referring]
    runs: list[Referring] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    care: list[CareEntry] = field(default_factory=list)
    gaps: list[GapAnswer] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    ladder: list[LadderSession] = field(default_factory=list)
    clearances: list[Clearance] = field(default_factory=list)


def read_log(data: bytes, now: datetime) -> LogFile:
    """The entries of a file, each checked; BadLog names the first field that is wrong."""
    document = open_document(data)
    with named_by(document):
        return _read(document, now)


def _read(document: Document, now: datetime) -> LogFile:
    runner, shoes = read_head(document)
    profile = _profile(runner)
    clock = Clock(profile["time_zone"], now)
    injuries = [_injury(item, clock) for item in read_items(runner, "previous_injuries", "runner.")]
    log = LogFile(document, profile, injuries, read_shoes(shoes, clock))
    for name, number, value in document.fields():
        if number is not None and name in READ:
            getattr(log, name).append(READ[name](as_item(name, number, value), clock))
    return log


def _profile(values: dict[str, Any]) -> dict[str, Any]:
    required(values, "time_zone", "runner.")
    profile = build(Profile, PROFILE, values, "runner")
    return {name: getattr(profile, name) for name in PROFILE if name in values}


def _injury(item: Item, clock: Clock) -> PreviousInjury:
    path, values = item
    injury = build(PreviousInjury, INJURY, values, path)
    text = required(values, "month", f"{path}.")
    if not isinstance(text, str) or not _MONTH.fullmatch(text):
        raise BadLog(f"{path}.month", "must be a month like 2026-03")
    if not f"{FIRST_DAY:%Y-%m}" <= text <= f"{clock.today:%Y-%m}":
        raise BadLog(f"{path}.month", f"must lie between {FIRST_DAY.year} and today")
    injury.month = date(int(text[:4]), int(text[5:]), 1)
    injury.created_at = read_logged_at(item, clock)
    return injury


def _run(item: Item, clock: Clock) -> Referring:
    path, values = item
    run = build(Run, RUN, values, path)
    place_entry(run, "start", item, clock)
    return Referring(run, read_reference(values, "shoe", path), path)


def _check_in(item: Item, clock: Clock) -> CheckIn:
    path, values = item
    entry = build(CheckIn, CHECK_IN, values, path)
    place_entry(entry, "at", item, clock)
    return entry


def _of_a_day(model: type[Any], names: tuple[str, ...], item: Item, clock: Clock) -> Any:
    path, values = item
    entry = build(model, names, values, path)
    named(f"{path}.on", partial(check_day, entry.on, clock.today))
    entry.created_at = read_logged_at(item, clock)
    return entry


def _gap(item: Item, clock: Clock) -> GapAnswer:
    path, values = item
    gap = build(GapAnswer, GAP, values, path)
    named(f"{path}.last", partial(check_day, gap.last, clock.today))
    named(f"{path}.first", partial(check_day, gap.first, clock.today))
    if not timedelta() <= gap.last - gap.first < timedelta(days=MAX_GAP_DAYS):
        raise BadLog(f"{path}.last", "must be no day before first, and less than ten years after it")
    gap.created_at = read_logged_at(item, clock)
    return gap


def _reaction(item: Item, clock: Clock) -> Reaction:
    path, values = item
    reaction = build(Reaction, REACTION, values, path)
    named(f"{path}.day", partial(check_day, reaction.day, clock.today))
    if reaction.until and reaction.until - reaction.day > LONGEST_SNOOZE:
        raise BadLog(f"{path}.until", f"must be at most {MAX_SNOOZE_DAYS} days after day")
    required(values, "logged_at", f"{path}.")
    reaction.created_at = read_logged_at(item, clock)
    severity = values.get("severity")
    if severity is not None and severity not in list(SEVERITIES):
        raise BadLog(f"{path}.severity", f"must be one of {', '.join(SEVERITIES)}")
    reaction.severity = SEVERITIES.get(severity, 0)
    return reaction


READ: dict[str, Callable[[Item, Clock], Any]] = {
    "runs": _run,
    "check_ins": _check_in,
    "care": partial(_of_a_day, CareEntry, CARE),
    "gaps": _gap,
    "reactions": _reaction,
    "ladder": partial(_of_a_day, LadderSession, LADDER),
    "clearances": partial(_of_a_day, Clearance, CLEARANCE),
}
