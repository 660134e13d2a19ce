"""Who takes part in tests of sharing."""

from __future__ import annotations

from tests.factories import make_runner
from training.models import Grant, User
from training.models.choices import Category

ALL = frozenset(Category.values)
TRAINING = frozenset({Category.TRAINING})


def share(runner: User, coach: User, categories=ALL, **more) -> Grant:
    return Grant.objects.create(runner=runner, coach=coach, categories=frozenset(categories), **more)


def anna_and_kim() -> tuple[User, User]:
    return make_runner("anna"), make_runner("kim")
