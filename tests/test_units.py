from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import units

thoroughly = settings(max_examples=1000)
METRES = st.integers(0, 10_000_000)
UNITS = st.sampled_from(["km", "mi"])


@thoroughly
@given(METRES, UNITS)
def test_a_distance_shown_for_editing_reads_back_the_same(metres: int, unit: units.Units):
    assert units.to_metres(units.editable_distance(metres, unit), unit) == metres


@thoroughly
@given(st.integers(0, 7 * 24 * 3600))
def test_a_duration_shown_reads_back_the_same(seconds: int):
    assert units.parse_duration(units.format_duration(seconds)) == seconds


@thoroughly
@given(METRES, UNITS)
def test_a_distance_shown_is_within_half_a_step(metres: int, unit: units.Units):
    shown, _, suffix = units.format_distance(metres, unit).partition("\u00a0")
    assert suffix == unit
    assert abs(Decimal(shown) * units.METRES_PER[unit] - metres) <= units.METRES_PER[unit] / 20


@thoroughly
@given(st.text(max_size=12) | st.floats().map(str), UNITS)
def test_reading_a_distance_gives_metres_or_says_no(text: str, unit: units.Units):
    try:
        metres = units.to_metres(text, unit)
    except ValueError:
        return
    assert isinstance(metres, int)


@thoroughly
@given(st.text(alphabet="0123456789: ٣²-.", max_size=10))
def test_reading_a_duration_gives_seconds_or_says_no(text: str):
    try:
        seconds = units.parse_duration(text)
    except ValueError:
        return
    assert seconds >= 0


@pytest.mark.parametrize(
    ("value", "unit", "metres"),
    [
        ("10", "km", 10_000),
        (10, "mi", 16_093),
        (Decimal("26.2188"), "mi", 42_195),
        (0.0005, "km", 1),
        ("0.0004", "km", 0),
        (" 5 ", "km", 5_000),
        ("-1", "km", -1_000),
    ],
)
def test_whole_metres(value, unit, metres):
    assert units.to_metres(value, unit) == metres


@pytest.mark.parametrize(
    "value", ["", "ten", "1,5", "nan", float("nan"), "inf", float("-inf"), "1e40", "1e999999"]
)
def test_what_is_no_distance_is_refused(value):
    with pytest.raises(ValueError):
        units.to_metres(value, "km")


@pytest.mark.parametrize(
    ("metres", "unit", "text"),
    [
        (10_000, "km", "10"),
        (12_400, "km", "12.4"),
        (16_093, "mi", "10"),
        (16_094, "mi", "10.0003"),
        (1, "km", "0.001"),
    ],
)
def test_the_shortest_text_for_editing(metres, unit, text):
    assert units.editable_distance(metres, unit) == text


def test_distances_are_rounded_half_up():
    assert units.format_distance(12_450, "km") == "12.5\u00a0km"
    assert units.format_distance(12_449, "km") == "12.4\u00a0km"
    assert units.format_distance(482_803, "mi", 0) == "300\u00a0mi"
    assert units.format_distance(804_672, "km", 0) == "805\u00a0km"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59, "0:59"), (3150, "52:30"), (3600, "1:00:00"), (360_000, "100:00:00")],
)
def test_durations(seconds, text):
    assert units.format_duration(seconds) == text


@pytest.mark.parametrize(
    ("text", "seconds"), [("52", 3120), (" 52:30 ", 3150), ("90:00", 5400), ("1:04:30", 3870)]
)
def test_reads_durations(text, seconds):
    assert units.parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "52:60", "1:60:00", "1:2:03:04", "5:3", "-1:00", "٥٢:٣٠", "5.5", "123456"]
)
def test_says_how_to_write_a_duration(text):
    with pytest.raises(ValueError, match="52:30"):
        units.parse_duration(text)


def test_pace_in_the_units_of_the_reader():
    assert units.format_pace(10_000, 3300, "km") == "5:30\u00a0/km"
    assert units.format_pace(10_000, 3300, "mi") == "8:51\u00a0/mi"


@pytest.mark.parametrize(
    ("value", "text"), [(24, "24\u00a0%"), (12.5, "12.5\u00a0%"), (12.04, "12\u00a0%"), (0.06, "0.1\u00a0%")]
)
def test_percent(value, text):
    assert units.format_percent(value) == text


def test_days():
    day = date(2026, 11, 8)
    assert units.format_day(day) == "8\u00a0November"
    assert units.format_day(day, date(2026, 12, 1)) == "8\u00a0November"
    assert units.format_day(day, date(2027, 1, 1)) == "8\u00a0November\u00a02026"
    assert units.format_full_day(day) == "8\u00a0November 2026"
    assert units.format_month(day) == "November 2026"
    assert units.format_short_day(day) == "8\u00a0Nov"
    assert units.format_short_day(day, date(2026, 12, 1)) == "8\u00a0Nov"
    assert units.format_short_day(day, date(2027, 1, 1)) == "8\u00a0Nov\u00a02026"
    assert units.weekday_name(day) == "Sunday"


@settings(max_examples=200)
@given(metres=st.integers(0, 500_000), unit=st.sampled_from(("km", "mi")))
def test_what_is_said_to_be_at_most_is_no_more(metres, unit):
    shown = units.at_most(metres, unit)
    assert units.format_at_most(metres, unit) == f"{shown}\u00a0{unit}"
    assert units.to_metres(shown, unit) <= metres < units.to_metres(shown + Decimal("0.1"), unit) + 1
