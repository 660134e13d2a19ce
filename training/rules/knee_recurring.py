"""Symptoms that come back, in episode after episode or after run after run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from training.engine.after_runs import first_aftermath
from training.engine.facts import Episode
from training.engine.history import History
from training.engine.limits import limit
from training.engine.log import Log
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import WHEN_EPISODE_CLOSES, knee_row, opened_row


@dataclass(frozen=True, slots=True)
class Limits:
    episodes: int = limit(3, unit="count", low=2, high=10, help=_("episodes of one knee"))
    within_days: int = limit(90, unit="days", low=30, high=120, help=_("days in which they opened"))
    followed_runs: int = limit(3, unit="count", low=2, high=9, help=_("runs that symptoms followed"))
    last_runs: int = limit(4, unit="count", low=3, high=10, help=_("last runs looked at"))


EPISODES = _("Your {knee} has had {spells} episodes of symptoms in {within_days}, the newest from {opened}.")
RUNS = _("By {seen}, symptoms in your {knee} had followed {followed} of the last {compared} runs.")
HINT = _("Rest from running until the knee is clear, and ask a physiotherapist what may bring it back.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for episode in history.open_episodes:
        make = partial(_signal, history.log, episode, limits)
        signal = history.log.remember((limits, episode.side, episode.opened_on), make)
        if signal and signal.since <= history.today:
            yield signal


def _signal(log: Log, episode: Episode, limits: Limits) -> Signal | None:
    knee, row = log.knees[episode.side], knee_row(episode.side)
    first = episode.opened_on - timedelta(days=limits.within_days - 1)
    earlier = [spell for spell in knee.episodes if first <= spell.opened_on < episode.opened_on]
    if len(earlier) + 1 >= limits.episodes:
        count = Evidence("spells", _("episodes"), len(earlier) + 1, "count")
        openings = (opened_row(spell, f"opened_{n}") for n, spell in enumerate(earlier, 1))
        rows = (row, count, *openings, opened_row(episode))
        return Signal(Severity.CAUTION, episode.subject, episode.opened_on, EPISODES, rows, HINT)
    after = first_aftermath(log, knee, episode, limits.last_runs, limits.followed_runs)
    if after is None:
        return None
    return Signal(Severity.CAUTION, episode.subject, after.on, RUNS, (row, *after.rows), HINT)


RULE = Rule(
    id="knee.recurring",
    title=_("Symptoms that come back"),
    why=_("Ignored discomfort leads many runners into cycles of flare-ups that take longer to heal."),
    cannot_know=_("The source does not say how often is too often; these counts are our choice."),
    clears=WHEN_EPISODE_CLOSES,
    sources=(pain("The Importance of Early Intervention for Back Of Knee Pain From Running"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
    order=(("followed_runs", "last_runs"),),
)
