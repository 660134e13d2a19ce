"""Symptoms that outlast a few days of rest or care."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import WHEN_EPISODE_CLOSES, knee_row, opened_row


@dataclass(frozen=True, slots=True)
class Limits:
    from_day: int = limit(4, unit="day", low=2, high=14, help=_("episode day from which to think of advice"))


TEXT = _(
    "Your {knee} has had symptoms since {opened}: today is {number}, with rest or care logged on {cared}."
)
HINT = _("Consider asking a physiotherapist or doctor for advice.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for episode in history.open_episodes:
        number = episode.day_number(history.today)
        care = history.care_in(history.episode_span(episode)) if number >= limits.from_day else ()
        if care:
            days = sorted({act.day for act in care})
            rows = (
                knee_row(episode.side),
                opened_row(episode),
                Evidence("number", _("day of this episode"), number, "day"),
                Evidence("cared", _("days with rest or care"), len(days), "days"),
            )
            since = max(episode.day(limits.from_day), days[0])
            yield Signal(Severity.NOTICE, episode.subject, since, TEXT, rows, HINT)


RULE = Rule(
    id="knee.few_days",
    title=_("Symptoms that outlast a few days of care"),
    why=_("Tightness that lasts more than a few days despite rest and care is a reason to ask for advice."),
    cannot_know=_("The source says “a few days” and no more; where that ends is our choice."),
    clears=WHEN_EPISODE_CLOSES,
    sources=(tight("When should I see a doctor for back of knee tight after running?"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
    gives_way_to=("knee.two_weeks",),
)
