"""Quiet hours and due moments, on clocks that jump and in zones that are odd."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.mailing.hours import (
    after_quiet,
    at_hour,
    is_quiet,
    last_daily,
    last_weekly,
    next_daily,
    next_weekly,
)

ZONES = [
    ZoneInfo(name)
    for name in (
        "Europe/Berlin", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Beirut",
        "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago",
        "America/St_Johns", "Pacific/Chatham",
    )
]  # fmt: skip
BERLIN = ZONES[0]
zones, hours = st.sampled_from(ZONES), st.integers(0, 23)
QUARTER = timedelta(minutes=15)
# Two years, in quarters of an hour.
moments = st.integers(0, 2 * 365 * 96).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + n * QUARTER)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "quiet"),
    [
        (21, 7, [*range(7), 21, 22, 23]),
        (0, 6, [*range(6)]),
        (13, 15, [13, 14]),
        (7, 7, []),
        (23, 0, [23]),
    ],
)
def test_hours_from_the_first_to_before_the_last(start, end, quiet):
    assert [hour for hour in range(24) if is_quiet(hour, start, end)] == quiet


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-01-10T12:00", "2026-01-10T12:00"),
        ("2026-01-10T20:00", "2026-01-11T06:00"),
        ("2026-01-11T05:59", "2026-01-11T06:00"),
        ("2026-01-11T06:00", "2026-01-11T06:00"),
        # The nights in which the clocks go forward, and back.
        ("2026-03-28T22:00", "2026-03-29T05:00"),
        ("2026-10-24T22:00", "2026-10-25T06:00"),
    ],
)
def test_a_mail_waits_until_seven_in_berlin(moment, until):
    assert after_quiet(utc(moment), BERLIN, 21, 7) == utc(until)


@pytest.mark.parametrize(
    ("hour", "first"),
    [(2, "2026-03-29T01:00"), (3, "2026-03-29T01:00"), (4, "2026-03-29T02:00")],
)
def test_an_hour_that_is_left_out_begins_with_the_next(hour, first):
    assert at_hour(date(2026, 3, 29), hour, BERLIN) == utc(first)


def test_of_an_hour_that_comes_twice_the_first_counts():
    assert at_hour(date(2026, 10, 25), 2, BERLIN) == utc("2026-10-25T00:00")


@given(moments, zones, hours, hours)
def test_a_mail_waits_as_long_as_it_is_quiet_and_no_longer(moment, zone, start, end):
    until = after_quiet(moment, zone, start, end)
    assert moment <= until <= moment + timedelta(hours=25)
    assert not is_quiet(until.astimezone(zone).hour, start, end)
    between = moment
    while between < until - timedelta(hours=1):
        assert is_quiet(between.astimezone(zone).hour, start, end)
        between += QUARTER


@given(moments, zones, st.integers(0, 6), hours)
def test_the_last_and_the_next_digest_are_a_week_apart(now, zone, weekday, hour):
    last, following = last_weekly(now, zone, weekday, hour), next_weekly(now, zone, weekday, hour)
    assert last <= now < following
    assert abs(following - last - timedelta(days=7)) <= timedelta(hours=1)
    days = {moment.astimezone(zone).weekday() for moment in (last, following)}
    assert days == {weekday}


@given(moments, zones, hours)
def test_so_are_the_mornings_a_day(now, zone, hour):
    last, following = last_daily(now, zone, hour), next_daily(now, zone, hour)
    assert last <= now < following
    assert abs(following - last - timedelta(days=1)) <= timedelta(hours=1)
