"""Log files for tests: a small one with one of everything, and ways to change it."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

RUN = {
    "start": "2026-03-01T07:30:00+01:00", "zone": "Europe/Berlin", "distance_m": 10000, "duration_s": 3300,
    "elapsed_s": 3420, "surface": "asphalt", "terrain": "flat", "session": "easy", "proposed": ["terrain"],
    "shoe": "ghost", "rpe": 4, "warm_up": True, "cool_down": False, "trigger": None, "notes": "",
    "logged_at": "2026-03-01T08:30:00.250000Z",
}  # fmt: skip
SHOE = {
    "key": "ghost", "name": "Brooks Ghost 15", "support": "neutral", "start_distance_m": 0,
    "notice_at_m": None, "replace_at_m": None, "limit_reason": "", "started_on": "2026-01-01",
    "retired_on": None, "successor": None, "logged_at": "2026-01-02T10:00:00Z",
}  # fmt: skip
CHECK_IN = {
    "at": "2026-03-01T20:00:00+01:00", "zone": "Europe/Berlin", "side": "left", "moment": "after",
    "score": 3, "feel": ["tight"], "signs": ["swelling_slight"], "notes": "",
    "logged_at": "2026-03-01T19:00:30Z",
}  # fmt: skip
REACTION = {
    "logged_at": "2026-03-02T06:00:00Z", "rule": "knee.pain_level", "subject": "knee:left", "kind": "snoozed",
    "severity": "caution", "day": "2026-03-02", "until": "2026-03-09", "reason": "It is better",
}  # fmt: skip
LOG = {
    "format": "kneelog-log/1",
    "runner": {
        "time_zone": "Europe/Berlin", "units": "km", "foot_type": "neutral", "weak_quadriceps": False,
        "stiff_hamstrings": True, "stiff_calves": False, "overstriding": False, "heel_strike": False,
        "knee_valgus": False, "tibial_rotation": False, "limited_dorsiflexion": False,
        "previous_injuries": [
            {"side": "left", "month": "2025-11", "logged_at": "2026-01-02T10:00:00Z"},
        ],
    },
    "shoes": [SHOE],
    "runs": [RUN],
    "check_ins": [CHECK_IN],
    "care": [{"on": "2026-03-02", "kind": "ice", "minutes": 15, "logged_at": "2026-03-02T06:00:00Z"}],
    "gaps": [
        {"first": "2026-02-01", "last": "2026-02-10", "answer": "sick", "logged_at": "2026-02-11T06:00:00Z"},
    ],
    "reactions": [REACTION],
    "ladder": [{"on": "2026-03-20", "step": "walk", "minutes": 30, "logged_at": "2026-03-20T18:00:00Z"}],
    "clearances": [{"on": "2026-03-18", "side": "left", "logged_at": "2026-03-18T18:00:00Z"}],
}  # fmt: skip
MISSING = object()


def as_bytes(document: Any) -> bytes:
    return json.dumps(document).encode()


def log(**lists: Any) -> dict[str, Any]:
    """A log of the given lists alone, in Berlin."""
    return {"format": "kneelog-log/1", "runner": {"time_zone": "Europe/Berlin"}, **lists}


def changed(path: str, value: Any) -> dict[str, Any]:
    """LOG with the value at `runs[0].distance_m` replaced, or taken out where it is MISSING."""
    document = copy.deepcopy(LOG)
    *parents, last = [int(part) if part.isdigit() else part for part in re.findall(r"\w+", path)]
    place: Any = document
    for part in parents:
        place = place[part]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return document
