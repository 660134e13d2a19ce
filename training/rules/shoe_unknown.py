"""Many runs without a shoe, which no shoe warning can see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import share_rows
from training.engine.rule import OUR_CHOICE, EvidenceLevel, Rule, Severity, Signal
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    share_percent: float = limit(30, unit="percent", low=5, high=95, help=_("of the runs without a shoe"))
    window_days: int = limit(30, unit="days", low=7, high=90, help=_("days over which they are counted"))
    least_runs: int = limit(4, unit="count", low=1, high=30, help=_("runs needed to say anything"))


NO_SHOE = _(
    "{without} of {without_of} runs in the last {window_days} name no shoe: {missed} that no pair counts."
)
HINT = _("Add the shoe to these runs, and the distance of each pair is right again.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    runs = history.runs_in(history.last_days(limits.window_days))
    without = [run for run in runs if not run.shoe]
    if len(runs) < limits.least_runs or len(without) * 100 <= len(runs) * limits.share_percent:
        return
    newest = without[-1]
    evidence = (
        *share_rows("without", _("runs without a shoe"), len(without), len(runs), unit="count"),
        Evidence("missed", _("distance without a shoe"), sum(run.distance_m for run in without), "m"),
        Evidence(
            "newest", _("newest run without a shoe"), newest.distance_m, "m", newest.day, newest.subject
        ),
    )
    yield Signal(Severity.NOTICE, "runner", newest.day, NO_SHOE, evidence, HINT)


RULE = Rule(
    id="shoe.unknown",
    title=_("Runs without a shoe"),
    why=_("A pair's miles are the sum of its runs: what is on no pair makes every shoe warning come late."),
    cannot_know=_("It is about the log, not about you: no risk is meant."),
    clears=_("It leaves when {share_percent} or less of the runs of the last {window_days} name no shoe."),
    sources=(OUR_CHOICE,),
    evidence_level=EvidenceLevel.DATA,
    limits=Limits,
    check=check,
)
