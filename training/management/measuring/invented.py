"""Invented runners: as facts for the engine, and as rows with a history of any length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from training.engine.facts import CareFact, CheckInFact, RunFact, ShoeFact
from training.engine.log import Log
from training.models import CheckIn, Profile, Run, Shoe, User

SURFACES = ("asphalt", "trail", "track")
RESTING = (0, 4)  # Mondays and Fridays
CHECKED_DAYS = 120
BATCH = 2_000


def busy_log(first: date, days: int) -> Log:
    """Five runs a week in two pairs, a check-in a day, an episode open half of the time, some care."""
    dice = random.Random(1)  # noqa: S311 (the same log every time)
    dates = [first + timedelta(days=n) for n in range(days)]
    return Log(
        runs=[_run_fact(day, dice) for day in dates if day.weekday() not in RESTING],
        check_ins=[_check_in_fact(day, dice) for day in dates],
        care=[CareFact(day, "ice") for day in dates[::3]],
        shoes=[ShoeFact("ghost", "Ghost"), ShoeFact("pegasus", "Pegasus")],
    )


def _run_fact(day: date, dice: random.Random) -> RunFact:
    shoe, surface = dice.choice(["ghost", "pegasus"]), dice.choice(SURFACES)
    at = int(midnight(day).timestamp())
    metres = dice.randint(4000, 16000)
    return RunFact(f"{day}T00:00:00+00:00", day, at, metres, surface, "flat", "easy", shoe, 4, True)


def _check_in_fact(day: date, dice: random.Random) -> CheckInFact:
    score = dice.randint(1, 5) if day.toordinal() % 60 < 30 else 0
    return CheckInFact(f"{day}T20:00:00+00:00", day, int(midnight(day).timestamp()) + 1, "left", score)


def runner_with(runs: int, name: str) -> Shoe:
    """The first pair of a runner with so many runs, five a week up to today, and months of check-ins."""
    runner = User(username=name)
    runner.set_unusable_password()
    runner.save()
    Profile.objects.get_or_create(runner=runner)
    shoes = [Shoe(runner=runner, key=key, name=key.title()) for key in ("ghost", "pegasus")]
    Shoe.objects.bulk_create(shoes)
    if runs:
        Run.objects.bulk_create(run_rows(shoes, runs), batch_size=BATCH)
        CheckIn.objects.bulk_create(_check_ins(runner))
    return shoes[0]


def run_rows(shoes: list[Shoe], number: int) -> Iterator[Run]:
    """So many runs back from today."""
    dice, day = random.Random(2), shoes[0].runner.profile.today()  # noqa: S311 (the same runs every time)
    while number:
        if day.weekday() not in RESTING:
            number -= 1
            shoe, metres = dice.choice(shoes), dice.randint(6_000, 9_000)
            run = Run(runner=shoe.runner, distance_m=metres, duration_s=metres * 36 // 100, shoe=shoe)
            run.surface, run.warm_up = dice.choice(SURFACES), True
            run.place(midnight(day), "UTC")
            yield run
        day -= timedelta(days=1)


def _check_ins(runner: User) -> Iterator[CheckIn]:
    for number in range(0, CHECKED_DAYS, 2):
        entry = CheckIn(runner=runner, side="left", score=3 if number % 40 < 6 else 0)
        entry.place(midnight(runner.profile.today() - timedelta(days=number)), "UTC")
        yield entry


def know_tables() -> None:
    """What PostgreSQL does by itself within a minute of so many new rows; before, it plans as for a few."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)
