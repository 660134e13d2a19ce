"""What a back-test found, in words: a figure about 1 to 4 runners is a word, never a riddle."""

from __future__ import annotations

import pytest

from training.pages.back_tests import result

FEW, FEWER = "more, for 1 to 4 runners", "fewer; how many is not shown"


def card(**figures: int | None) -> tuple[str, str, list[str]]:
    """now, then and marks of the one card of a change."""
    shares = {"now": 3.6, "then": None}
    nothing = dict.fromkeys(("now", "gained", "lost"))
    found = {
        "too_few": False, "unchanged": False, "runners": 17, "gained_runners": None, "lost_runners": 0,
        "any_day": None, "burden": {"new": shares, "warned": shares}, "samples": [],
        "rows": [{"rule": "shoe.mileage", "severity": 1, "followed": nothing, **figures}],
    }  # fmt: skip
    (row,) = result(found, "km")["changed"]
    return row["now"], row["then"], [mark["text"] for mark in row["marks"]]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"now": 6, "then": 12, "gained": 6, "lost": 0}, ("6", "12", ["+6"])),
        ({"now": 12, "then": 11, "gained": 5, "lost": 6}, ("12", "11", ["+5", "\u22126"])),
        ({"now": 0, "then": 5, "gained": 5, "lost": 0}, ("0", "5", ["+5"])),
        ({"now": 10, "then": None, "gained": None, "lost": 0}, ("10", "", [FEW])),
        ({"now": None, "then": None, "gained": 7, "lost": 0}, ("", "", ["+7"])),
        ({"now": None, "then": None, "gained": None, "lost": None}, ("", "", [FEW, FEWER])),
    ],
)
def test_a_card_says_how_many_or_that_they_are_few(figures, expected):
    assert card(**figures) == expected
