"""How fast a changed threshold is tried on the logs of many runners, reading them included."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.utils import timezone

from training.backtests import DEFAULT_SPAN, ask, span_of, work_on
from training.management.measuring.copies import copy_log
from training.management.measuring.figures import Figure, seconds_of
from training.management.measuring.invented import runner_with
from training.management.measuring.scale import Scale
from training.models import User
from training.thresholds.setting import Setting

RUNS, DIFFERENT = 250, 10
FULL_SIZE = 1_000
CHANGE = Setting({"shoe.mileage": {"notice_m": 400_000}})


def back_tests(scale: Scale) -> Iterator[Figure]:
    # Whoever is here from another part is not counted.
    User.objects.update(leaves_at=timezone.now())
    shoes = [runner_with(RUNS, f"tested-{number}") for number in range(min(DIFFERENT, scale.tested_runners))]
    for number in range(len(shoes), scale.tested_runners):
        copy_log(shoes[number % DIFFERENT], runner_with(0, f"tested-{number}"))
    admin = User.objects.create_user("tested-admin")
    test = ask(admin, kind="change", base=0, setting=CHANGE, preview=CHANGE, first=span_of(DEFAULT_SPAN))
    busy = time.process_time()
    seconds = seconds_of(lambda: work_on(test.pk))
    busy = time.process_time() - busy
    days = scale.tested_runners * DEFAULT_SPAN
    yield Figure("by the clock", days / seconds, "runner-days/s")
    yield Figure("of one core, the database beside it", days / busy, "runner-days/s")
    yield Figure(f"{FULL_SIZE:,} runners at that speed", seconds * FULL_SIZE / scale.tested_runners, "s")
