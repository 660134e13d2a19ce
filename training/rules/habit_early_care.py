"""Symptoms for two days or more, and no rest or care logged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import knee_row


@dataclass(frozen=True, slots=True)
class Limits:
    from_day: int = limit(2, unit="day", low=1, high=14, help=_("episode day from which care is missed"))
    to_day: int = limit(90, unit="day", low=15, high=120, help=_("episode day to which care counts as early"))


NO_CARE = _("Your {knee} has had symptoms since {opened} ({number}), and no rest or care is logged since.")
STALE = _("Its last entry is from {last}: has it recovered, or was it not logged?")
HINT = _("Log a rest day, ice, a gentle stretch or whatever else you did for it.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for episode in history.open_episodes:
        number = episode.day_number(history.today)
        if limits.from_day <= number <= limits.to_day and not history.care_in(history.episode_span(episode)):
            evidence = (
                knee_row(episode.side),
                Evidence("opened", _("first entry with symptoms"), episode.opened_on.isoformat(), "date"),
                Evidence("number", _("day of the episode"), number, "day"),
                Evidence("last", _("last entry of this knee"), episode.last_entry_on.isoformat(), "date"),
                Evidence("care", _("rest or care logged since"), 0, "count"),
            )
            text = f"{NO_CARE}\n{STALE}" if history.is_stale(episode) else NO_CARE
            since = episode.day(limits.from_day)
            yield Signal(Severity.NOTICE, episode.subject, since, text, evidence, HINT)


RULE = Rule(
    id="habit.early_care",
    title=_("Symptoms without care"),
    why=_("Mild discomfort that is left alone leads many runners into repeated flare-ups."),
    cannot_know=_("No study here; care that is not logged is not seen, and no care cures every knee."),
    clears=_("Any rest day or care entry clears it, and so does the end of the episode."),
    sources=(pain("The Importance of Early Intervention for Back Of Knee Pain From Running"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
)
