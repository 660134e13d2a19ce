"""Which other run is answered better: shorter, in other shoes, elsewhere, easier or later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import HARD_SESSIONS
from training.engine.history import History
from training.engine.rule import Rule
from training.engine.words import SURFACES, TERRAINS
from training.insights.ladder import State
from training.insights.plan import PlannedRun, as_runs
from training.insights.what_if import (
    Ahead,
    Alternative,
    Answer,
    Change,
    Verdict,
    answer_day,
    gate_of,
    worst_of,
)

MOST_DAYS_LATER = 14
MOST_OF_A_KIND = 3

Rank = tuple[Verdict, int]


def answer_run(
    history: History,
    rules: Sequence[Rule],
    ruleset: Ruleset,
    run: PlannedRun,
    latest: date,
    way_back: State | None = None,
) -> Answer:
    """The answer to one planned run, and what else is answered better, no later than `latest`.

    history: the log as it is today; the days until the run count as they are logged now.
    """
    gate = gate_of(history, evaluate(history, rules, ruleset))
    ahead = Ahead(history.log, run.day, rules, ruleset)
    answer = answer_day(ahead, [run], gate, way_back)
    if answer.is_held or answer.is_unjudged or worst_of(answer.changes) is Verdict.YES:
        return answer
    return replace(answer, alternatives=tuple(_alternatives(ahead, run, answer, latest)))


def _alternatives(ahead: Ahead, run: PlannedRun, answer: Answer, latest: date) -> Iterator[Alternative]:
    now, reach = _rank(answer.changes), answer.reach
    if reach and reach.metres and reach.metres < run.distance_m:
        yield from _better(ahead, now, "distance_m", [replace(run, distance_m=reach.metres)])
    for kind, runs in _others(ahead, run).items():
        yield from _better(ahead, now, kind, runs)[:MOST_OF_A_KIND]
    for later in _days_later(run.day, latest):
        other = Ahead(ahead.log, later, ahead.rules, ahead.ruleset)
        found = _better(other, now, "day", [replace(run, day=later)])
        if found and not other.raised(found[0].run):
            yield found[0]
            return


def _better(ahead: Ahead, now: Rank, kind: str, runs: list[PlannedRun]) -> list[Alternative]:
    """Those of the runs that are answered better than now."""
    ranked = [(run, _rank(ahead.changes([run]))) for run in runs]
    return [Alternative(kind, run, rank[0]) for run, rank in ranked if rank > now]


def _rank(changes: Sequence[Change]) -> Rank:
    """The answer; of two alike, the one is better that raises less."""
    raised = (change.finding.severity for change in changes if change.is_raised)
    return worst_of(changes), -max(raised, default=0)


def _others(ahead: Ahead, run: PlannedRun) -> dict[str, list[PlannedRun]]:
    """The same run with another shoe, surface, terrain or session; the most usual first."""
    (planned,) = as_runs(ahead.log, [run])
    worn = [shoe.key for shoe in History(ahead.log, ahead.day).shoes_in_use]
    surfaces = Counter(logged.surface for logged in ahead.log.runs)
    terrains = Counter(logged.terrain for logged in ahead.log.runs)
    return {
        "shoe": [replace(run, shoe=key) for key in worn if key != planned.shoe],
        "surface": [replace(run, surface=word) for word in _usual(planned.surface, SURFACES, surfaces)],
        "terrain": [replace(run, terrain=word) for word in _usual(planned.terrain, TERRAINS, terrains)],
        "session": [replace(run, session="easy")] if run.session in HARD_SESSIONS else [],
    }


def _usual(said: str, words: Iterable[str], used: Counter[str]) -> list[str]:
    """The other words, the most used first; none where nothing was said."""
    return sorted((word for word in words if word != said), key=lambda word: -used[word]) if said else []


def _days_later(day: date, latest: date) -> Iterator[date]:
    for days in range(1, min(MOST_DAYS_LATER, (latest - day).days) + 1):
        yield day + timedelta(days=days)
