"""The thresholds in force: defaults in the rules, changes in append-only revisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from training.engine.evaluate import Ruleset, build_ruleset
from training.models import ThresholdRevision, User
from training.rules import ALL_RULES

Values = Mapping[str, Mapping[str, Any]]


def current_ruleset() -> Ruleset:
    """The newest revision as a ruleset; number 0 where nobody changed a default."""
    newest = ThresholdRevision.objects.only("number", "values").first()
    return (
        build_ruleset(ALL_RULES, newest.values, newest.number) if newest else build_ruleset(ALL_RULES, {}, 0)
    )


def add_revision(values: Values, *, reason: str, author: User | None) -> ThresholdRevision:
    """Put `values` (all that differ from the defaults) in force; LimitError names a field that is refused."""
    with transaction.atomic():
        newest = ThresholdRevision.objects.select_for_update().first()
        number = newest.number + 1 if newest else 1
        build_ruleset(ALL_RULES, values, number)
        return ThresholdRevision.objects.create(
            number=number,
            values={rule: dict(fields) for rule, fields in values.items()},
            reason=reason,
            author=author,
        )


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
