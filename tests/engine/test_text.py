from __future__ import annotations

import pytest

from tests.builders import on
from training.engine.text import Evidence, render, show

VALUES = [
    ("m", 12345, "12.3\u00a0km"),
    ("percent", 24.04, "24\u00a0%"),
    ("percent", 12.56, "12.6\u00a0%"),
    ("score", 3, "3 of 10"),
    ("score", 2.5, "2.5 of 10"),
    ("day", 9, "day 9"),
    ("days", 9, "9 days"),
    ("days", 1, "1 day"),
    ("count", 4, "4"),
    ("date", "2026-11-08", "8\u00a0November"),
    ("text", "left knee", "left knee"),
    ("list", "limping; pops or clicks", "limping; pops or clicks"),
]


@pytest.mark.parametrize(("unit", "value", "shown"), VALUES)
def test_values_as_people_read_them(unit, value, shown):
    assert show(Evidence("key", "label", value, unit), "km") == shown


def test_distances_in_the_units_of_the_reader():
    assert show(Evidence("run", "this run", 16093, "m"), "mi") == "10.0\u00a0mi"


def test_a_sentence_names_values_by_their_keys():
    values = [Evidence("run", "this run", 5000, "m"), Evidence("score", "score", 4, "score")]
    assert render("You ran {run} at {score}.", values, "km") == "You ran 5.0\u00a0km at 4 of 10."


def test_a_sentence_names_the_day_of_a_value():
    values = [Evidence("run", "this run", 5000, "m", on(7))]
    assert render("{run} on {run_on}", values, "km") == "5.0\u00a0km on 8\u00a0March"


def test_a_value_that_was_not_given_is_an_error():
    with pytest.raises(KeyError):
        render("{run} on {run_on}", [Evidence("run", "this run", 5000, "m")], "km")


def test_a_later_value_stands_for_an_earlier_of_the_same_key():
    values = [Evidence("days", "threshold", 7, "days"), Evidence("days", "this time", 9, "days")]
    assert render("{days}", values, "km") == "9 days"


def test_braces_in_what_a_runner_wrote_are_only_text():
    values = [Evidence("shoe", "shoe", "Ghost {run} {0}", "text"), Evidence("run", "run", 1000, "m")]
    assert render("{shoe}: {run}", values, "km") == "Ghost {run} {0}: 1.0\u00a0km"


def spanish(message: str) -> str:
    return {
        "You ran {run}.": "Corriste {run}.",
        "Your {knee}: {signs}.": "Tu {knee}: {signs}.",
        "left knee": "rodilla izquierda",
        "limping": "cojera",
        "{number} days": "{number} días",
    }.get(message, message)


def test_each_sentence_is_translated_by_itself():
    values = [
        Evidence("run", "run", 5000, "m"),
        Evidence("knee", "knee", "left knee", "text"),
        Evidence("signs", "signs", "limping; pops or clicks", "list"),
        Evidence("days", "days", 3, "days"),
    ]
    text = render("You ran {run}.\nYour {knee}: {signs}.\n{days}", values, "km", spanish)
    assert text == "Corriste 5.0\u00a0km. Tu rodilla izquierda: cojera; pops or clicks. 3 días"
