"""Runs and the symptoms of a knee around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from training.engine.facts import WITH_A_RUN, CheckInFact, Episode, RunFact
from training.engine.history import History
from training.engine.log import KneeLog, Log
from training.engine.rule import Finding
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import score_row


@dataclass(frozen=True, slots=True)
class Aftermath:
    """By day `on`, symptoms had followed some of the last runs.

    rows: the day as `{seen}`, `{followed}` runs of `{compared}`, then each of them with the first such entry.
    """

    on: date
    rows: tuple[Evidence, ...]


def runs_on_bad_days(history: History, episode: Episode, above: float) -> Iterator[int]:
    """Positions of the runs on days of an open episode with a score above `above`."""
    knee = history.knee(episode.side)
    for at in knee.positions(*history.episode_span(episode)):
        if knee.worst_scores[at] > above:
            yield from history.run_positions((knee.days[at], knee.days[at]))


def runs_after(history: History, finding: Finding, days: int) -> Iterator[int]:
    """Positions of the runs from the day of a finding of one knee to `days` later.

    On that day itself a run counts only if a check-in behind the finding had been logged before it: one after
    a run is no warning before it.
    """
    first, side = finding.since.toordinal(), finding.subject.partition(":")[2]
    refs = {item.ref for item in finding.evidence}
    said = [entry.instant_s for entry in history.check_ins_in((first, first), side) if entry.ref in refs]
    for position in history.run_positions((first, first + days)):
        run = history.log.runs[position]
        if run.day != finding.since or not said or said[0] <= run.instant_s:
            yield position


def symptoms_after(log: Log, knee: KneeLog, position: int, last_day: int) -> CheckInFact | None:
    """The first entry with symptoms during or after a run or the next morning, no later than `last_day`."""
    run, day = log.runs[position], log.run_days[position]
    is_first_of_day = position == 0 or log.run_days[position - 1] != day
    for entry in knee.between(day, min(day + 1, last_day)):
        if entry.is_clear:
            continue
        if entry.day != run.day:
            follows = entry.moment == "next_morning"
        elif entry.instant_s >= run.instant_s:
            follows = entry.moment in WITH_A_RUN or entry.moment == "rest"
        else:
            # Said to be of a run, but timed before any of that day: the clock is off, not the word.
            follows = is_first_of_day and entry.moment in WITH_A_RUN
        if follows:
            return entry
    return None


def first_aftermath(log: Log, knee: KneeLog, episode: Episode, runs: int, least: int) -> Aftermath | None:
    """The first day of an episode by which symptoms had followed `least` of the last `runs` runs."""
    for at in knee.positions(*knee.whole_span(episode.opened_on)):
        day = knee.days[at]
        end = log.run_range(day, day)[1]
        compared = range(max(end - runs, 0), end)
        found = ((log.runs[position], symptoms_after(log, knee, position, day)) for position in compared)
        followed = [(run, entry) for run, entry in found if entry]
        if len(followed) >= least:
            return _aftermath(date.fromordinal(day), followed, len(compared))
    return None


def _aftermath(on: date, followed: list[tuple[RunFact, CheckInFact]], compared: int) -> Aftermath:
    rows = [
        Evidence("seen", _("seen on"), on.isoformat(), "date"),
        Evidence("followed", _("runs followed by symptoms"), len(followed), "count"),
        Evidence("compared", _("of the last runs"), compared, "count"),
    ]
    for number, (run, entry) in enumerate(followed, 1):
        rows.append(Evidence(f"run_{number}", _("run"), run.distance_m, "m", run.day, run.subject))
        rows.append(score_row(f"after_{number}", _("score after it"), entry))
    return Aftermath(on, tuple(rows))
