"""Shoes of a log file: their keys, given or made of their names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.importing.documents import SHOE, as_bytes, log
from training.importing.log_file import read_log
from training.importing.problems import BadLog

NOW = datetime(2026, 3, 20, 22, 30, tzinfo=UTC)


def keys(*shoes: dict) -> list[str]:
    return [shoe.entry.key for shoe in read_log(as_bytes(log(shoes=shoes)), NOW).shoes]


def refusal(*shoes: dict) -> str:
    with pytest.raises(BadLog) as problem:
        keys(*shoes)
    return str(problem.value)


def test_a_shoe_may_have_a_name_or_a_key_alone():
    shoes = read_log(as_bytes(log(shoes=[{"key": "ghost"}, {"name": "Peg 40"}])), NOW).shoes
    assert [(shoe.entry.key, shoe.entry.name) for shoe in shoes] == [("ghost", "ghost"), ("peg-40", "Peg 40")]


@pytest.mark.parametrize("key", ["Ghost 15", "g.1", "a/b?c#d", "50 %", "крос", "靴", "<b>", "k" * 60])
def test_any_text_that_prints_is_a_key(key):
    assert keys({**SHOE, "key": key}) == [key]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("", "must not be empty; without it, one is made from the name"),
        (" ", "must not begin or end with a blank"),
        (" a", "must not begin or end with a blank"),
        ("a\n", "must not begin or end with a blank"),
        ("a\tb", "must hold only characters that print"),
        ("a\u200bb", "must hold only characters that print"),
        ("a" * 61, "must be at most 60 characters"),
        (7, "must be text"),
        ([], "must be text"),
    ],
)
def test_what_is_no_key(key, why):
    assert refusal({**SHOE, "key": key}) == f"shoes[0].key: {why}"


def test_a_shoe_needs_a_key_or_a_name():
    assert refusal({"support": "neutral"}) == "shoes[0].key: is required"
    assert refusal({"key": None, "name": None}) == "shoes[0].key: is required"
    assert refusal({"name": ""}) == "shoes[0].name: is required"
    assert refusal({"name": 7}) == "shoes[0].name: must be text"


def test_a_name_without_letters_gets_a_key_too():
    assert keys({"name": "👟"}, {"name": "!!!"}) == ["shoe", "shoe-2"]


def test_names_alike_get_keys_of_their_own():
    pairs = [
        {"name": "Peg 40"},
        {"name": "peg_40"},
        {"name": "Peg-40"},
        {"name": "Peg 40", "support": "stability"},
    ]
    assert keys(*pairs) == ["peg-40", "peg_40", "peg-40-2", "peg-40-3"]


def test_a_key_that_is_given_goes_first():
    assert keys({"name": "Peg 40"}, {"key": "peg-40", "name": "Other"}) == ["peg-40-2", "peg-40"]


def test_a_made_key_stays_short():
    assert keys({"name": "n" * 80}, {"name": "n" * 79}) == ["n" * 60, f"{'n' * 58}-2"]


def test_one_shoe_told_twice_without_a_key_is_one():
    assert keys({"name": "Peg", "support": "neutral"}, {"support": "neutral", "name": "Peg"}) == ["peg"]


def test_one_key_for_two_shoes():
    shoes = [{"key": "a", "name": "A"}, {"key": "b"}, {"key": "a", "name": "Other"}]
    assert refusal(*shoes) == "shoes[2].key: “a” names another shoe at shoes[0]"
    assert keys(shoes[0], shoes[0]) == ["a"]


def test_limits_of_a_shoe_in_their_order():
    shoe = {"key": "a", "notice_at_m": 500_000, "replace_at_m": 500_000}
    assert refusal(shoe) == "shoes[0].notice_at_m: must be below replace_at_m"
