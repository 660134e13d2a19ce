"""A knee that is worse the morning after than it was before the run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.facts import SIDES, CheckInFact, latest
from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import PAIN_MONITORING, EvidenceLevel, Rule, Severity, Signal
from training.engine.text import gettext_noop as _
from training.engine.words import knee_row, score_row


@dataclass(frozen=True, slots=True)
class Limits:
    alone_score: int = limit(2, unit="score", low=0, high=9, help=_("highest with nothing to compare with"))
    shown_days: int = limit(3, unit="days", low=1, high=7, help=_("days a morning entry counts"))


WORSE = _("Your {knee} was at {morning} on the morning of {morning_on}, after {before} before the run.")
ALONE = _("Your {knee} was at {morning} on the morning of {morning_on}, above {alone_score}.")
NO_BEFORE = _("There is no entry from before a run to compare it with.")
HINT = _("Step back one level: a shorter, easier run at most, or one more day of rest.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for side in SIDES:
        recent = history.check_ins_in(history.last_days(limits.shown_days), side)
        mornings = [entry for entry in recent if entry.moment == "next_morning"]
        if mornings:
            morning = latest(mornings)
            before = _before_the_run(history, morning)
            if morning.score > (before.score if before else limits.alone_score):
                yield _signal(morning, before)


def _before_the_run(history: History, morning: CheckInFact) -> CheckInFact | None:
    """The latest entry before a run of the day before, or of that very night."""
    day = morning.day.toordinal()
    entries = history.check_ins_in((day - 1, day), morning.side)
    earlier = [e for e in entries if e.moment == "before" and e.instant_s < morning.instant_s]
    return latest(earlier) if earlier else None


def _signal(morning: CheckInFact, before: CheckInFact | None) -> Signal:
    rows = [knee_row(morning.side), score_row("morning", _("the morning after"), morning)]
    if before:
        rows.append(score_row("before", _("before the run"), before))
    text = WORSE if before else f"{ALONE}\n{NO_BEFORE}"
    return Signal(Severity.CAUTION, morning.subject, morning.day, text, tuple(rows), HINT)


RULE = Rule(
    id="knee.next_morning",
    title=_("A knee worse the morning after a run"),
    why=_("In the pain-monitoring model, a morning worse than before the run says: step back one level."),
    cannot_know=_("The model was tried on Achilles tendons; that it fits knees is an extrapolation."),
    clears=_("The next morning entry replaces it; without one the card leaves after {shown_days}."),
    sources=(PAIN_MONITORING,),
    evidence_level=EvidenceLevel.TRIAL,
    limits=Limits,
    check=check,
    headline=_("Your {knee} was at {morning} in the morning: step back one level"),
)
