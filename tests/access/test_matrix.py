"""Who reaches what: every address of the resolver, for everybody."""

from __future__ import annotations

import pytest

from tests.access import matrix
from tests.access.addresses import EVERY_NAME
from tests.access.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def test_every_address_is_accounted_for():
    assert matrix.unlisted() == set()


def test_nobody_reaches_what_is_not_theirs(world):
    assert matrix.complaints(world, EVERY_NAME) == []
