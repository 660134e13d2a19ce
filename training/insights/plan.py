"""Runs that somebody has in mind, and the log as it would be after them.

Nothing planned is ever counted as run: each question gets a log of its own, and the real one stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from training.engine.facts import RunFact
from training.engine.log import Log
from training.insights.headroom import LATEST_S

PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run somebody has in mind: metres, and words of the log format.

    session: `` where nothing is said. surface, terrain, shoe: None for those of the last run.
    """

    day: date
    distance_m: int
    session: str = ""
    surface: str | None = None
    terrain: str | None = None
    shoe: str | None = None


def with_plan(log: Log, plan: Sequence[PlannedRun]) -> Log:
    """The log as it would be after these runs."""
    for run in as_runs(log, plan):
        log = log.with_run(run)
    return log


def as_runs(log: Log, plan: Sequence[PlannedRun]) -> list[RunFact]:
    """As runs of the log: the last of their day, each like the run before it where the plan says nothing."""
    runs: list[RunFact] = []
    last = log.runs[-1] if log.runs else None
    for number, planned in enumerate(plan, 1):
        last = _as_run(planned, number, last, _worn(log, last, planned.day))
        runs.append(last)
    return runs


def _as_run(planned: PlannedRun, number: int, last: RunFact | None, shoe: str) -> RunFact:
    return RunFact(
        start=f"{PLANNED}:{planned.day.isoformat()}:{number}",
        day=planned.day,
        instant_s=LATEST_S + number,
        distance_m=planned.distance_m,
        session=planned.session,
        surface=_or_last(planned.surface, last.surface if last else ""),
        terrain=_or_last(planned.terrain, last.terrain if last else ""),
        shoe=_or_last(planned.shoe, shoe),
        warm_up=last.warm_up if last else None,
        cool_down=last.cool_down if last else None,
    )


def _or_last(word: str | None, last: str) -> str:
    return last if word is None else word


def _worn(log: Log, last: RunFact | None, day: date) -> str:
    """The pair of the last run, if it is not retired by then."""
    worn = {shoe.key for shoe in log.shoes if shoe.retired_on is None or shoe.retired_on > day}
    return last.shoe if last and last.shoe in worn else ""
