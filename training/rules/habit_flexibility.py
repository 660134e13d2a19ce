"""No stretching for a week, with symptoms now or stiff muscles on the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.facts import STRETCHES
from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    window_days: int = limit(7, unit="days", low=3, high=28, help=_("days without stretching"))


NONE = _("No stretching, foam rolling or cool-down stretch is logged for the last {window_days}.")
OPEN = _("A knee has symptoms now.")
STIFF = _("Your profile says stiff hamstrings or calves.")
HINT = _("Gentle hamstring stretches or foam rolling take a few minutes; stay out of sharp pain.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    stiff = history.profile.stiff_hamstrings or history.profile.stiff_calves
    if not (history.open_episodes or stiff):
        return
    span = history.last_days(limits.window_days)
    newest, runs = history.newest_entry_in(span), history.runs_in(span)
    stretched = any(act.kind in STRETCHES for act in history.care_in(span)) or any(
        run.cool_down for run in runs
    )
    if newest is not None and not stretched:
        evidence = (
            Evidence("stretches", _("stretches logged"), 0, "count"),
            Evidence("runs", _("runs in these days"), len(runs), "count"),
            Evidence("newest", _("newest entry of any kind"), newest.isoformat(), "date"),
        )
        texts = [NONE, *([OPEN] if history.open_episodes else []), *([STIFF] if stiff else [])]
        yield Signal(Severity.NOTICE, "runner", newest, "\n".join(texts), evidence, HINT)


RULE = Rule(
    id="habit.flexibility",
    title=_("No stretching logged"),
    why=_("Stiff hamstrings and calves count as a risk, and stretching as care for tightness."),
    cannot_know=_("Trials found no effect of stretching on injury, and what you do not log is not seen."),
    clears=_("A stretch, foam rolling or a run with a cool-down stretch clears it for {window_days}."),
    sources=(
        tight("Risk Factors That Increase Back Of Knee Tight After Running"),
        tight("Avoiding Recurrence: Tips To Prevent Back Of Knee Tight After Running"),
    ),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    grounds=("knee", "training"),
    check=check,
)
