"""A database row, as a dictionary of plain values, to the fact that rules read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from training.engine.facts import CareFact, CheckInFact, GapFact, Injury, Profile, RunFact, ShoeFact
from training.models import User
from training.models.entry import zone_of

Row = Mapping[str, Any]

RUN_COLUMNS = (
    "runner", "starts_at", "local_date", "zone", "distance_m", "surface", "terrain", "session",
    "shoe__key", "rpe", "warm_up", "cool_down",
)  # fmt: skip
CHECK_IN_COLUMNS = ("runner", "at", "local_date", "zone", "side", "moment", "score", "feel", "signs")
CARE_COLUMNS = ("runner", "on", "kind")
SHOE_COLUMNS = (
    "runner", "id", "key", "name", "support", "start_distance_m", "notice_at_m", "replace_at_m",
    "started_on", "retired_on",
)  # fmt: skip
INJURY_COLUMNS = ("runner", "side", "month")
GAP_COLUMNS = ("runner", "answer", "first", "last")


def local_text(instant: datetime, zone: str) -> str:
    """`2026-03-01T07:30:00+01:00`: the instant on the clock of the zone."""
    return instant.astimezone(zone_of(zone)).isoformat(timespec="seconds")


def run_fact(row: Row) -> RunFact:
    return RunFact(
        start=local_text(row["starts_at"], row["zone"]),
        day=row["local_date"],
        instant_s=int(row["starts_at"].timestamp()),
        distance_m=row["distance_m"],
        surface=row["surface"],
        terrain=row["terrain"],
        session=row["session"],
        shoe=row["shoe__key"] or "",
        rpe=row["rpe"],
        warm_up=row["warm_up"],
        cool_down=row["cool_down"],
    )


def check_in_fact(row: Row) -> CheckInFact:
    return CheckInFact(
        at=local_text(row["at"], row["zone"]),
        day=row["local_date"],
        instant_s=int(row["at"].timestamp()),
        side=row["side"],
        score=row["score"],
        moment=row["moment"],
        feel=row["feel"],
        signs=row["signs"],
    )


def care_fact(row: Row) -> CareFact:
    return CareFact(row["on"], row["kind"])


def injury(row: Row) -> Injury:
    return Injury(row["side"], row["month"])


def gap_fact(row: Row) -> GapFact:
    return GapFact(row["first"], row["last"], row["answer"])


def shoe_fact(row: Row, older_m: Mapping[UUID, int]) -> ShoeFact:
    """older_m: metres by shoe id of the runs that are not among the facts."""
    return ShoeFact(
        key=row["key"],
        name=row["name"],
        support=row["support"],
        earlier_m=row["start_distance_m"] + older_m.get(row["id"], 0),
        notice_at_m=row["notice_at_m"],
        replace_at_m=row["replace_at_m"],
        started_on=row["started_on"],
        retired_on=row["retired_on"],
    )


def profile_fact(runner: User, injuries: list[Injury]) -> Profile:
    profile = runner.profile
    return Profile(
        foot_type=profile.foot_type,
        weak_quadriceps=profile.weak_quadriceps,
        stiff_hamstrings=profile.stiff_hamstrings,
        stiff_calves=profile.stiff_calves,
        injuries=tuple(injuries),
    )
