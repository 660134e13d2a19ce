"""The rows of a database as old as one can be: two accounts, at the edges of what was allowed.

Written down once and for all, past any model: what is written here stood in somebody's database.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

from django.db import connection

from tests.operations.databases import opened

OLDEST = "0001_initial"
MAYA, ADA = "0" * 31 + "1", "f" * 32
OLD_SHOE, NEW_SHOE = "1" * 31 + "1", "1" * 31 + "2"
NOTES = "Knie „zwickt“ 🦵, 'quoted'; DROP TABLE x --\n\ttwo lines"
DAY, TIME = "2024-02-29", "2024-02-29 23:59:59.999999"


def entry(number: int, runner: str = MAYA, **more: Any) -> dict[str, Any]:
    return {"id": f"{number:032x}", "version": 1, "created_at": TIME, "runner_id": runner} | more


def person(pk: str, username: str, **more: Any) -> dict[str, Any]:
    flags = {"is_superuser": False, "is_staff": False, "is_active": True}
    names = {"first_name": "", "last_name": "", "email": ""}
    joined = {"last_login": None, "date_joined": TIME}
    return {"id": pk, "username": username, "password": "argon2$…"} | flags | names | joined | more


def shoe(pk: str, key: str, **more: Any) -> dict[str, Any]:
    limits = {"start_distance_m": 0, "notice_at_m": None, "replace_at_m": None, "limit_reason": ""}
    times = {"started_on": None, "retired_on": None, "successor_id": None}
    head = {"id": pk, "version": 1, "created_at": TIME, "runner_id": MAYA}
    return head | {"key": key, "name": key, "support": "unknown"} | limits | times | more


def run(number: int, **more: Any) -> dict[str, Any]:
    when = {"local_date": DAY, "zone": "Pacific/Kiritimati", "starts_at": TIME}
    words = {"surface": "", "terrain": "", "session": "", "trigger": "", "notes": ""}
    unsaid = {"duration_s": None, "rpe": None, "warm_up": None, "cool_down": None, "shoe_id": None}
    return entry(number) | when | words | unsaid | {"distance_m": 1} | more


def check_in(number: int, **more: Any) -> dict[str, Any]:
    when = {"local_date": DAY, "zone": "UTC", "at": TIME, "moment": "after", "side": "left"}
    return entry(number) | when | {"score": 0, "feel": "", "signs": "", "notes": ""} | more


def reaction(number: int, **more: Any) -> dict[str, Any]:
    about = {"rule": "load.longest_run", "subject": "", "kind": "acknowledged", "severity": 0}
    return entry(number) | about | {"day": DAY, "until": None, "reason": ""} | more


ROWS: dict[str, list[dict[str, Any]]] = {
    "training_user": [
        person(MAYA, "maya", email="maya@example.org", first_name="Maya", last_login=TIME),
        person(ADA, "ada-" + "x" * 146, is_superuser=True, is_staff=True, is_active=False),
    ],
    "auth_group": [{"id": 1, "name": "a group"}],
    "auth_group_permissions": [{"id": 1, "group_id": 1, "permission_id": 1}],
    "training_user_groups": [{"id": 1, "user_id": ADA, "group_id": 1}],
    "training_user_user_permissions": [{"id": 1, "user_id": ADA, "permission_id": 1}],
    "training_profile": [
        {"runner_id": MAYA, "time_zone": "Pacific/Kiritimati", "units": "mi", "foot_type": "overpronating"}
        | dict.fromkeys(["weak_quadriceps", "stiff_hamstrings", "stiff_calves", "overstriding"], True)
        | dict.fromkeys(["heel_strike", "knee_valgus", "tibial_rotation", "limited_dorsiflexion"], False),
    ],
    "training_shoe": [
        shoe(NEW_SHOE, "größe-42", start_distance_m=10_000_000),
        shoe(OLD_SHOE, "old", notice_at_m=1, replace_at_m=2, limit_reason="thin", support="neutral")
        | {"started_on": DAY, "retired_on": DAY, "successor_id": NEW_SHOE},
    ],
    "training_run": [
        run(1),
        run(2, distance_m=500_000, duration_s=604_800, rpe=10, warm_up=True, cool_down=False, notes=NOTES)
        | {"surface": "asphalt", "terrain": "downhill", "session": "race", "trigger": "distance"}
        | {"shoe_id": OLD_SHOE, "version": 2_147_483_647},
    ],
    "training_checkin": [
        check_in(1),
        check_in(2, side="right", score=10, moment="next_morning", feel="stiff sharp", notes=NOTES)
        | {"signs": "calf_pain swelling"},
    ],
    "training_careentry": [
        entry(1) | {"on": DAY, "kind": "rest_day", "minutes": None},
        entry(2) | {"on": DAY, "kind": "swim", "minutes": 1440},
    ],
    "training_previousinjury": [entry(1) | {"side": "left", "month": "1990-01-01"}],
    "training_reaction": [
        reaction(1),
        reaction(2, kind="snoozed", severity=4, until=DAY, reason=NOTES, subject="left"),
    ],
    "training_undo": [entry(1) | {"payload": '{"run": {"notes": "half"}}'}],
    "training_thresholdrevision": [
        {"number": 1, "values": '{"load.longest_run": {"share": 0.1}}', "reason": NOTES}
        | {"created_at": TIME, "author_id": ADA},
    ],
}
# Filled by Django itself.
KEPT_BY_DJANGO = {"django_content_type", "auth_permission", "django_migrations"}


def fill(name: str, filled: dict[str, list[dict[str, Any]]] = ROWS) -> None:
    """Write the rows of these tables into the database of this name."""
    mark = {"sqlite": "?", "postgresql": "%s"}[connection.vendor]
    with closing(opened(name)) as database:
        for table, rows in filled.items():
            for row in rows:
                columns = ", ".join(f'"{column}"' for column in row)
                marks = ", ".join([mark] * len(row))
                database.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(row.values()))
        database.commit()
