"""The thresholds in force: defaults in the rules, changes in append-only revisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from training.engine.basics import BASICS_ID, Basics
from training.engine.evaluate import Ruleset, build_ruleset
from training.engine.limits import LimitError, limit_specs
from training.models import ThresholdRevision, User
from training.rules import ALL_RULES

Values = Mapping[str, Mapping[str, Any]]

NAMES = {
    BASICS_ID: {spec.name for spec in limit_specs(Basics)},
    **{rule.id: {spec.name for spec in rule.specs} for rule in ALL_RULES},
}
DEFAULTS = build_ruleset(ALL_RULES, {}, 0)


def current_ruleset() -> Ruleset:
    """The newest revision as a ruleset; number 0 where nobody changed a default."""
    newest = ThresholdRevision.objects.only("number", "values").first()
    return build_ruleset(ALL_RULES, _known(newest.values), newest.number) if newest else DEFAULTS


def add_revision(values: Values, *, reason: str, author: User | None) -> ThresholdRevision:
    """Put `values` (all that differ from the defaults) in force; LimitError names a field that is refused."""
    with transaction.atomic():
        newest = ThresholdRevision.objects.select_for_update().first()
        number = newest.number + 1 if newest else 1
        for unknown in set(values) - set(NAMES):
            raise LimitError(unknown, f"{unknown} is no rule")
        build_ruleset(ALL_RULES, values, number)
        return ThresholdRevision.objects.create(
            number=number,
            values={rule: dict(fields) for rule, fields in values.items()},
            reason=reason,
            author=author,
        )


def _known(values: Values) -> Values:
    """Without the names that an older version of KneeLog had and this one has not."""
    return {
        rule: {name: value for name, value in fields.items() if name in NAMES[rule]}
        for rule, fields in values.items()
        if rule in NAMES
    }


def set_on(rule_id: str) -> dict[str, date]:
    """The day on which each threshold that differs from its default got the value in force."""
    days: dict[str, date] = {}
    before: Mapping[str, Any] = {}
    for revision in ThresholdRevision.objects.order_by("number"):
        values = revision.values.get(rule_id, {})
        for name in values:
            if name not in before or before[name] != values[name]:
                days[name] = revision.created_at.date()
        before = values
    return {name: day for name, day in days.items() if name in before}
