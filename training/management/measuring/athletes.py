"""Invented athletes in bulk, for the benchmark of the roster: one coach and years of daily log each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from training.access import EVERYTHING
from training.management.measuring.copies import copy_log
from training.management.measuring.invented import BATCH, midnight
from training.models import CheckIn, Grant, Profile, Run, Shoe, User

# So many athletes differ; the others have the log of one of them.
DIFFERENT = 18


def coach_of_many(count: int, days: int) -> User:
    """A coach with `count` athletes, each with a run and a check-in a day up to today."""
    coach = User.objects.create_user(f"bench-coach-{count}")
    athletes = [User(username=f"bench-{count}-{number:03}") for number in range(count)]
    User.objects.bulk_create(athletes)
    Profile.objects.bulk_create([Profile(runner=athlete) for athlete in athletes])
    Grant.objects.bulk_create([Grant(runner=a, coach=coach, categories=EVERYTHING) for a in athletes])
    shoes = [Shoe(runner=athlete, key="ghost", name="Ghost") for athlete in athletes]
    Shoe.objects.bulk_create(shoes)
    today = coach.profile.today()
    for number, shoe in enumerate(shoes[:DIFFERENT]):
        silent = number % 9 if number % 7 == 0 else 0
        dates = [today - timedelta(days=n) for n in range(days, silent - 1, -1)]
        Run.objects.bulk_create(list(_runs(shoe, number, dates)), batch_size=BATCH)
        CheckIn.objects.bulk_create(list(_check_ins(shoe.runner, number, dates)), batch_size=BATCH)
    for number, shoe in enumerate(shoes[DIFFERENT:]):
        copy_log(shoes[number % DIFFERENT], shoe)
    return coach


def _runs(shoe: Shoe, number: int, dates: list[date]) -> Iterator[Run]:
    """About 8 km a day; every fifth athlete went much further lately."""
    for day in dates:
        jump = 6_000 if number % 5 == 0 and day == dates[-1] else 0
        metres = 7_000 + (day.toordinal() * 37 + number * 11) % 2_000 + jump
        run = Run(runner=shoe.runner, shoe=shoe, distance_m=metres, surface="asphalt", warm_up=True)
        run.place(midnight(day), "UTC")
        yield run


def _check_ins(runner: User, number: int, dates: list[date]) -> Iterator[CheckIn]:
    """A few sore days now and then, at another time for each; some are sore now."""
    for day in dates:
        sore = (day.toordinal() + number * 5) % 90 < 8
        entry = CheckIn(runner=runner, side="left", score=2 + number % 4 if sore else 0)
        entry.place(midnight(day) + timedelta(minutes=1), "UTC")
        yield entry
