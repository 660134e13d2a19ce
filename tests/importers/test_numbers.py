from __future__ import annotations

import pytest

from training.importers.numbers import read_number, read_shown, read_whole


@pytest.mark.parametrize(
    ("text", "number"), [("9.72", 9.72), ("9,72", 9.72), ("600", 600.0), ("1e3", 1000.0), ("-2", -2.0)]
)
def test_plain_numbers(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "NaN", "inf", "-inf", "1e999", "1,234.5", "12 km", "٣", "=1+1"])
def test_what_is_no_finite_number_is_refused(text):
    with pytest.raises(ValueError):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "is_decimal_comma", "number"),
    [
        ("9.72", False, 9.72),
        ("9,72", True, 9.72),
        ("9,72", False, 9.72),
        ("9.72", True, 9.72),
        ("1,250", False, 1250.0),
        ("1,250", True, 1.25),
        ("1.250", True, 1250.0),
        ("1,234.5", True, 1234.5),
        ("1.234,5", False, 1234.5),
        ("1\u202f234,5", True, 1234.5),
    ],
)
def test_numbers_for_people(text, is_decimal_comma, number):
    assert read_shown(text, is_decimal_comma=is_decimal_comma) == number


def test_whole_numbers():
    assert (read_whole("600"), read_whole("600.0")) == (600, 600)


@pytest.mark.parametrize("text", ["600.5", "10.000", "1e3"])
def test_what_may_be_no_whole_number_is_refused(text):
    with pytest.raises(ValueError, match="is not a whole number"):
        read_whole(text)
