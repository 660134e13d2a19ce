"""What a planned week would raise, day by day, found by asking the engine about runs not yet run.

Nothing planned is ever counted as run: each question gets a log of its own, and the real one stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import RunFact
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding, Rule, Severity
from training.insights.headroom import ABOUT_ONE_RUN, FURTHEST_RUN_M, LATEST_S, room_for_a_run

PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """A run somebody has in mind: metres, and the session's word of the log format or ``."""

    day: date
    distance_m: int
    session: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """A warning that the runs of a day would raise, or make graver. before: how grave it would be without."""

    finding: Finding
    before: Severity | None


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One day of the plan: its metres, what they raise, and the metres of one run that would raise nothing.

    room_m: None where nothing is raised, or where no distance of one run is too far.
    """

    day: date
    distance_m: int
    raised: tuple[Raised, ...] = ()
    room_m: int | None = None


def check_plan(
    history: History,
    rules: Sequence[Rule],
    ruleset: Ruleset,
    plan: Sequence[PlannedRun],
    *,
    first: date,
    days: int,
) -> list[DayAhead]:
    """Each of `days` days from `first` on, built on the planned days before it as if they had been run."""
    log, ahead = history.log, []
    for day in (first + timedelta(days=n) for n in range(days)):
        runs = [run for run in plan if run.day == day]
        before, log = History(log, day), with_plan(log, runs)
        ahead.append(_day_ahead(before, History(log, day), runs, rules, ruleset))
    return ahead


def with_plan(log: Log, plan: Sequence[PlannedRun]) -> Log:
    """The log as it would be after these runs, each like the last one where the plan says nothing."""
    for number, planned in enumerate(plan, 1):
        log = log.with_run(_as_run(log, planned, number))
    return log


def _as_run(log: Log, planned: PlannedRun, number: int) -> RunFact:
    """As a run of the log: the last of its day, in the shoe and on the ground of the run before it."""
    last = log.runs[-1] if log.runs else None
    worn = {shoe.key for shoe in log.shoes if shoe.retired_on is None or shoe.retired_on > planned.day}
    return RunFact(
        start=f"{PLANNED}:{planned.day.isoformat()}:{number}",
        day=planned.day,
        instant_s=LATEST_S + number,
        distance_m=planned.distance_m,
        session=planned.session,
        surface=last.surface if last else "",
        terrain=last.terrain if last else "",
        shoe=last.shoe if last and last.shoe in worn else "",
        warm_up=last.warm_up if last else None,
        cool_down=last.cool_down if last else None,
    )


def _day_ahead(
    before: History, after: History, runs: Sequence[PlannedRun], rules: Sequence[Rule], ruleset: Ruleset
) -> DayAhead:
    distance_m = sum(run.distance_m for run in runs)
    if not runs:
        return DayAhead(before.today, 0)
    stood = {(f.rule.id, f.subject): f.severity for f in evaluate(before, rules, ruleset)}
    raised = tuple(
        Raised(finding, stood.get((finding.rule.id, finding.subject)))
        for finding in evaluate(after, rules, ruleset)
        if finding.severity > stood.get((finding.rule.id, finding.subject), 0)
    )
    room = _room(before, rules, ruleset) if raised else None
    return DayAhead(before.today, distance_m, raised, room)


def _room(history: History, rules: Sequence[Rule], ruleset: Ruleset) -> int | None:
    """The furthest that one run of the day may go before a rule about load says more."""
    asked = [rule for rule in ABOUT_ONE_RUN if rule in rules]
    rooms = [room_for_a_run(history, rule, ruleset, furthest_m=FURTHEST_RUN_M) for rule in asked]
    return min((room for room in rooms if room is not None), default=None)
