"""Rows of the log for tests that need a database. Days are local days in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from training.models import CheckIn, Run, Shoe, User


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def make_runner(name: str = "anna", **profile) -> User:
    runner = User.objects.create_user(name, password="a long pass phrase")
    for field, value in profile.items():
        setattr(runner.profile, field, value)
    runner.profile.save()
    return runner


def make_shoe(runner: User, name: str = "Ghost", **more) -> Shoe:
    return Shoe.objects.create(runner=runner, key=name.lower(), name=name, **more)


def make_run(runner: User, day: date, metres: int = 8_000, hour: int = 7, **more) -> Run:
    run = Run(runner=runner, distance_m=metres, **more)
    run.place(at(day, hour), "UTC")
    run.save()
    return run


def make_check_in(runner: User, day: date, score: int, side: str = "left", hour: int = 20, **more) -> CheckIn:
    entry = CheckIn(runner=runner, side=side, score=score, **more)
    entry.place(at(day, hour), "UTC")
    entry.save()
    return entry
