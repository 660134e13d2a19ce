"""Two runners as a browser meets them: one with everything, one on the first day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import CareEntry, PreviousInjury


@pytest.fixture
def newcomer(transactional_db):
    return make_runner("nora")


@pytest.fixture
def runner(transactional_db):
    """Two months of runs in two shoes, a jump, a sore knee with signs for a professional, care."""
    runner = make_runner("anna", foot_type="overpronating")
    today = runner.profile.today()
    worn = make_shoe(runner, "Ghost", start_distance_m=470_000, support="neutral")
    make_shoe(runner, "Old", retired_on=today - timedelta(days=90), successor=worn)
    for back in range(2, 60, 2):
        day = today - timedelta(days=back)
        make_run(
            runner, day, 8_000, surface="asphalt", shoe=worn, duration_s=2_700, warm_up=True, session="easy"
        )
    make_run(runner, today - timedelta(days=1), 13_000, surface="trail", notes="windy")
    for back in range(16):
        signs = {"locks"} if back == 3 else frozenset()
        make_check_in(runner, today - timedelta(days=back), 2 + back % 3, signs=signs, feel={"tight"}, hour=0)
    CareEntry.objects.create(runner=runner, on=today - timedelta(days=2), kind="ice", minutes=15)
    PreviousInjury.objects.create(runner=runner, side="right", month=today.replace(day=1))
    return runner
