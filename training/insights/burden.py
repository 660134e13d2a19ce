"""How often the warnings speak: on what share of days a log raises a new card, by rule and severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from training.engine.evaluate import Ruleset
from training.engine.log import Log
from training.engine.replay import replay
from training.engine.rule import Finding, Rule, Severity

# A rule id, or `load.*` for any rule of the group; and the severity.
Kind = tuple[str, Severity]
ANY = ".*"


@dataclass(frozen=True, slots=True)
class Burden:
    """The replay of one log: its days from the first entry to the last, and on how many each kind was new."""

    days: int
    new_on: Mapping[Kind, int] = field(default_factory=dict)

    def share(self, kind: Kind) -> float:
        """Percent of the days."""
        return self.new_on.get(kind, 0) * 100 / self.days if self.days else 0.0


@dataclass(frozen=True, slots=True)
class Spread:
    """Percent of days with a new card of one kind: lowest, median and highest of all runners."""

    kind: Kind
    low: float
    middle: float
    high: float


def measure_burden(log: Log, rules: Sequence[Rule], ruleset: Ruleset) -> Burden:
    """Replay a log day by day.

    A card (rule and subject) is new if it did not stand the day before, or with a lower severity.
    """
    days = log.entry_days
    if not days:
        return Burden(0)
    new_on: Counter[Kind] = Counter()
    before: dict[tuple[str, str], Severity] = {}
    for _, findings in replay(log, rules, ruleset, date.fromordinal(days[0]), date.fromordinal(days[-1])):
        new_on.update(set(_new_kinds(findings, before)))
        before = {finding.key: finding.severity for finding in findings}
    return Burden(days[-1] - days[0] + 1, dict(new_on))


def spread(burdens: Sequence[Burden], rules: Sequence[Rule]) -> list[Spread]:
    """Every kind that was new at least once, for any runner: by rule, the worst first, then by group."""
    groups = dict.fromkeys(rule.group for rule in rules)
    names = [*(rule.id for rule in rules), *(group + ANY for group in groups)]
    kinds = ((name, severity) for name in names for severity in sorted(Severity, reverse=True))
    return [_spread(kind, burdens) for kind in kinds if any(kind in burden.new_on for burden in burdens)]


def _new_kinds(findings: Sequence[Finding], before: Mapping[tuple[str, str], Severity]) -> Iterator[Kind]:
    for finding in findings:
        if finding.severity > before.get(finding.key, 0):
            yield finding.rule.id, finding.severity
            yield finding.rule.group + ANY, finding.severity


def _spread(kind: Kind, burdens: Sequence[Burden]) -> Spread:
    shares = [burden.share(kind) for burden in burdens]
    return Spread(kind, min(shares), median(shares), max(shares))
