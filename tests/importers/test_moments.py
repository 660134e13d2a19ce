from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from training.importers.moments import Moment, at_place, day_order, read_date_time, read_iso

BERLIN = ZoneInfo("Europe/Berlin")
TIME = (16, 15, 21)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014-10-05 16:15:21", (2014, 10, 5, *TIME)),
        ("Oct 5, 2014, 4:15:21 PM", (2014, 10, 5, *TIME)),
        ("Oct 5, 2014, 4:15:21\u202fPM", (2014, 10, 5, *TIME)),
        ("Oct 5, 2014, 12:15:21 AM", (2014, 10, 5, 0, 15, 21)),
        ("Oct 5, 2014, 12:15:21 PM", (2014, 10, 5, 12, 15, 21)),
        ("5 Oct 2014, 16:15:21", (2014, 10, 5, *TIME)),
        ("Sept 30, 2014, 16:15", (2014, 9, 30, 16, 15)),
        ("05.10.2014, 16:15:21", (2014, 10, 5, *TIME)),
        ("5. März 2014 um 16:15:21", (2014, 3, 5, *TIME)),
        ("5 févr. 2014 à 16:15:21", (2014, 2, 5, *TIME)),
        ("5 août 2014, 16:15:21", (2014, 8, 5, *TIME)),
        ("5 juin 2014, 16:15:21", (2014, 6, 5, *TIME)),
        ("5 juil. 2014, 16:15:21", (2014, 7, 5, *TIME)),
        ("5 déc. 2014 16:15:21", (2014, 12, 5, *TIME)),
        ("5 ene 2014, 16:15:21", (2014, 1, 5, *TIME)),
        ("5 de dic. de 2014 4:15:21 p. m.", (2014, 12, 5, *TIME)),
        ("5 abr. 2014 4:15:21 a.m.", (2014, 4, 5, 4, 15, 21)),
        ("5 mrt. 2014 16:15:21", (2014, 3, 5, *TIME)),
        ("5 mei 2014 16:15:21", (2014, 5, 5, *TIME)),
        ("5-10-2014 16:15:21", (2014, 10, 5, *TIME)),
    ],
)
def test_localised_dates(text, expected):
    assert read_date_time(text) == datetime(*expected)


@pytest.mark.parametrize(("day_first", "month"), [(True, 5), (False, 12)])
def test_column_decides_a_slashed_date(day_first, month):
    assert read_date_time("12/5/2021 7:30", day_first) == datetime(2021, month, 17 - month, 7, 30)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["12/5/2021 7:30", "13/5/2021 7:30"], True),
        (["12/5/2021 7:30", "5/13/2021 7:30"], False),
        (["12/5/2021 7:30"], None),
        (["Oct 5, 2014, 4:15:21 PM"], None),
        ([], None),
    ],
)
def test_day_order_of_a_column(texts, order):
    assert day_order(texts) is order


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not readable as a date"),
        ("soon 16:15", "is not readable as a date"),
        ("Oct 5 16:15", "is not readable as a date"),
        ("12/5/2021 7:30", "could be day 12 or month 12"),
        ("31.02.2021 16:15", "is no date of the calendar"),
        ("05.10.2014", "has no time of day like 16:15"),
        ("05.10.2014 25:15", "is no date of the calendar"),
        ("05.10.2014 13:15 PM", "has no time of day like 4:15 PM"),
    ],
)
def test_unreadable_dates_say_why(text, why):
    with pytest.raises(ValueError) as problem:
        read_date_time(text)
    assert str(problem.value) == why


@pytest.mark.parametrize(
    ("text", "on_berlin_clock"),
    [
        ("2026-03-01T07:30:00+01:00", "2026-03-01T07:30:00+01:00"),
        ("2026-03-01T07:30:00-05:00", "2026-03-01T07:30:00-05:00"),
        ("2026-03-01T07:30:00+00:00", "2026-03-01T07:30:00+00:00"),
        ("2026-03-01T23:30:00Z", "2026-03-02T00:30:00+01:00"),
        ("2026-03-01 07:30", "2026-03-01T07:30:00+01:00"),
        ("2026-03-01T07:30:00.250+0100", "2026-03-01T07:30:00+01:00"),
        ("2026-03-29T02:30:00", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25T02:30:00", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00"),
    ],
)
def test_offset_is_the_wall_clock_and_z_is_an_instant(text, on_berlin_clock):
    assert read_iso(text).on_clock(BERLIN).isoformat() == on_berlin_clock


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-01",
        "20260301T073000",
        "2026-02-30T07:30",
        "2026-03-01T24:00",
        "2026-03-01T07:30+15:00",
        "now",
    ],
)
def test_what_is_no_iso_moment_is_refused(text):
    with pytest.raises(ValueError) as problem:
        read_iso(text)
    assert str(problem.value) == "must be a date and time like 2026-03-01T07:30:00+01:00"


def test_moment_keeps_what_was_written():
    assert read_iso("2026-03-01T07:30:00Z") == Moment(
        datetime(2026, 3, 1, 7, 30, tzinfo=UTC), is_instant=True
    )
    east = timezone(timedelta(hours=5, minutes=30))
    assert read_iso("2026-03-01T07:30:00+05:30") == Moment(datetime(2026, 3, 1, 7, 30, tzinfo=east))


@pytest.mark.parametrize(
    ("clock", "told"),
    [
        ("2026-03-01T08:30:00", "2026-03-01T08:30:00+01:00"),
        ("2026-03-01T08:32:00", "2026-03-01T08:30:00+01:00"),
        ("2026-02-28T22:00:00", "2026-02-28T22:00:00-09:30"),
        ("2026-03-01T21:30:00", "2026-03-01T21:30:00+14:00"),
    ],
)
def test_clock_and_instant_give_the_offset(clock, told):
    instant = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    assert at_place(datetime.fromisoformat(clock), instant) == Moment(datetime.fromisoformat(told))


@pytest.mark.parametrize("clock", ["2026-03-01T08:32:01", "2026-03-01T21:45:00", "2025-03-01T08:30:00"])
def test_a_clock_that_no_zone_shows_leaves_the_instant(clock):
    instant = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
    assert at_place(datetime.fromisoformat(clock), instant) == Moment(instant, is_instant=True)
