"""A run much longer than the longest run of the 30 days before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, study, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    notice_percent: float = limit(10, unit="percent", low=1, high=100, help=_("above the longest: notice"))
    caution_percent: float = limit(30, unit="percent", low=2, high=200, help=_("above the longest: caution"))
    double_percent: float = limit(100, unit="percent", low=3, high=400, help=_("above it: named as double"))
    window_days: int = limit(30, unit="days", low=7, high=90, help=_("days before the run to compare with"))
    least_runs: int = limit(2, unit="count", low=1, high=10, help=_("runs needed to compare with"))
    firm_runs: int = limit(4, unit="count", low=1, high=20, help=_("runs needed for more than a notice"))
    shown_days: int = limit(7, unit="days", low=1, high=30, help=_("days after the run the card stands"))


LONGER = _("Your run of {run} was {more} longer than your longest of the {window_days} before ({longest}).")
DOUBLE = _("Your run of {run} was more than double your longest of the {window_days} before ({longest}).")
FEW = _("Only {compared} runs to compare with, so this is no more than a note.")
HINT = _("Keep the next runs at or below {longest} and let the long run grow in smaller steps.")
RISKS = tight("Risk Factors That Increase Back Of Knee Tight After Running")
COHORT = study("Schuster Brandt Frandsen et al., BJSM 2025;59:1203", "10.1136/bjsports-2024-109380")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    log = history.log
    for position in range(*log.run_range(history.day - limits.shown_days, history.day)):
        compared = log.runs_before(position, limits.window_days)
        if len(compared) >= limits.least_runs:
            longest = max(log.distances[compared.start : position])
            if log.distances[position] * 100 > longest * (100 + limits.notice_percent):
                yield _signal(history, limits, position, compared.start, longest)


def _signal(history: History, limits: Limits, position: int, start: int, longest: int) -> Signal:
    runs, compared = history.log.runs, position - start
    run, before = runs[position], runs[history.log.distances.index(longest, start)]
    more, few = run.distance_m * 100 / longest - 100, compared < limits.firm_runs
    text = DOUBLE if more > limits.double_percent else LONGER
    evidence = (
        Evidence("run", _("this run"), run.distance_m, "m", run.day, run.subject),
        Evidence("longest", _("longest of the days before"), longest, "m", before.day, before.subject),
        Evidence("more", _("longer by"), more, "percent"),
        Evidence("compared", _("runs to compare with"), compared, "count"),
    )
    severity = Severity.CAUTION if more > limits.caution_percent and not few else Severity.NOTICE
    return Signal(severity, run.subject, run.day, f"{text}\n{FEW}" if few else text, evidence, HINT, few)


RULE = Rule(
    id="load.longest_run",
    title=_("A run much longer than your recent longest"),
    why=_("In a large cohort, runs well beyond the longest of recent weeks went with more overuse injuries."),
    cannot_know=_("Any injury counted, not the knee alone; no steady rise with the jump, no proof of cause."),
    clears=_("Nothing to do: the card leaves {shown_days} after the run."),
    sources=(RISKS, COHORT),
    evidence_level=EvidenceLevel.COHORT,
    limits=Limits,
    check=check,
    order=(("notice_percent", "caution_percent", "double_percent"),),
)
