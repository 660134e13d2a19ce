"""Short ways to write a log in a test. Day 0 is DAY_0; a day may be a number or a date."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import CareFact, CheckInFact, RunFact
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding, Rule

DAY_0 = date(2026, 3, 1)


def on(day: int | date) -> date:
    return DAY_0 + timedelta(days=day) if isinstance(day, int) else day


def _moment(day: int | date, clock: str) -> tuple[str, int]:
    moment = datetime.combine(on(day), time.fromisoformat(clock), UTC)
    return moment.isoformat(), int(moment.timestamp())


def run(day: int | date, km: float, clock: str = "07:30", **facts) -> RunFact:
    start, instant = _moment(day, clock)
    return RunFact(start=start, day=on(day), instant_s=instant, distance_m=round(km * 1000), **facts)


def check_in(day: int | date, score: int, side: str = "left", clock: str = "20:00", **facts) -> CheckInFact:
    at, instant = _moment(day, clock)
    facts = {**facts, "signs": frozenset(facts.get("signs", ())), "feel": frozenset(facts.get("feel", ()))}
    return CheckInFact(at=at, day=on(day), instant_s=instant, side=side, score=score, **facts)


def care(day: int | date, kind: str = "rest_day") -> CareFact:
    return CareFact(day=on(day), kind=kind)


def findings(rule: Rule, today: int | date, ruleset: Ruleset | None = None, **log) -> list[Finding]:
    """What one rule, alone, says at the end of `today`."""
    return evaluate(History(Log(**log), on(today)), [rule], ruleset or Ruleset())


def summary(found: list[Finding]) -> list[tuple[str, str, str]]:
    """(rule id, severity word, subject) of each finding, in order."""
    return [(finding.rule.id, finding.severity.word, finding.subject) for finding in found]
