"""What a token looks like, and what is none."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.tokens.secret import make_secret, runner_of

RUNNER = UUID("0190a3f2-7b1c-7e2d-9c3f-5a6b7c8d9e0f")


@given(st.uuids())
def test_it_says_whose_it_is_and_is_one_word_of_letters_and_digits(runner):
    secret = make_secret(runner)
    assert runner_of(secret) == runner
    assert re.fullmatch(r"kneelog_[0-9A-Za-z]{71}", secret)


def test_no_two_are_alike_from_the_first_characters_on():
    secrets = [make_secret(RUNNER) for _ in range(50)]
    assert (len(set(secrets)), len({secret[:12] for secret in secrets}) > 40) == (50, True)


@pytest.mark.parametrize("place", [8, 40, 72, 73, 78])
def test_one_wrong_character_is_noticed(place):
    secret = make_secret(uuid4())
    wrong = "a" if secret[place] != "a" else "b"
    assert runner_of(secret[:place] + wrong + secret[place + 1 :]) is None


@pytest.mark.parametrize("change", [str.lower, str.upper, lambda text: text[:-1], lambda text: text + "0"])
def test_what_is_nearly_one_is_none(change):
    assert runner_of(change(make_secret(RUNNER))) is None


@pytest.mark.parametrize(
    "odd", ["", "kneelog_", "Bearer x", "\x00", "\ud800", "é" * 79, "kneelog_" + "z" * 71]
)
def test_what_is_no_token_is_of_nobody(odd):
    assert runner_of(odd) is None
