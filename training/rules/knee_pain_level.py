"""A knee score that asks for less running today, or for none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.facts import SIDES, CheckInFact, latest
from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import PAIN_MONITORING, EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import gettext_noop as _
from training.engine.words import knee_row, score_row


@dataclass(frozen=True, slots=True)
class Limits:
    notice_score: int = limit(3, unit="score", low=1, high=9, help=_("score from which to run less"))
    caution_score: int = limit(5, unit="score", low=2, high=9, help=_("score above which not to run"))
    shown_days: int = limit(2, unit="days", low=1, high=7, help=_("days whose check-ins count"))


EASE = _("Your {knee} was at {score} on {score_on}; from {notice_score} on, a run is worth cutting down.")
STOP = _("Your {knee} was at {score} on {score_on}; above {caution_score} it asks for a day without running.")
EASE_HINT = _("Run shorter and easier at most, and log how the knee is the morning after.")
STOP_HINT = _("No running today. Rest, and check in again before the next run.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for side in SIDES:
        entries = history.check_ins_in(history.last_days(limits.shown_days), side)
        if entries and latest(entries).score >= limits.notice_score:
            yield _signal(latest(entries), limits)


def _signal(entry: CheckInFact, limits: Limits) -> Signal:
    stop = entry.score > limits.caution_score
    severity = Severity.CAUTION if stop else Severity.NOTICE
    rows = (knee_row(entry.side), score_row("score", _("latest score"), entry))
    text, hint = (STOP, STOP_HINT) if stop else (EASE, EASE_HINT)
    return Signal(severity, entry.subject, entry.day, text, rows, hint)


RULE = Rule(
    id="knee.pain_level",
    title=_("A knee score that asks for less running"),
    why=_("Rest until pain subsides comes first; a trial let runners go on below a line of pain."),
    cannot_know=_(
        "The trial was of Achilles tendons, not knees; a sign that needs a professional overrides it."
    ),
    clears=_("A lower check-in replaces it; without one the card leaves after {shown_days}."),
    sources=(tight("Rest and Activity Modification"), PAIN_MONITORING),
    evidence_level=EvidenceLevel.TRIAL,
    limits=Limits,
    check=check,
    order=(("notice_score", "caution_score"),),
    headline=_("Your {knee} was at {score}: it comes first"),
)
