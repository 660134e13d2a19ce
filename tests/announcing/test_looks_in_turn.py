"""A look after a look reads what was written to since, and forgets nothing that shows late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_check_in, make_runner
from training.announcing import Heard, listen, looking, stamps_from
from training.models import Listener, LogStamp, Schedule, User
from training.tasks import news

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOON = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def heard(monkeypatch, time_machine):
    """Who heard of something new. A worker has begun, and looked at all."""
    time_machine.move_to(NOON, tick=False)
    names: list[str] = []

    def say(told: Heard) -> None:
        names.append(told.runner.username)

    monkeypatch.setattr(news, "ways", lambda: {"webhook": say})
    Schedule.objects.create(name=news.SCHEDULE, next_at=NOON)
    return names


def listening(name: str) -> User:
    runner = make_runner(name)
    listen(runner, f"webhook:{name}")
    news.look_for_news(NOON)
    return runner


def sore_as_of(runner: User, moment: datetime) -> None:
    """A sore knee, written by a server whose clock shows that moment, or in a transaction that began then."""
    make_check_in(runner, NOON.date(), 8)
    LogStamp.objects.filter(pk=runner.pk).update(at=moment)


def seen_until() -> datetime | None:
    return Schedule.objects.get(name=news.SCHEDULE).seen_until


def test_the_next_look_goes_on_where_the_last_one_ended(heard):
    anna = listening("anna")
    assert seen_until() == NOON
    sore_as_of(anna, NOON)
    assert (news.look_for_news(NOON + MINUTE), heard) == (1, ["anna"])
    assert seen_until() == NOON + MINUTE
    assert (news.look_for_news(NOON + 2 * MINUTE), heard) == (0, ["anna"])


def test_what_shows_late_is_seen(heard):
    anna = listening("anna")
    sore_as_of(anna, NOON - 10 * MINUTE)
    assert (news.look_for_news(NOON + MINUTE), heard) == (1, ["anna"])


def test_what_shows_later_than_that_is_seen_within_the_hour(heard):
    anna = listening("anna")
    sore_as_of(anna, NOON - 11 * MINUTE)
    assert (news.look_for_news(NOON + MINUTE), heard) == (0, [])
    assert (news.look_for_news(NOON + 30 * MINUTE), heard) == (1, ["anna"])


@pytest.mark.parametrize("back", [20 * MINUTE, 3 * HOUR])
def test_a_clock_that_was_put_back_hides_nothing(heard, back):
    anna = listening("anna")
    now = NOON - back
    sore_as_of(anna, now)
    assert (news.look_for_news(now + MINUTE), heard) == (1, ["anna"])
    assert seen_until() == now + MINUTE


def test_after_a_while_without_a_worker_all_are_looked_at(heard):
    anna = listening("anna")
    sore_as_of(anna, NOON + MINUTE)
    assert (news.look_for_news(NOON + 5 * HOUR), heard) == (1, ["anna"])


@pytest.mark.parametrize(
    ("seen", "now", "wanted"),
    [
        (None, NOON, None),
        (NOON, NOON + MINUTE, NOON - 10 * MINUTE),
        (NOON, NOON - MINUTE, NOON - 11 * MINUTE),
        (NOON, NOON + 29 * MINUTE, NOON - 10 * MINUTE),
        (NOON, NOON + 30 * MINUTE, None),
        (NOON, NOON - 31 * MINUTE, None),
        (NOON, NOON + 24 * HOUR, None),
    ],
)
def test_from_when_on_stamps_are_looked_at(seen, now, wanted):
    assert stamps_from(seen, now) == wanted


def test_who_is_left_over_is_looked_at_next_and_not_taken_for_seen(heard, monkeypatch):
    monkeypatch.setattr(looking, "AT_ONCE", 1)
    monkeypatch.setattr(looking, "MOST_READINGS", 2)
    for name in ("anna", "ben", "cem"):
        listen(make_runner(name), f"webhook:{name}")
    assert (news.look_for_news(NOON), seen_until()) == (2, None)
    assert (news.look_for_news(NOON + MINUTE), seen_until()) == (1, NOON + MINUTE)


@pytest.mark.parametrize("others", [1, 30])
def test_who_listens_and_did_not_write_costs_no_query(heard, django_assert_num_queries, others):
    for number in range(others):
        listening(f"quiet-{number}")
    with django_assert_num_queries(5):
        assert news.look_for_news(NOON + MINUTE) == 0
    assert Listener.objects.count() == others


@pytest.mark.parametrize("others", [1, 30])
def test_one_who_wrote_is_found_among_any_number(heard, django_assert_num_queries, others):
    anna = listening("anna")
    for number in range(others):
        listening(f"quiet-{number}")
    sore_as_of(anna, NOON)
    with django_assert_num_queries(20):
        assert news.look_for_news(NOON + MINUTE) == 1
    assert heard == ["anna"]
