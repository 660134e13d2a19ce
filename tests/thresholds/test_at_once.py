"""Two admins who save at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from training.models import ThresholdRevision
from training.thresholds import StaleThresholdsError, add_revision

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
ADMINS = 6


def save(number: int, base: int) -> bool:
    """Whether this admin was the one."""
    values = {"shoe.mileage": {"notice_m": 400_000 + number}}
    try:
        return bool(add_revision(values, reason=f"admin {number}", author=None, base=base))
    except StaleThresholdsError:
        return False
    finally:
        connection.close()


@pytest.mark.parametrize("earlier", [0, 1])
def test_one_is_saved_and_the_others_are_told(earlier):
    for _ in range(earlier):
        add_revision({"log": {"gap_days": 9}}, reason="before", author=None)
    with ThreadPoolExecutor(ADMINS) as pool:
        saved = list(pool.map(lambda number: save(number, earlier), range(ADMINS)))
    assert sum(saved) == 1
    newest = ThresholdRevision.objects.get(number=earlier + 1)
    assert newest.reason == f"admin {saved.index(True)}"
    assert ThresholdRevision.objects.count() == earlier + 1
