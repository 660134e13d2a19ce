"""How fast a changed threshold is tried on the logs of many runners, reading them included."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from training.backtests import DEFAULT_SPAN, ask, span_of, today, work_on
from training.models import CheckIn, Profile, Run, Shoe, User
from training.thresholds.setting import Setting

RUNNERS = 200
LOGGED_DAYS = 220
FULL_SIZE = 1_000
CHANGE = Setting({"shoe.mileage": {"notice_m": 400_000}})


def back_test_report() -> Iterator[str]:
    """One line: runner-days a second; to be called in a transaction that is rolled back."""
    _fill()
    admin = User.objects.create_user("bench-admin")
    test = ask(admin, kind="change", base=0, setting=CHANGE, preview=CHANGE, first=span_of(DEFAULT_SPAN))
    began, busy = time.perf_counter(), time.process_time()
    work_on(test.pk)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    days = RUNNERS * DEFAULT_SPAN
    yield (
        f"back-test  {days / seconds:>9,.0f} runner-days/s with reading on {connection.vendor}, "
        f"{days / busy:,.0f} a second of one core; {RUNNERS} runners took {seconds:.1f} s, "
        f"{FULL_SIZE:,} would take {seconds * FULL_SIZE / RUNNERS:.0f} s"
    )


def _fill() -> None:
    """Invented runners: a run on four days of seven in two pairs, a check-in on three."""
    users = [User(username=f"bench-{number}") for number in range(RUNNERS)]
    User.objects.bulk_create(users)
    Profile.objects.bulk_create(Profile(runner=user) for user in users)
    dice, first = random.Random(3), today() - timedelta(days=LOGGED_DAYS)  # noqa: S311 (always the same)
    for user in users:
        start_m = dice.randint(0, 600_000)
        shoes = [Shoe(runner=user, key=key, name=key, start_distance_m=start_m) for key in ("ghost", "glide")]
        Shoe.objects.bulk_create(shoes)
        days = [first + timedelta(days=number) for number in range(LOGGED_DAYS + 1)]
        Run.objects.bulk_create(_run(user, day, shoes, dice) for day in days if dice.random() < 4 / 7)
        CheckIn.objects.bulk_create(_check_in(user, day, dice) for day in days if dice.random() < 3 / 7)


def _run(user: User, day: date, shoes: list[Shoe], dice: random.Random) -> Run:
    run = Run(runner=user, distance_m=dice.randint(4_000, 16_000), shoe=dice.choice(shoes), surface="asphalt")
    run.place(datetime(day.year, day.month, day.day, 7, tzinfo=UTC), "UTC")
    return run


def _check_in(user: User, day: date, dice: random.Random) -> CheckIn:
    score = dice.randint(1, 5) if day.toordinal() % 60 < 15 else 0
    entry = CheckIn(runner=user, side="left", score=score)
    entry.place(datetime(day.year, day.month, day.day, 20, tzinfo=UTC), "UTC")
    return entry
