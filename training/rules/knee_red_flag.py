"""Signs that a professional should look at, whatever the score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from training.engine.facts import CheckInFact
from training.engine.history import History
from training.engine.limits import limit
from training.engine.log import Log
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain, tight
from training.engine.signs import Noted, first_noted, noted_so_far, sharp_pain, sign_rows, swelling
from training.engine.text import gettext_noop as _
from training.engine.words import PATTERNS, SIGNS, WHEN_EPISODE_CLOSES, knee_row


@dataclass(frozen=True, slots=True)
class Limits:
    swelling_days: int = limit(3, unit="days", low=2, high=14, help=_("days with any swelling"))
    sharp_score: int = limit(6, unit="score", low=3, high=10, help=_("score from which sharp pain is strong"))
    sharp_runs: int = limit(2, unit="count", low=2, high=5, help=_("runs with sharp pain"))


ALONE = (
    "swelling_marked", "gives_way", "locks", "numbness",
    "worse_at_night", "pain_at_rest", "limping", "after_trauma",
)  # fmt: skip
TEXT = _("Noted for your {knee}, first on {signs_on}: {signs}.")
REASON = _("Any such sign is a reason to have the knee looked at, however low the score.")
HINT = _("Stop running and have a doctor or physiotherapist look at the knee; bring these dates.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for episode in history.open_episodes:
        noted = noted_so_far(history, episode, limits, partial(_flags, limits=limits))
        if noted:
            since = min(entry.day for entry in noted.values())
            rows = (knee_row(episode.side), *sign_rows(noted, {**SIGNS, **PATTERNS}))
            yield Signal(Severity.SPECIALIST, episode.subject, since, f"{TEXT}\n{REASON}", rows, HINT)


def _flags(log: Log, entries: list[CheckInFact], limits: Limits) -> Noted:
    return {
        **first_noted(entries, ALONE),
        **swelling(entries, limits.swelling_days),
        **sharp_pain(log, entries, limits.sharp_score, limits.sharp_runs),
    }


RULE = Rule(
    id="knee.red_flag",
    title=_("Signs for a professional to look at"),
    why=_("Each of these signs calls for medical attention by itself."),
    cannot_know=_(
        "A sign on a list says nothing of its cause: that is for the person who looks at the knee."
    ),
    clears=WHEN_EPISODE_CLOSES,
    sources=(
        tight("Treating Persistent Back Of Knee Tight After Running: When To See A Specialist?"),
        tight("When should I see a doctor for back of knee tight after running?"),
        pain("When should I see a doctor for back of knee pain from running?"),
    ),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
    headline=_("Your {knee} shows signs to have looked at"),
    essential=True,
)
