"""History x rules x ruleset -> findings, worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, cast

from training.engine.basics import BASICS_ID, Basics
from training.engine.history import History
from training.engine.limits import build_limits
from training.engine.rule import Finding, Rule, Severity, Signal
from training.engine.text import gettext_noop as _

SHARPENED_GROUPS = frozenset({"load", "terrain"})
SHARPENED = _(
    "It is one level higher because your profile names a knee injury in the last {injury_months} months."
)
GROUPS_ABOUT_RUNNING = frozenset({"load", "terrain", "knee"})
STOP_FIRST = _("The warning to stop and have the knee looked at comes first.")


@dataclass(frozen=True)
class Ruleset:
    """The thresholds in force: limits by rule id, and the number of their revision (0: defaults)."""

    number: int = 0
    basics: Basics = field(default_factory=Basics)
    limits: Mapping[str, Any] = field(default_factory=dict)

    def limits_of(self, rule: Rule) -> Any:
        found = self.limits.get(rule.id)
        return _default_limits(cast(Any, rule.limits)) if found is None else found


@cache
def _default_limits(limits: Callable[[], Any]) -> Any:
    return limits()


def build_ruleset(rules: Iterable[Rule], values: Mapping[str, Mapping[str, Any]], number: int) -> Ruleset:
    """A ruleset from stored values (rule id -> field -> number); LimitError names a bad field."""
    limits = {rule.id: rule.build_limits(dict(values.get(rule.id, {}))) for rule in rules}
    return Ruleset(number, build_limits(Basics, values.get(BASICS_ID, {})), limits)


def evaluate(history: History, rules: Sequence[Rule], ruleset: Ruleset) -> list[Finding]:
    """Every warning that stands on `history.today`: by severity, then newest, then the rules' own order."""
    found: list[Finding] = []
    for rule in rules:
        if rule.check is not None:
            limits = ruleset.limits_of(rule)
            for signal in rule.check(history, limits):
                found.append(_finding(history, rule, limits, signal))
    found.extend(_reviewed(history, rules, ruleset, found))
    taken = {(finding.rule.id, finding.subject) for finding in found}
    standing = [
        finding
        for finding in found
        if not any((id_, finding.subject) in taken for id_ in finding.rule.gives_way_to)
    ]
    standing.sort(key=_worst_first)
    stop = bool(standing) and standing[0].severity >= Severity.SPECIALIST
    return [_after_the_stop(finding) for finding in standing] if stop else standing


def _worst_first(finding: Finding) -> tuple[int, int, bool]:
    """By severity, then newest; a knee before anything else of the same day."""
    return -finding.severity, -finding.since.toordinal(), finding.rule.group != "knee"


def _after_the_stop(finding: Finding) -> Finding:
    """How far to run is no question while a graver warning says to stop and see someone."""
    if finding.severity >= Severity.SPECIALIST or finding.rule.group not in GROUPS_ABOUT_RUNNING:
        return finding
    return replace(finding, hint_template=STOP_FIRST)


def _reviewed(
    history: History, rules: Sequence[Rule], ruleset: Ruleset, found: list[Finding]
) -> Iterator[Finding]:
    for rule in rules:
        if rule.review is not None:
            limits = ruleset.limits_of(rule)
            for signal in rule.review(history, limits, tuple(found)):
                yield _finding(history, rule, limits, signal)


def _finding(history: History, rule: Rule, limits: Any, signal: Signal) -> Finding:
    sharpened = (
        signal.severity is Severity.NOTICE
        and not signal.capped
        and rule.group in SHARPENED_GROUPS
        and history.has_previous_injury(signal.sides)
    )
    return Finding(
        rule=rule,
        severity=Severity.CAUTION if sharpened else signal.severity,
        subject=signal.subject,
        since=signal.since,
        text_template=f"{signal.text}\n{SHARPENED}" if sharpened else signal.text,
        hint_template=signal.hint,
        evidence=signal.evidence,
        limits=limits,
        sharpened_by_injury=sharpened,
        basics=history.log.basics,
    )
