"""Runs with what the knee said before them, after them and the next morning; unsaid is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from training.engine.facts import WITH_A_RUN, CheckInFact, RunFact
from training.engine.history import Span
from training.engine.log import KneeLog, Log

ON_THE_DAY = WITH_A_RUN | {"rest"}
# One score alone says too little of how a knee went into a run, an old one nothing.
BEFORE_DAYS = 7
NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class ScoredRun:
    """Scores 0-10 of the worse of some knees around a run; None where unsaid.

    position: of the run in the log. before: the mean of the worst of each day in the week ahead of the
    run. after: the worst of the rest of its day, or until the next run. morning: the worst said to be of the
    next morning, where no run came in between.
    """

    position: int
    run: RunFact
    before: float | None
    after: int | None
    morning: int | None


def scored_runs(log: Log, span: Span, sides: Sequence[str]) -> list[ScoredRun]:
    """The runs of a span of days, in order, with the scores of these knees around each."""
    return [_scored(log, position, sides) for position in range(*log.run_range(*span))]


def _scored(log: Log, position: int, sides: Sequence[str]) -> ScoredRun:
    knees = [log.knees[side] for side in sides]
    return ScoredRun(
        position,
        log.runs[position],
        _before(log, knees, position),
        _worst(entry for knee in knees for entry in _after(log, knee, position)),
        _worst(entry for knee in knees for entry in _next_morning(log, knee, position)),
    )


def _worst(entries: Iterable[CheckInFact]) -> int | None:
    return max((entry.score for entry in entries), default=None)


def _before(log: Log, knees: Sequence[KneeLog], position: int) -> float | None:
    run, day = log.runs[position], log.run_days[position]
    worst: dict[date, int] = {}
    for knee in knees:
        for entry in knee.between(day - BEFORE_DAYS, day):
            if entry.instant_s < run.instant_s and not _is_of_the_first_run(log, entry):
                worst[entry.day] = max(entry.score, worst.get(entry.day, 0))
    return fmean(worst.values()) if worst else None


def _after(log: Log, knee: KneeLog, position: int) -> list[CheckInFact]:
    run, day = log.runs[position], log.run_days[position]
    until = _start_of_next(log, position, day)
    is_first = position == log.run_range(day, day)[0]
    return [
        entry
        for entry in knee.between(day, day)
        if (entry.moment in ON_THE_DAY and run.instant_s <= entry.instant_s < until)
        or (is_first and _is_of_the_first_run(log, entry))
    ]


def _next_morning(log: Log, knee: KneeLog, position: int) -> list[CheckInFact]:
    day = log.run_days[position]
    if _start_of_next(log, position, day) is not NEVER:
        return []
    until = _start_of_next(log, position, day + 1)
    entries = knee.between(day + 1, day + 1)
    return [entry for entry in entries if entry.moment == "next_morning" and entry.instant_s < until]


def _start_of_next(log: Log, position: int, day: int) -> float:
    """The instant of the run after this one, where it is on that day or before; else NEVER."""
    following = position + 1
    is_there = following < len(log.runs) and log.run_days[following] <= day
    return log.runs[following].instant_s if is_there else NEVER


def _is_of_the_first_run(log: Log, entry: CheckInFact) -> bool:
    """Said to be of a run, but timed before any of that day: the clock is off, not the word."""
    day = entry.day.toordinal()
    first, end = log.run_range(day, day)
    return entry.moment in WITH_A_RUN and first < end and entry.instant_s < log.runs[first].instant_s
