"""What seven days held, beside what is usual: for whoever was not there to look each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median

from training.engine.facts import SIDES
from training.engine.history import History, Span
from training.engine.rule import Finding

DAYS = 7
WEEKS_BEFORE = 4
# With fewer weeks of running than this there is no usual one.
LEAST_WEEKS = 3
# As far as this from the usual distance is still about as much.
ALIKE_PERCENT = 20
REST = "rest_day"


class Beside(Enum):
    """How the distance of a week stands beside that of a usual one; NEW: nothing to compare with."""

    NEW = "new"
    LESS = "less"
    ALIKE = "alike"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class WeekTold:
    """`days`: on how many of the seven something is logged; `usual_m`: None with too few weeks to tell.

    rested: days logged as rest; care: kinds of care besides, in the order of the log; checked: days with a
    knee entry, `worst` the highest score of them; mornings: of the days with a run, how many were asked about
    on the morning after, as (answered, all) of those that are over.
    """

    distance_m: int
    runs: int
    run_days: int
    usual_m: int | None
    days: int
    rested: int
    care: tuple[str, ...]
    checked: int
    worst: int | None
    mornings: tuple[int, int]

    @property
    def beside(self) -> Beside:
        if not self.usual_m:
            return Beside.NEW
        off = (self.distance_m - self.usual_m) * 100
        if abs(off) <= ALIKE_PERCENT * self.usual_m:
            return Beside.ALIKE
        return Beside.MORE if off > 0 else Beside.LESS


def tell_week(history: History) -> WeekTold:
    """The last seven days of this history, its own day among them."""
    span = history.last_days(DAYS)
    runs, care = history.runs_in(span), history.care_in(span)
    entries = [entry for side in SIDES for entry in history.check_ins_in(span, side)]
    return WeekTold(
        distance_m=history.distance_in(span),
        runs=len(runs),
        run_days=len({run.day for run in runs}),
        usual_m=_usual(history),
        days=sum(span[0] <= day <= span[1] for day in history.log.entry_days),
        rested=len({act.day for act in care if act.kind == REST}),
        care=tuple(dict.fromkeys(act.kind for act in care if act.kind != REST)),
        checked=len({entry.day for entry in entries}),
        worst=max((entry.score for entry in entries), default=None),
        mornings=_mornings(history, span),
    )


def _usual(history: History) -> int | None:
    """The middle one of the weeks before that hold a run."""
    weeks = [history.distance_in(history.days_before(DAYS * n, DAYS)) for n in range(1, WEEKS_BEFORE + 1)]
    run = [metres for metres in weeks if metres]
    return round(median(run)) if len(run) >= LEAST_WEEKS else None


def _mornings(history: History, span: Span) -> tuple[int, int]:
    after = {run.day.toordinal() + 1 for run in history.runs_in(span)} & set(range(span[0], span[1] + 1))
    asked = {
        entry.day.toordinal()
        for side in SIDES
        for entry in history.check_ins_in(span, side)
        if entry.moment == "next_morning"
    }
    return len(after & asked), len(after)


def gone(before: Sequence[Finding], now: Sequence[Finding]) -> list[Finding]:
    """What stood before and does so no more, one of each rule; what a graver one took over has not gone."""
    standing = {finding.rule.id for finding in now}
    left: dict[str, Finding] = {}
    for finding in before:
        if standing.isdisjoint((finding.rule.id, *finding.rule.gives_way_to)):
            left.setdefault(finding.rule.id, finding)
    return list(left.values())
