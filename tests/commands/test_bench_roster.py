from __future__ import annotations

import pytest

from training.access import athletes_of
from training.management.measuring.athletes import coach_of_many
from training.summaries import read, recall

pytestmark = pytest.mark.django_db


def test_the_athletes_of_the_benchmark_differ_and_are_a_coachs():
    coach = coach_of_many(6, days=60)
    recalled = recall(athletes_of(coach))
    read(recalled, recalled.unread)
    worst = {summary.kept[0].rule_id for summary in recalled.known.values() if summary.kept}
    assert (len(recalled.known), len(worst) > 1) == (6, True)
