"""A knee whose scores have risen within an open episode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.facts import Episode
from training.engine.history import History
from training.engine.limits import limit
from training.engine.log import KneeLog
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain
from training.engine.text import gettext_noop as _
from training.engine.trends import Rise, first_rise, median_rise, weekly_rise
from training.engine.words import WHEN_EPISODE_CLOSES, knee_row, latest_row


@dataclass(frozen=True, slots=True)
class Limits:
    days: int = limit(3, unit="days", low=2, high=7, help=_("check-in days compared with as many before"))
    rise: int = limit(2, unit="score", low=1, high=5, help=_("rise of the middle score"))
    within_days: int = limit(90, unit="days", low=14, high=120, help=_("days in which all of them lie"))
    specialist_day: int = limit(4, unit="day", low=1, high=30, help=_("episode day to see someone from"))


MIDDLE = _(
    "By {risen}, the middle score of your {knee} over {days} with entries rose from {level_1} to {level_2}."
)
WEEKS = _("By {risen}, the weekly mean of your {knee} rose twice in a row: {level_1}, {level_2}, {level_3}.")
SINCE_THEN = _("The latest entry, of {latest_on}, is {latest}.")
EASE = _("Rest, or run shorter and easier at most, until the scores come down.")
SEE_SOMEONE = _("Stop running and have a doctor or physiotherapist look at the knee.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    def rise_at(knee: KneeLog, position: int) -> Rise | None:
        middle = median_rise(knee, position, limits.days, limits.rise, limits.within_days)
        return middle or weekly_rise(knee, position)

    for episode in history.open_episodes:
        rise = first_rise(history, episode, limits, rise_at)
        if rise:
            yield _signal(history, limits, episode, rise)


def _signal(history: History, limits: Limits, episode: Episode, rise: Rise) -> Signal:
    from_day = episode.day(limits.specialist_day)
    late = history.today >= from_day
    severity, hint = (Severity.SPECIALIST, SEE_SOMEONE) if late else (Severity.CAUTION, EASE)
    since = max(rise.on, from_day) if late else rise.on
    rows = (knee_row(episode.side), *rise.rows, latest_row(history, episode))
    text = MIDDLE if rise.levels == 2 else WEEKS
    if episode.last_entry_on > rise.on:
        text = f"{text}\n{SINCE_THEN}"
    return Signal(severity, episode.subject, since, text, rows, hint)


RULE = Rule(
    id="knee.worsening",
    title=_("A knee that is getting worse"),
    why=_("Pain that worsens is one of the reasons to see a doctor."),
    cannot_know=_("A few entries can swing by chance; the source names no numbers: these are our choice."),
    clears=WHEN_EPISODE_CLOSES,
    sources=(pain("When should I see a doctor for back of knee pain from running?"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
    sends_to_help=True,
)
