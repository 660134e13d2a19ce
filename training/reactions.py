"""Which findings a runner has set aside, and which stand before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from training.assessment import Assessment
from training.engine.evaluate import evaluate
from training.engine.history import History
from training.engine.rule import Finding, Severity
from training.models import Reaction, User
from training.rules import ALL_RULES

Kind = Reaction.Kind
# A warning that was acknowledged and still stands is shown again after this long.
ACKNOWLEDGED_FOR = timedelta(days=60)
SETTING_ASIDE = {Kind.ACKNOWLEDGED, Kind.SNOOZED, Kind.MUTED, Kind.RESTORED}
OPINIONS = {Kind.USEFUL, Kind.WRONG, Kind.RESTORED}


@dataclass(frozen=True)
class Said:
    """What counts of all a runner said of one finding."""

    aside: Reaction | None = None
    opinion: Reaction | None = None


@dataclass
class Reactions:
    """All reactions of one runner, oldest first."""

    said: list[Reaction] = field(default_factory=list)

    def of(self, finding: Finding, assessment: Assessment) -> Said:
        about = [r for r in self.said if r.rule == finding.rule.id and r.subject in ("", finding.subject)]
        aside = _newest(about, SETTING_ASIDE)
        opinion = _newest(about, OPINIONS)
        return Said(
            aside if aside and _holds(aside, finding, assessment) else None,
            opinion if opinion and opinion.kind != Kind.RESTORED else None,
        )


def reactions_of(runner: User) -> Reactions:
    return Reactions(list(runner.reactions.order_by("created_at", "id")))


def can_mute(finding: Finding) -> bool:
    return finding.severity < Severity.SPECIALIST


def react(runner: User, finding: Finding, *, kind: str, today: date, **more: Any) -> Reaction:
    """Store what the runner said; a mute, and its end, is for the rule as a whole."""
    whole_rule = kind == Kind.MUTED or (kind == Kind.RESTORED and finding.rule.id in muted_rules(runner))
    subject = "" if whole_rule else finding.subject
    severity = int(finding.severity)
    return runner.reactions.create(
        rule=finding.rule.id, subject=subject, kind=kind, severity=severity, day=today, **more
    )


def _newest(reactions: Iterable[Reaction], kinds: set[Kind]) -> Reaction | None:
    return next((reaction for reaction in reversed(list(reactions)) if reaction.kind in kinds), None)


def _holds(reaction: Reaction, finding: Finding, assessment: Assessment) -> bool:
    if reaction.kind == Kind.MUTED:
        return can_mute(finding)
    if finding.severity > reaction.severity:
        return False
    if reaction.kind == Kind.SNOOZED:
        return reaction.until is not None and assessment.today < reaction.until
    return reaction.kind == Kind.ACKNOWLEDGED and _stood_since(reaction, finding, assessment)


def _stood_since(reaction: Reaction, finding: Finding, assessment: Assessment) -> bool:
    """Whether the same warning has stood every day since: else it is a new one, not yet acknowledged."""
    if assessment.today - reaction.day > ACKNOWLEDGED_FOR:
        return False
    rules = ALL_RULES if finding.rule.review else (finding.rule,)
    days = (reaction.day + timedelta(days=n) for n in range((assessment.today - reaction.day).days))
    return all(
        any(f.rule == finding.rule and f.subject == finding.subject for f in found)
        for found in (
            evaluate(History(assessment.history.log, day), rules, assessment.ruleset) for day in days
        )
    )


def muted_rules(runner: User) -> set[str]:
    """The ids of the rules this runner has muted, as far as they can be."""
    newest: dict[str, str] = {}
    for reaction in runner.reactions.filter(subject="").order_by("created_at", "id"):
        newest[reaction.rule] = reaction.kind
    return {rule for rule, kind in newest.items() if kind == Kind.MUTED}


class Tellings(NamedTuple):
    """How often something was said of a rule, by how many runners; how often with a reason, by how many."""

    count: int
    runners: int
    reasons: int
    reasoners: int


def tellings_of(rule_id: str, since: date) -> dict[str, Tellings]:
    """What all runners said of a rule since a day, by kind: numbers alone, never their words."""
    with_reason = ~Q(reason="")
    rows = Reaction.objects.filter(rule=rule_id, day__gte=since).order_by().values("kind")
    counted = rows.annotate(
        count=Count("pk"),
        runners=Count("runner", distinct=True),
        reasons=Count("pk", filter=with_reason),
        reasoners=Count("runner", filter=with_reason, distinct=True),
    )
    return {row.pop("kind"): Tellings(**row) for row in counted}
