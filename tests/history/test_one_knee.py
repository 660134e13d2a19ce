"""A knee nobody ever speaks of does not make the whole log of the other one matter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories import make_check_in, make_runner
from training.engine.basics import Basics
from training.history import load_recent_logs

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def loaded(runner) -> int:
    log = load_recent_logs([runner], TODAY, Basics())[runner.pk]
    return sum(len(knee.entries) for knee in log.knees.values())


def test_old_entries_of_the_only_knee_stay_unread_once_it_has_settled():
    runner = make_runner()
    for back in range(0, 700, 50):
        for n, score in enumerate((3, 0, 0, 0)):
            make_check_in(runner, TODAY - timedelta(days=back + 10 - n), score)
    everything = runner.check_ins.count()
    assert loaded(runner) < everything
    # The other knee was sore long ago, and nobody said that it recovered.
    make_check_in(runner, TODAY - timedelta(days=600), 3, side="right")
    assert loaded(runner) == everything + 1
