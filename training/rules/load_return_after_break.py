"""Soon back near the usual distance after two weeks or more without a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.comeback import Comeback, find_comeback
from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import run_rows, share_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    break_days: int = limit(14, unit="days", low=10, high=90, help=_("days without a run that make a break"))
    run_percent: float = limit(50, unit="percent", low=10, high=100, help=_("first run, of the usual run"))
    week_percent: float = limit(50, unit="percent", low=10, high=100, help=_("first week, of the usual week"))
    usual_days: int = limit(28, unit="days", low=14, high=30, help=_("days before the break that are usual"))
    week_days: int = limit(7, unit="days", low=3, high=7, help=_("days of the first week back"))


RUN = _("After {off} without a run you came back with {run}: {run_share} of your usual run ({run_of}).")
WEEK = _("Since your break of {off} you have run {week}: {week_share} of your usual week ({week_of}).")
GAP = _("Nothing at all is logged for {gap} of the break: was that rest, illness or just not logged?")
UNLOGGED = _("As you said, {gap} of the break were not logged: it may be shorter than it looks from here.")
HINT = _("Keep the next runs below {run_percent} of the usual ones and build up over the coming weeks.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    back = find_comeback(history, limits.break_days, limits.usual_days, limits.week_days)
    if back is None:
        return
    run, gap = back.runs[0], back.silent_days(history)
    texts = [RUN] if run.distance_m * 100 > back.usual_run_m * limits.run_percent else []
    if (not texts or back.runs[1:]) and back.distance_m * 100 > back.usual_week_m * limits.week_percent:
        texts.append(WEEK)
    if texts:
        since = run.day if RUN in texts else back.runs[-1].day
        least = history.log.basics.gap_days
        told = GAP if back.unasked_days(history) >= least else UNLOGGED
        texts += [told] if gap >= least else []
        yield Signal(Severity.CAUTION, run.subject, since, "\n".join(texts), _proof(back, gap), HINT)


def _proof(back: Comeback, gap: int) -> tuple[Evidence, ...]:
    run, week = back.runs[0].distance_m, back.distance_m
    return (
        Evidence("off", _("days without a run"), back.days_off, "days"),
        Evidence("gap", _("longest stretch of them that nothing explains"), gap, "days"),
        *share_rows("run", _("first run back"), run, back.usual_run_m, of=_("usual run before")),
        *share_rows("week", _("run since the break"), week, back.usual_week_m, of=_("usual week before")),
        *run_rows([back.before, *back.runs], _("run before or after the break")),
    )


RULE = Rule(
    id="load.return_after_break",
    title=_("A quick return after a break"),
    why=_("A return is best gradual: tissue that has rested is used to less than before."),
    cannot_know=_("It does not see what else kept you fit, nor why you paused unless you logged it."),
    clears=_("It leaves {week_days} after the first run back."),
    sources=(tight("Treatment Strategies for Back Of Knee Tight After Running"),),
    evidence_level=EvidenceLevel.EXPERT,
    limits=Limits,
    check=check,
)
