"""Logs as a report meets them: one with everything, as much of it as anybody could have."""

from __future__ import annotations

from datetime import timedelta

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import CareEntry, PreviousInjury, User
from training.models.choices import CareKind, Feel, Sign

LONG_NAME = "A Shoe Of A Most Uncommonly Long And Winding Name, In Its Second And Wider Edition"


def fullest_log() -> User:
    """Both knees with every sign, all kinds of care, ten long shoes, injuries, words, and warnings."""
    runner = make_runner("x" * 150, foot_type="overpronating")
    today = runner.profile.today()
    User.objects.filter(pk=runner.pk).update(first_name="Maximiliane " * 12, last_name="von und zu " * 13)
    shoes = [make_shoe(runner, f"{LONG_NAME[:76]} {n}", start_distance_m=900_000) for n in range(10)]
    for back in range(84):
        day = today - timedelta(days=back)
        make_run(
            runner, day, 21_097 + back * 7, hour=0, shoe=shoes[back % 10], session="race", notes="W" * 500
        )
    for back in range(60):
        for side in ("left", "right"):
            make_check_in(
                *(runner, today - timedelta(days=back), 3 + back % 7, side),
                hour=0, signs=set(Sign.values), feel=set(Feel.values), notes="word " * 90,
            )  # fmt: skip
    for number, kind in enumerate(CareKind.values * 2):
        day = today - timedelta(days=number)
        CareEntry.objects.create(runner=runner, on=day, kind=kind, minutes=240)
    for back in range(12):
        month = (today.replace(day=1) - timedelta(days=31 * back)).replace(day=1)
        PreviousInjury.objects.create(runner=runner, side="left", month=month)
    runner.refresh_from_db()
    return runner
