"""Who reaches what: every address of the resolver, for everybody."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.access import matrix
from tests.access.addresses import ATHLETES, EVERY_NAME
from tests.access.unlisted import unlisted
from tests.access.world import CANARIES, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_every_address_is_accounted_for():
    assert unlisted() == set()


def test_nobody_reaches_what_is_not_theirs(world):
    assert matrix.complaints(world, EVERY_NAME) == []


def test_what_is_shared_is_there(world):
    """Else nothing could ever leak, and the matrix would prove nothing."""
    words = [word for canaries in CANARIES.values() for word in canaries]
    seen = {
        name: {word for word in words if word in world.ask("coach", "get", path).words()}
        for name, path in {
            "roster": reverse("roster"),
            **{name: reverse(name, args=[world.anna.pk, *matrix.day_of(world, name)]) for name in ATHLETES},
        }.items()
    }
    (title, headline, sign), (shoe,) = CANARIES["knee"], CANARIES["training"]
    assert seen == {
        "roster": {title, sign, shoe},
        "athlete": {headline, sign, shoe},
        "athlete-runs": {shoe, "canary-run-note"},
        "athlete-knee": {sign, "canary-check-in-note"},
        "athlete-shoes": {shoe},
        "athlete-what-set-it-off": {shoe},
        "athlete-plan": {title, headline, shoe},
        "athlete-history": {title, shoe},
        "athlete-as-it-was": {title, headline, sign, shoe},
        "athlete-notes": set(),
        "mark-athlete": set(),
    }
