"""How fast a token may ask, in one process and in several, and what counting costs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from math import ceil

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from tests.factories import make_runner
from training import tokens
from training.tokens import TooFastError, used
from training.tokens.failures import MOST, WINDOW, count_failure

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _six_at_once_and_one_a_minute(settings, time_machine):
    settings.KNEELOG_API_BURST, settings.KNEELOG_API_PER_HOUR = 6, 60
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def secret() -> str:
    return tokens.issue(make_runner("anna"), "Watch", ["read"], date(2026, 12, 1))[1]


def ask(secret: str, now: datetime = NOW) -> int:
    """What is left after one request, as a process sees it that finds the token anew."""
    return used(tokens.find(secret, now), now)


def asked(secret: str, times: int, now: datetime = NOW) -> Iterator[int | str]:
    for _ in range(times):
        try:
            yield ask(secret, now)
        except TooFastError as wait:
            yield f"wait {wait.retry_after} s"


def in_process(number: int) -> override_settings:
    """Where another part of the rate is held in memory."""
    memory = settings.CACHES["shares"] | {"LOCATION": f"shares-{number}"}
    return override_settings(CACHES=settings.CACHES | {"shares": memory})


def test_so_many_at_once_and_then_one_as_time_passes(secret, time_machine):
    assert list(asked(secret, 8)) == [5, 4, 3, 2, 1, 0, "wait 60 s", "wait 60 s"]
    for seconds, left in ((59, "wait 1 s"), (60, 0), (61, "wait 59 s"), (3_600, 5)):
        time_machine.move_to(NOW + timedelta(seconds=seconds), tick=False)
        assert list(asked(secret, 1, NOW + timedelta(seconds=seconds))) == [left]


def test_waiting_costs_nothing(secret):
    list(asked(secret, 6))
    before = tokens.find(secret, NOW).spent_until
    assert list(asked(secret, 5)) == ["wait 60 s"] * 5
    assert tokens.find(secret, NOW).spent_until == before


def test_each_token_has_a_rate_of_its_own(secret):
    other = tokens.issue(make_runner("ben"), "Watch", ["read"], date(2026, 12, 1))[1]
    list(asked(secret, 7))
    assert ask(other) == 5


def test_all_processes_count_together(secret, settings):
    settings.KNEELOG_API_BURST = 60
    granted = 0
    for number in range(200):
        with in_process(number % 3):
            granted += sum(isinstance(answer, int) for answer in asked(secret, 1))
    assert granted == 60


def test_two_at_the_same_moment_take_no_share_twice(secret):
    here, there = tokens.find(secret, NOW), tokens.find(secret, NOW)
    assert used(here, NOW) == 5
    with in_process(2):
        assert used(there, NOW) == 4
    assert tokens.find(secret, NOW).spent_until == NOW + timedelta(minutes=2)


def test_a_share_goes_with_its_time(secret, settings, time_machine):
    """Else what a process held back would come on top of a rate that has filled up again."""
    settings.KNEELOG_API_BURST = 60
    assert ask(secret) == 59
    assert caches["shares"].get(tokens.find(secret, NOW).pk) == 9
    later = NOW + timedelta(minutes=10, seconds=1)
    time_machine.move_to(later, tick=False)
    assert ask(secret, later) == 59


def test_most_requests_write_nothing(secret, settings):
    settings.KNEELOG_API_BURST = 120
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(asked(secret, 60))
    written = [query for query in queries.captured_queries if "UPDATE" in query["sql"]]
    assert (len(queries), len(written)) == (60 + len(written), ceil(60 / 15))


def test_the_last_use_is_known_to_the_minute(secret, time_machine):
    for minutes in (0, 1, 7):
        now = NOW + timedelta(minutes=minutes)
        time_machine.move_to(now, tick=False)
        list(asked(secret, 3, now))
        assert now - tokens.find(secret, now).last_used_at < timedelta(minutes=1)


def test_a_clock_that_was_put_back_locks_nobody_out(secret, time_machine):
    tomorrow = NOW + timedelta(days=1)
    time_machine.move_to(tomorrow, tick=False)
    list(asked(secret, 7, tomorrow))
    time_machine.move_to(NOW, tick=False)
    with in_process(2):
        assert ask(secret) == 5


def test_failures_are_counted_by_address():
    waits = [count_failure("192.0.2.1", NOW) for _ in range(MOST + 1)]
    assert (set(waits[:MOST]), waits[MOST]) == ({0}, 900)
    assert count_failure("192.0.2.2", NOW) == 0
    assert count_failure("192.0.2.1", NOW + WINDOW - timedelta(seconds=1)) == 1
    assert count_failure("192.0.2.1", NOW + WINDOW) == 0
