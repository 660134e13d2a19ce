"""Symptoms that linger beyond two weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import WHEN_EPISODE_CLOSES, knee_row, latest_row, opened_row


@dataclass(frozen=True, slots=True)
class Limits:
    after_days: int = limit(14, unit="days", low=5, high=60, help=_("days after which to see someone"))


TEXT = _("Your {knee} has had symptoms since {opened}: today is {number}, past the line of {after_days}.")
STALE = _("The latest entry is from {latest_on}: has the knee recovered, or was it not logged?")
HINT = _("Stop running until a doctor or physiotherapist has looked at the knee.")
STALE_HINT = _(
    "If it has recovered, say so on the knee page; if not, have a doctor or physiotherapist look at it."
)


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for episode in history.open_episodes:
        number = episode.day_number(history.today)
        if number > limits.after_days:
            stale = history.is_stale(episode)
            rows = (
                knee_row(episode.side),
                opened_row(episode),
                Evidence("number", _("day of this episode"), number, "day"),
                latest_row(history, episode),
            )
            yield Signal(
                Severity.SPECIALIST,
                episode.subject,
                episode.day(limits.after_days + 1),
                f"{TEXT}\n{STALE}" if stale else TEXT,
                rows,
                STALE_HINT if stale else HINT,
            )


RULE = Rule(
    id="knee.two_weeks",
    title=_("Symptoms that linger"),
    why=_("Symptoms that linger beyond two weeks despite care are for a professional to look at."),
    cannot_know=_("This line comes from experience; nothing is special about the day itself."),
    clears=WHEN_EPISODE_CLOSES,
    sources=(tight("Treating Persistent Back Of Knee Tight After Running: When To See A Specialist?"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
    headline=_("{number} with symptoms in your {knee}: time to see someone"),
    essential=True,
)
