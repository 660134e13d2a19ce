"""A replica that is behind for certain: paused while the clock stands still. No test waits for a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

from kneelog.databases import DEFAULT, REPLICA
from kneelog.databases.replica import WRITTEN, nearness
from kneelog.databases.routing import OWN_WRITES
from tests.factories import make_run, make_runner
from tests.sharing.cast import share
from tests.views.test_concurrent import data
from training.models import User

NUMBERS = count()
TRIES = 100_000


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    """The databases themselves, for no test database would have a replica."""
    with django_db_blocker.unblock():
        call_command("migrate", interactive=False, verbosity=0)
        yield
        connections.close_all()
        for connection in connections.all():
            connection.close_pool()


@pytest.fixture(autouse=True)
def clock(django_db_setup, django_db_blocker, time_machine):
    """Stands still. Each test begins a minute after the last one, with a replica that has caught up."""
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=next(NUMBERS))
    time_machine.move_to(start, tick=False)
    with django_db_blocker.unblock():
        yield time_machine
        connections.close_all()


@pytest.fixture
def anna() -> User:
    """A runner with one run, of long ago as far as reading goes."""
    runner = make_runner(f"anna-{next(NUMBERS)}")
    make_run(runner, runner.profile.today())
    return runner


@pytest.fixture
def kim(anna) -> User:
    coach = make_runner(f"kim-{next(NUMBERS)}")
    share(anna, coach)
    return coach


def asked(alias: str, question: str):
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        return (cursor.fetchone() or (None,))[0]


def caught_up() -> None:
    """Wait until the replica has replayed all that the primary has written by now."""
    written = asked(DEFAULT, WRITTEN)
    for _ in range(TRIES):
        if asked(REPLICA, "SELECT pg_last_wal_replay_lsn() - '0/0'") >= written:
            return
    raise AssertionError("the replica does not follow")


@pytest.fixture
def paused(clock) -> Iterator[None]:
    """From the call on nothing that is written reaches readers of the replica, which is known to be near."""

    def pause() -> None:
        clock.shift(OWN_WRITES + timedelta(seconds=1))
        caught_up()
        assert nearness.ask(datetime.now(UTC))
        asked(REPLICA, "SELECT pg_wal_replay_pause()")
        for _ in range(TRIES):
            if asked(REPLICA, "SELECT pg_get_wal_replay_pause_state()") == "paused":
                return
        raise AssertionError("the replica does not pause")

    yield pause
    asked(REPLICA, "SELECT pg_wal_replay_resume()")


def own(client: Client) -> int:
    """How many runs their own page shows."""
    return client.get(reverse("runs")).context["total"]


def of(client: Client, runner: User) -> int:
    """How many runs a coach sees of this runner."""
    return client.get(reverse("athlete-runs", args=[runner.pk])).context["total"]


def week_of(coach: Client) -> str:
    """What the coach's list says of the week of the one athlete on it, in kilometres."""
    (row,) = csv.DictReader(coach.get(reverse("roster-csv")).text.splitlines())
    return row["This week"]


def log(client: Client, runner: User) -> None:
    assert client.post(reverse("log-run"), data(runner, minute=next(NUMBERS) % 60)).status_code == 302
