from __future__ import annotations

import pytest

from tests.factories import make_runner
from training.models import User


@pytest.fixture
def anna(db) -> User:
    return make_runner("anna")
