from datetime import date

import pytest

from training.insights.plan import PlannedRun
from training.insights.week_text import (
    LONGEST_RUN_M,
    NO_DAYS,
    NO_DISTANCE,
    NOT_TWO,
    TOO_LONG,
    TOO_MANY,
    TOO_MANY_RUNS,
    TWICE,
    Unread,
    Week,
    WeekError,
    read_week,
)
from training.models.bounds import MAX_DISTANCE_M

MONDAY = date(2026, 11, 23)


def read(text: str, units="km", first=MONDAY) -> list[tuple[int, int, str]]:
    """(day from the first on, metres, session) of each run."""
    return [
        ((run.day - first).days, run.distance_m, run.session) for run in read_week(text, first, units).runs
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mon 8, Tue rest, Wed 10 km",
        "mon 8 tue off wed 10",
        "Monday: 8\nTuesday: -\nWednesday: 10km",
        "Mon 8;Wed 10",
        "Mon\t8\nTue\t\nWed\t10",
        "Mon\tTue\tWed\n8\trest\t10",
        "8\nrest\n10",
        "8, rest, 10",
        "8\trest\t10",
        "8 | 0 | 10.0 km",
        "• Mon: 8 km\n• Wed: 10 km\n",
        "Mon - 8 km, Wed \u2013 10 km",
    ],
)
def test_the_same_week_in_many_hands(text):
    assert read(text) == [(0, 8_000, ""), (2, 10_000, "")]


@pytest.mark.parametrize(
    "text", ["rest", "Mon rest", "Sunday", "Mon \u2013, Tue off, Wed 0 km", "Fri rest day"]
)
def test_a_week_of_rest(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "units", "runs"),
    [
        ("Mon 5", "mi", [(0, 8_047, "")]),
        ("Mon 8 km", "mi", [(0, 8_000, "")]),
        ("Mon 5 miles", "km", [(0, 8_047, "")]),
        ("Mon 8,5", "km", [(0, 8_500, "")]),
        ("Mon 10 + 4 easy", "km", [(0, 10_000, ""), (0, 4_000, "easy")]),
        ("Tue 8 tempo run, Sun long run of 20", "km", [(1, 8_000, "tempo"), (6, 20_000, "long")]),
    ],
)
def test_units_decimals_and_sessions(text, units, runs):
    assert read(text, units) == runs


def test_a_name_is_its_next_day_from_the_first_on():
    thursday = date(2026, 11, 26)
    week = Week(thursday, (PlannedRun(thursday, 6_000), PlannedRun(date(2026, 12, 2), 5_000)))
    assert read_week("Thu 6, Wed 5", thursday, "km") == week


def test_a_week_pasted_in_its_order_stays_in_it():
    """On a Sunday, Monday to Sunday is the week that begins tomorrow."""
    sunday = date(2026, 11, 22)
    week = Week(MONDAY, (PlannedRun(MONDAY, 8_000), PlannedRun(date(2026, 11, 29), 20_000)))
    assert read_week("Mon 8, Tue rest, Sun 20", sunday, "km") == week
    assert read_week("Sun 20, Mon 8", sunday, "km").first == sunday
    # In no order of days: as soon as can be.
    assert read_week("Mon 8, Thu 4, Tue 5", sunday, "km").first == sunday


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "Mon 8, Tue 10-12, Wed far",
            [Unread("Tuesday", "10-12", NOT_TWO), Unread("Wednesday", "far", NO_DISTANCE)],
        ),
        ("Mon 3 x 1000", [Unread("Monday", "3 x 1000", NOT_TWO)]),
        ("Mon 8 m", [Unread("Monday", "8 m", NO_DISTANCE)]),
        ("Mon 0.0001", [Unread("Monday", "0.0001", NOT_TWO)]),
        ("Mon 8, Mon 5", [Unread("Monday", "5", TWICE)]),
        ("Mon 1+1+1+1+1", [Unread("Monday", "1+1+1+1+1", TOO_MANY_RUNS)]),
        ("Mon 501", [Unread("Monday", "501", TOO_LONG)]),
        ("Mon 300 + 300", [Unread("Monday", "300 + 300", TOO_LONG)]),
        ("my plan: Mon 8", [Unread("", "my plan:", NO_DAYS)]),
        ("", [Unread("", "", NO_DAYS)]),
        ("1\n2\n3\n4\n5\n6\n7\n8", [Unread("", "", TOO_MANY)]),
        ("Mon\tTue\n1\t2\t3", [Unread("", "", TOO_MANY)]),
    ],
)
def test_an_error_names_the_day_and_the_words(text, problems):
    with pytest.raises(WeekError) as raised:
        read(text)
    assert raised.value.problems == problems


def test_a_planned_run_may_be_as_long_as_a_logged_one():
    assert LONGEST_RUN_M == MAX_DISTANCE_M
    assert read("Mon 500") == [(0, 500_000, "")]
