"""More than half of the runs without a warm-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import run_rows, share_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain, tight
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    share_percent: float = limit(50, unit="percent", low=10, high=99, help=_("of the runs without a warm-up"))
    window_days: int = limit(14, unit="days", low=7, high=60, help=_("days over which they are counted"))
    least_runs: int = limit(4, unit="count", low=1, high=30, help=_("runs that say, needed to count"))


COLD = _(
    "Of {cold_of} runs in the last {window_days} with a note on the warm-up, {cold} had none: {cold_share}."
)
HINT = _("A few dynamic stretches for hamstrings and glutes before you set off count as a warm-up.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    runs = history.runs_in(history.last_days(limits.window_days))
    known = [run for run in runs if run.warm_up is not None]
    cold = [run for run in known if not run.warm_up]
    if len(known) >= limits.least_runs and len(cold) * 100 > len(known) * limits.share_percent:
        evidence = (
            *share_rows("cold", _("runs without a warm-up"), len(cold), len(known), unit="count"),
            *run_rows(cold, _("run without a warm-up")),
        )
        yield Signal(Severity.NOTICE, "runner", cold[-1].day, COLD, evidence, HINT)


RULE = Rule(
    id="habit.warm_up",
    title=_("Runs without a warm-up"),
    why=_("Muscles start out stiff; a warm-up readies them for the run."),
    cannot_know=_("Trials found no effect of warming up on injury: this is a habit, never more than a note."),
    clears=_("It leaves when {share_percent} or less of the runs of the last {window_days} lack a warm-up."),
    sources=(
        tight("Risk Factors That Increase Back Of Knee Tight After Running"),
        pain("Key Takeaways: Back Of Knee Pain From Running"),
    ),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    grounds=("training",),
    check=check,
)
