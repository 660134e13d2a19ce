"""History x rules x ruleset -> findings, worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from training.engine.basics import BASICS_ID, BASICS_ORDER, Basics
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


class Origin(NamedTuple):
    """Who set a threshold that differs from its default (`admin`, `coach`), and on which day.

    who: an opaque name of that coach, so that they know their own numbers.
    """

    by: str
    on: date
    who: str = ""


@dataclass(frozen=True)
class Ruleset:
    """The thresholds in force: limits by rule id, and the number of their revision (0: defaults).

    silent: ids of the rules that are off, so that nobody hears them. origins: rule id -> field -> who set it.
    laid: an opaque name of what is laid over the revision for one runner; empty where nothing is.
    """

    number: int = 0
    basics: Basics = field(default_factory=Basics)
    limits: Mapping[str, Any] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    origins: Mapping[str, Mapping[str, Origin]] = field(default_factory=dict)
    laid: str = ""

    def limits_of(self, rule: Rule) -> Any:
        found = self.limits.get(rule.id)
        return _default_limits(cast(Any, rule.limits)) if found is None else found

    def origins_of(self, rule_id: str) -> Mapping[str, Origin]:
        return self.origins.get(rule_id, {})

    def speaks(self, rule: Rule) -> bool:
        """Whether the rule is on."""
        return rule.id not in self.silent


@cache
def _default_limits(limits: Callable[[], Any]) -> Any:
    return limits()


def build_ruleset(
    rules: Iterable[Rule],
    values: Mapping[str, Mapping[str, Any]],
    number: int,
    silent: Iterable[str] = (),
    origins: Mapping[str, Mapping[str, Origin]] | None = None,
) -> Ruleset:
    """A ruleset from stored values (rule id -> field -> number); LimitError names a bad field."""
    limits = {rule.id: rule.build_limits(dict(values.get(rule.id, {}))) for rule in rules}
    basics = build_limits(Basics, values.get(BASICS_ID, {}), BASICS_ORDER)
    return Ruleset(number, basics, limits, frozenset(silent), origins or {})


def evaluate(history: History, rules: Sequence[Rule], ruleset: Ruleset) -> list[Finding]:
    """Every warning that stands on `history.today`: by severity, then newest, then the rules' own order."""
    found: list[Finding] = []
    for rule in rules:
        found += raised_by(rule, history, ruleset)
    return settle(history, rules, ruleset, found)


def raised_by(rule: Rule, history: History, ruleset: Ruleset) -> list[Finding]:
    """What a rule finds by itself, whatever the others do; nothing where it is off or reviews the others."""
    if rule.check is None or rule.id in ruleset.silent:
        return []
    limits = ruleset.limits_of(rule)
    return [_finding(history, rule, limits, signal) for signal in rule.check(history, limits)]


def settle(history: History, rules: Sequence[Rule], ruleset: Ruleset, found: list[Finding]) -> list[Finding]:
    """What stands of all that the rules found by themselves, given in their order, worst first."""
    found = [*found, *_reviewed(history, rules, ruleset, found)]
    taken = {finding.key for finding in found}
    standing = [
        finding
        for finding in found
        if not any((id_, finding.subject) in taken for id_ in finding.rule.gives_way_to)
    ]
    standing.sort(key=_worst_first)
    stop = bool(standing) and standing[0].severity >= Severity.SPECIALIST
    return [_after_the_stop(finding) for finding in standing] if stop else standing


def by_key(findings: Iterable[Finding]) -> dict[tuple[str, str], Finding]:
    """What stands on one day, by rule id and subject."""
    return {finding.key: finding for finding in findings}


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
        if rule.review is not None and rule.id not in ruleset.silent:
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
