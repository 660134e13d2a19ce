"""A runner's whole log as a `kneelog-log/1` file: one entry a line, in an order that never changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from training.models import CareEntry, CheckIn, PreviousInjury, Profile, Run, Shoe, User

PROFILE = (
    "time_zone", "units", "foot_type", "weak_quadriceps", "stiff_hamstrings", "stiff_calves", "overstriding",
    "heel_strike", "knee_valgus", "tibial_rotation", "limited_dorsiflexion",
)  # fmt: skip
# Rows are read from the database this many at a time.
CHUNK = 2_000

Object = dict[str, Any]


def export_log(runner: User) -> Iterator[str]:
    """The file, piece by piece."""
    yield '{"format": "kneelog-log/1",\n "runner": ' + _text(_profile(runner))
    lists: dict[str, Iterable[Object]] = {
        "shoes": _shoes(runner),
        "runs": _runs(runner),
        "check_ins": _check_ins(runner),
        "care": _care(runner),
    }
    for name, items in lists.items():
        yield f',\n "{name}": ['
        separators = chain(["\n  "], iter(lambda: ",\n  ", None))
        for separator, item in zip(separators, items, strict=False):
            yield separator + _text(item)
        yield "]"
    yield "}\n"


def _text(value: Object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _profile(runner: User) -> Object:
    profile = Profile.objects.get(runner=runner)
    injuries = PreviousInjury.objects.filter(runner=runner).order_by("month", "side")
    return {
        **{name: getattr(profile, name) for name in PROFILE},
        "previous_injuries": [{"side": past.side, "month": f"{past.month:%Y-%m}"} for past in injuries],
    }


def _shoes(runner: User) -> Iterator[Object]:
    # Sorted here: databases sort text each in their own way.
    shoes = Shoe.objects.filter(runner=runner).select_related("successor")
    for shoe in sorted(shoes, key=lambda shoe: shoe.key):
        yield {
            "key": shoe.key,
            "name": shoe.name,
            "support": shoe.support,
            "start_distance_m": shoe.start_distance_m,
            "notice_at_m": shoe.notice_at_m,
            "replace_at_m": shoe.replace_at_m,
            "limit_reason": shoe.limit_reason,
            "started_on": _day(shoe.started_on),
            "retired_on": _day(shoe.retired_on),
            "successor": shoe.successor.key if shoe.successor else None,
        }


def _runs(runner: User) -> Iterator[Object]:
    keys = dict(Shoe.objects.filter(runner=runner).values_list("pk", "key"))
    for run in Run.objects.filter(runner=runner).order_by("starts_at", "distance_m").iterator(CHUNK):
        yield {
            "start": run.local_text,
            "distance_m": run.distance_m,
            "duration_s": run.duration_s,
            "surface": run.surface or None,
            "terrain": run.terrain or None,
            "session": run.session or None,
            "shoe": keys.get(run.shoe_id),
            "rpe": run.rpe,
            "warm_up": run.warm_up,
            "cool_down": run.cool_down,
            "trigger": run.trigger or None,
            "notes": run.notes,
        }


def _check_ins(runner: User) -> Iterator[Object]:
    entries = CheckIn.objects.filter(runner=runner).order_by("at")
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.side, entry.moment)):
        yield {
            "at": entry.local_text,
            "side": entry.side,
            "moment": entry.moment,
            "score": entry.score,
            "feel": sorted(entry.feel),
            "signs": sorted(entry.signs),
            "notes": entry.notes,
        }


def _care(runner: User) -> Iterator[Object]:
    acts = CareEntry.objects.filter(runner=runner).order_by("on")
    for act in sorted(acts, key=lambda act: (act.on, act.kind, act.minutes or 0)):
        yield {"on": _day(act.on), "kind": act.kind, "minutes": act.minutes}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
