"""What care fits today: at most three things, or only the advice to see someone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.engine.evaluate import Ruleset
from training.engine.facts import STRENGTH, STRETCHES
from training.engine.history import History
from training.engine.rule import Finding, Severity
from training.rules import knee_few_days

MOST = 3
LOOK_BACK_DAYS = 28
# Of several that do the same, the one that was not done for longest; first of equals.
STRETCH = ("stretch_sitting", "stretch_lying_band")
STRENGTHEN = ("glute_bridge", "hamstring_curl", "straight_leg_raise")
FIRST_CARE = ("ice", "elevation", "compression")


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of care, and whether it is logged today."""

    kind: str
    done: bool


@dataclass(frozen=True, slots=True)
class TodaysCare:
    """state: `see_someone`, `first`, `later`, `habit`, or `` where nothing is called for."""

    state: str = ""
    acts: tuple[Act, ...] = ()


def todays_care(history: History, findings: Sequence[Finding], ruleset: Ruleset) -> TodaysCare:
    """What fits the knees, the habits and what is logged today already."""
    if any(finding.severity >= Severity.SPECIALIST for finding in findings):
        return TodaysCare("see_someone")
    done = {act.kind for act in history.care_in((history.day, history.day))}
    state = _state(history, findings, ruleset)
    if not state:
        return TodaysCare()
    kinds = {"first": _first, "later": _later, "habit": _habits}[state](history, findings, done)
    acts = tuple(Act(kind, kind in done) for kind in dict.fromkeys(kinds))
    return TodaysCare(state, acts[:MOST]) if acts else TodaysCare()


def _state(history: History, findings: Sequence[Finding], ruleset: Ruleset) -> str:
    """`first` in the first days of an episode, or where a knee hurts too much to run; then `later`.

    `` where nobody has spoken of the open episode for long: whether it goes on is asked first.
    """
    few = ruleset.limits_of(knee_few_days.RULE).from_day
    days = [e.day_number(history.today) for e in history.open_episodes if not history.is_stale(e)]
    if not days:
        return "" if history.open_episodes else "habit"
    sore = any(f.rule.id == "knee.pain_level" and f.severity >= Severity.CAUTION for f in findings)
    return "first" if sore or min(days) < few else "later"


def _first(history: History, _findings: Sequence[Finding], _done: set[str]) -> Iterable[str]:
    return FIRST_CARE if _ran_today(history) else ("rest_day", *FIRST_CARE)


def _later(history: History, findings: Sequence[Finding], done: set[str]) -> Iterable[str]:
    if _ran_today(history):
        yield "ice"
    yield _due(history, STRETCH, done)
    if _wants("habit.strength", STRENGTH, findings, done):
        yield _strength(history, done)
    yield "foam_roll"


def _habits(history: History, findings: Sequence[Finding], done: set[str]) -> Iterable[str]:
    if _wants("habit.strength", STRENGTH, findings, done):
        yield _strength(history, done)
    if _wants("habit.flexibility", STRETCHES, findings, done):
        yield from (_due(history, STRETCH, done), "foam_roll")


def _wants(rule: str, kinds: Iterable[str], findings: Sequence[Finding], done: set[str]) -> bool:
    """Whether a habit is asked for, or was until it was seen to today."""
    return any(finding.rule.id == rule for finding in findings) or not done.isdisjoint(kinds)


def _strength(history: History, done: set[str]) -> str:
    weak = history.profile.weak_quadriceps
    return _due(history, tuple(reversed(STRENGTHEN)) if weak else STRENGTHEN, done)


def _due(history: History, kinds: Sequence[str], done: set[str]) -> str:
    """The one of them that is done today, else the one that was not done for longest."""
    newest = {act.kind: act.day.toordinal() for act in history.care_in(history.last_days(LOOK_BACK_DAYS))}
    return min(kinds, key=lambda kind: (kind not in done, newest.get(kind, 0)))


def _ran_today(history: History) -> bool:
    return history.distance_in((history.day, history.day)) > 0
