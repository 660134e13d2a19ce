from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.importers.spreadsheet_mapping import (
    CHOICES,
    MOST_COLUMNS,
    ROLES,
    SHARED_ROLES,
    Guess,
    Mapping,
    Option,
    Question,
    SampleRow,
    mapping_of,
    to_plain,
)

MAPPING = Mapping(
    ("date", "", "distance", "notes", "notes"),
    3,
    "month_first",
    "mi",
    "minutes",
    decimal_comma=True,
    year=2021,
)
OTHERS = [role for role in ROLES if role not in SHARED_ROLES | {"date", "distance"}]


def test_as_plain_values_and_back():
    assert to_plain(MAPPING) == {
        "roles": ("date", "", "distance", "notes", "notes"),
        "header_row": 3,
        "day_order": "month_first",
        "distance_unit": "mi",
        "duration_form": "minutes",
        "decimal_comma": True,
        "year": 2021,
    }
    assert mapping_of(json.loads(json.dumps(to_plain(MAPPING)))) == MAPPING
    assert mapping_of({"roles": ["date", "distance"]}) == Mapping(("date", "distance"))


def test_columns_of_a_role():
    assert MAPPING.columns("notes") == (3, 4)
    assert MAPPING.columns("shoe") == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"roles": ["date"]}, "one column must be the distance"),
        ({"roles": ["distance"]}, "one column must be the date"),
        ({"roles": ["date", "date", "distance"]}, "only one column can be the date"),
        ({"roles": ["date", "distance"] + [""] * (MOST_COLUMNS - 1)}, "roles must be a list of at most 100"),
        ({"roles": "date"}, "roles must be a list of at most 100"),
        ({"roles": ["date", "distance", None]}, f"roles must be one of {', '.join(ROLES[1:])}"),
        ({"roles": ["date", "distance", []]}, f"roles must be one of {', '.join(ROLES[1:])}"),
        ({"header_row": -1}, "header_row must be a whole number from 0 to 1000"),
        ({"header_row": 1001}, "header_row must be a whole number from 0 to 1000"),
        ({"header_row": True}, "header_row must be a whole number from 0 to 1000"),
        ({"header_row": "1"}, "header_row must be a whole number from 0 to 1000"),
        ({"year": 1899}, "year must be a whole number from 1900 to 2100"),
        ({"decimal_comma": 1}, "decimal_comma must be true or false"),
        ({"day_order": ""}, "day_order must be one of day_first, month_first"),
        ({"distance_unit": "parsecs"}, "distance_unit must be one of km, mi, m"),
        ({"duration_form": {}}, f"duration_form must be one of {', '.join(CHOICES['duration_form'])}"),
        ({"x" * 50: 1}, f"a mapping has no {'x' * 40}"),
        ({1: 1}, "a mapping must be an object"),
    ],
)
def test_what_no_mapping_can_be(change, why):
    with pytest.raises(ValueError) as problem:
        mapping_of({**to_plain(MAPPING), **change})
    assert str(problem.value) == why


@pytest.mark.parametrize(
    ("value", "why"),
    [([], "a mapping must be an object"), (None, "a mapping must be an object"), ({}, "roles is required")],
)
def test_what_is_no_mapping(value, why):
    with pytest.raises(ValueError) as problem:
        mapping_of(value)
    assert str(problem.value) == why


@given(
    st.builds(
        Mapping,
        roles=st.permutations(["date", "distance", *OTHERS, "notes", "notes", "", ""]).map(tuple),
        header_row=st.integers(0, 1000),
        day_order=st.sampled_from(CHOICES["day_order"]),
        distance_unit=st.sampled_from(CHOICES["distance_unit"]),
        duration_form=st.sampled_from(CHOICES["duration_form"]),
        decimal_comma=st.booleans(),
        year=st.none() | st.integers(1900, 2100),
    )
)
def test_any_mapping_survives_the_way_through_a_page(mapping):
    assert mapping_of(json.loads(json.dumps(to_plain(mapping)))) == mapping


def test_a_guess_is_plain_and_can_be_sent():
    question = Question(
        "day_order",
        0,
        2,
        "5/4/2021",
        (Option("day_first", "2021-04-05"), Option("month_first", "2021-05-04")),
    )
    guess = Guess(MAPPING, ("Date", "Km"), (SampleRow(2, ("5/4/2021", "10")),), (question,), "2021")
    assert pickle.loads(pickle.dumps(guess)) == guess
    assert json.loads(json.dumps(to_plain(guess)))["questions"] == [
        {
            "about": "day_order",
            "column": 0,
            "row": 2,
            "example": "5/4/2021",
            "options": [
                {"value": "day_first", "meaning": "2021-04-05"},
                {"value": "month_first", "meaning": "2021-05-04"},
            ],
        }
    ]
