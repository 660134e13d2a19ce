"""Signs that need help now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.facts import EMERGENCY_SIGNS, CheckInFact
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, Source
from training.engine.signs import Noted, first_noted, noted_so_far, sign_rows
from training.engine.text import gettext_noop as _
from training.engine.words import SIGNS, WHEN_EPISODE_CLOSES, knee_row


@dataclass(frozen=True, slots=True)
class Limits:
    """None: one such sign is enough, and nobody can set that otherwise."""


TEXT = _("You noted for your {knee}, first on {signs_on}: {signs}.")
REASON = _("This can need treatment within hours.")
HINT = _("Call your local emergency number or go to an emergency department now.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for episode in history.open_episodes:
        noted = noted_so_far(history, episode, limits, _emergencies)
        if noted:
            since = min(entry.day for entry in noted.values())
            rows = (knee_row(episode.side), *sign_rows(noted, SIGNS))
            yield Signal(Severity.EMERGENCY, episode.subject, since, f"{TEXT}\n{REASON}", rows, HINT)


def _emergencies(_log: Log, entries: list[CheckInFact]) -> Noted:
    return first_noted(entries, EMERGENCY_SIGNS)


RULE = Rule(
    id="knee.emergency",
    title=_("Signs that need help now"),
    why=_("These signs can stand for conditions that only an emergency service can rule out in time."),
    cannot_know=_(
        "A log cannot tell how serious it is; the list is general and a clinician has yet to review it."
    ),
    clears=WHEN_EPISODE_CLOSES,
    sources=(Source(_("general medical guidance, to be reviewed by a clinician")),),
    evidence_level=EvidenceLevel.GUIDANCE,
    limits=Limits,
    check=check,
    headline=_("Get help now: your {knee} shows signs of an emergency"),
    essential=True,
)
