"""Who takes part in tests of sharing."""

from __future__ import annotations

from tests.factories import make_runner
from training.models import Grant, Override, User
from training.models.choices import Category

ALL = frozenset(Category.values)
TRAINING = frozenset({Category.TRAINING})


def share(runner: User, coach: User, categories=ALL, **more) -> Grant:
    return Grant.objects.create(runner=runner, coach=coach, categories=frozenset(categories), **more)


def anna_and_kim() -> tuple[User, User]:
    return make_runner("anna"), make_runner("kim")


def number_set(grant: Grant, rule: str = "load.longest_run", day: str = "2026-03-03", **more) -> Override:
    """What the coach of this grant set for its runner; more: `values`, else caution from 20 %."""
    values = more.pop("values", {"caution_percent": 20})
    days = dict.fromkeys(values, day)
    reason = more.pop("reason", "a calf that is new to this")
    return Override.objects.create(
        runner=grant.runner, grant=grant, rule=rule, values=values, days=days, reason=reason, **more
    )
