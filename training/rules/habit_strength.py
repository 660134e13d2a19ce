"""No strength exercise for two weeks, with symptoms now or before, or weak quadriceps on the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.facts import STRENGTH
from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    window_days: int = limit(14, unit="days", low=7, high=60, help=_("days without a strength exercise"))


NONE = _("No hamstring curls, glute bridges or leg raises are logged for the last {window_days}.")
SYMPTOMS = _("A knee has symptoms, now or earlier in your log.")
WEAK = _("Your profile says weak quadriceps.")
HINT = _(
    "One short round of hamstring curls, glute bridges or straight leg raises counts; stop at sharp pain."
)


def check(history: History, limits: Limits) -> Iterator[Signal]:
    weak = history.profile.weak_quadriceps
    if not (weak or history.has_had_episode):
        return
    span = history.last_days(limits.window_days)
    newest = history.newest_entry_in(span)
    if newest is not None and not any(act.kind in STRENGTH for act in history.care_in(span)):
        evidence = (
            Evidence("sessions", _("strength exercises logged"), 0, "count"),
            Evidence("newest", _("newest entry of any kind"), newest.isoformat(), "date"),
        )
        texts = [NONE, *([SYMPTOMS] if history.has_had_episode else []), *([WEAK] if weak else [])]
        yield Signal(Severity.NOTICE, "runner", newest, "\n".join(texts), evidence, HINT)


RULE = Rule(
    id="habit.strength",
    title=_("No strength exercise logged"),
    why=_("Strong thighs and hips steady the knee; weak quadriceps count as a risk."),
    cannot_know=_("Studies of strength work in runners are mixed, and what you do not log is not seen."),
    clears=_("One strength exercise in the log clears it for {window_days}."),
    sources=(
        tight("Risk Factors That Increase Back Of Knee Tight After Running"),
        tight("Strengthening Exercises"),
    ),
    evidence_level=EvidenceLevel.CONFLICTING,
    limits=Limits,
    check=check,
)
