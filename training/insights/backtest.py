"""What other thresholds would have said: two rulesets over the same days of one log, by the same engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from training.engine.evaluate import Ruleset, evaluate, raised_by, settle
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding, Rule, Severity
from training.insights.outcomes import symptoms_followed

Pair = tuple[list[Finding], list[Finding]]


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: a card on the days on which it stands in a row; one that grows worse is another.

    day: the first of these days within the span. followed: see `symptoms_followed`.
    """

    day: int
    finding: Finding
    followed: bool | None

    @property
    def kind(self) -> tuple[str, Severity]:
        return self.finding.rule.id, self.finding.severity


@dataclass
class Said:
    """What a log heard under one ruleset: its warnings, the days with any, and the days with a new one."""

    warnings: list[Warned] = field(default_factory=list)
    warned_days: int = 0
    new_days: int = 0


@dataclass(frozen=True)
class Compared:
    """One log under two rulesets, over `days` days. followed: of each of these days, as of a warning."""

    days: int
    now: Said
    then: Said
    followed: Sequence[bool | None]


def changed_rules(rules: Sequence[Rule], now: Ruleset, then: Ruleset) -> frozenset[str]:
    """The ids of the rules that are set differently; all of them where the words they share are."""
    if now.basics != then.basics:
        return frozenset(rule.id for rule in rules)
    return frozenset(
        rule.id
        for rule in rules
        if now.limits_of(rule) != then.limits_of(rule) or now.speaks(rule) != then.speaks(rule)
    )


def compare(
    logs: tuple[Log, Log], rules: Sequence[Rule], rulesets: tuple[Ruleset, Ruleset], first: date, last: date
) -> Compared | None:
    """Replay a log under both rulesets; None where it has no entry from `first` to `last`.

    logs: the same log read with the words of each ruleset; one object twice where they are the same. The
    days before the first entry do not count.
    """
    days = logs[0].entry_days
    start = max(first.toordinal(), days[0]) if days else last.toordinal() + 1
    if not any(start <= day <= last.toordinal() for day in days):
        return None
    span = range(start, last.toordinal() + 1)
    followed = [symptoms_followed(logs[0], day, span[-1]) for day in span]
    now, then = _Listener(span[0], followed), _Listener(span[0], followed)
    for day, pair in zip(span, replay_both(logs, rules, rulesets, span), strict=True):
        now.hear(day, pair[0])
        then.hear(day, pair[1])
    return Compared(len(span), now.said, then.said, followed)


def replay_both(
    logs: tuple[Log, Log], rules: Sequence[Rule], rulesets: tuple[Ruleset, Ruleset], span: range
) -> Iterator[Pair]:
    """Of each day, given as ordinals, the findings under one ruleset and under the other.

    Only the rules that are set differently are asked twice; how the others give way is settled again where
    these answer differently.
    """
    changed = changed_rules(rules, *rulesets)
    places = [place for place, rule in enumerate(rules) if rule.id in changed]
    reviews = any(rules[place].review for place in places)
    for ordinal in span:
        history = History(logs[0], date.fromordinal(ordinal))
        asked = [raised_by(rule, history, rulesets[0]) for rule in rules]
        now = settle(history, rules, rulesets[0], list(chain.from_iterable(asked)))
        if logs[0] is not logs[1]:
            yield now, evaluate(History(logs[1], history.today), rules, rulesets[1])
            continue
        again = asked.copy()
        for place in places:
            again[place] = raised_by(rules[place], history, rulesets[1])
        if reviews or any(not _say_the_same(asked[place], again[place]) for place in places):
            yield now, settle(history, rules, rulesets[1], list(chain.from_iterable(again)))
        else:
            yield now, now


def _say_the_same(one: list[Finding], other: list[Finding]) -> bool:
    if not one and not other:
        return True
    return [(f.severity, f.subject, f.since, f.evidence) for f in one] == [
        (f.severity, f.subject, f.since, f.evidence) for f in other
    ]


class _Listener:
    """Hears the findings of one day after the other, and notes what is new."""

    def __init__(self, first: int, followed: Sequence[bool | None]) -> None:
        self.first, self.followed = first, followed
        self.said = Said()
        self._standing: dict[tuple[str, str], Severity] = {}

    def hear(self, day: int, findings: Sequence[Finding]) -> None:
        new = [f for f in findings if f.severity > self._standing.get((f.rule.id, f.subject), 0)]
        self._standing = {(f.rule.id, f.subject): f.severity for f in findings}
        self.said.warnings += [Warned(day, finding, self.followed[day - self.first]) for finding in new]
        self.said.warned_days += bool(findings)
        # What stands on the first day may have begun before it.
        self.said.new_days += bool(new) and day > self.first
