"""Whether somebody with training should look at a knee, or looked, before it is run on again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import SIDES, CheckInFact, Episode
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding, Severity
from training.rules import ALL_RULES

ABOUT_THE_KNEE = tuple(rule for rule in ALL_RULES if rule.group == "knee")


@dataclass(frozen=True, slots=True)
class Clearance:
    """A clinician cleared the runner for running with this knee on a day. said_s: when that was logged."""

    side: str
    on: date
    said_s: int

    def covers(self, entry: CheckInFact) -> bool:
        """Whether the entry was there to be looked at; one of the same day, if it came before the word."""
        if entry.side != self.side or entry.day > self.on:
            return False
        return entry.day < self.on or entry.instant_s <= self.said_s


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning of a knee that asked for a professional, and that nobody answered by a clearance.

    seen_on: the newest day of its proof. stood_on: the last day on which it stood.
    is_open: whether it still stands.
    """

    side: str
    finding: Finding
    seen_on: date
    stood_on: date
    is_open: bool


def uncleared(
    history: History, ruleset: Ruleset, clearances: Iterable[Clearance], days: int
) -> tuple[Flag, ...]:
    """What the rules about the knee say of the last `days` days without what was cleared, worst first."""
    said = [clearance for clearance in clearances if clearance.on <= history.today]
    flags: list[Flag] = []
    for side in SIDES:
        seen = _without(history, [clearance for clearance in said if clearance.side == side], side)
        for episode in seen.episodes(side):
            end = episode.closed_on or history.today
            if (history.today - end).days < days:
                flags += _flags(seen, episode, ruleset)
    return tuple(sorted(flags, key=lambda flag: (-flag.finding.severity, -flag.seen_on.toordinal())))


def _without(history: History, said: Sequence[Clearance], side: str) -> History:
    """The log of one knee as if what a clinician could look at had never been."""
    if not said:
        return history
    kept = [
        entry
        for entry in history.knee(side).entries
        if not any(clearance.covers(entry) for clearance in said)
    ]
    log = Log(runs=history.log.runs, check_ins=kept, care=history.log.care, basics=history.log.basics)
    return History(log, history.today)


def _flags(history: History, episode: Episode, ruleset: Ruleset) -> list[Flag]:
    """The warnings for a professional that stood on the last day of an episode."""
    is_open = episode.closed_on is None
    last = history.today if episode.closed_on is None else episode.closed_on - timedelta(days=1)
    found = evaluate(History(history.log, last), ABOUT_THE_KNEE, ruleset)
    return [
        Flag(episode.side, finding, _newest_day(finding), last, is_open)
        for finding in found
        if finding.severity >= Severity.SPECIALIST and finding.subject == episode.subject
    ]


def _newest_day(finding: Finding) -> date:
    return max([finding.since, *(item.on for item in finding.evidence if item.on)])
