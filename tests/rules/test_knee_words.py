from __future__ import annotations

from training.engine.facts import EMERGENCY_SIGNS
from training.engine.text import LIST_SEPARATOR
from training.engine.words import PATTERNS, SIGNS
from training.models.choices import Sign


def test_every_sign_has_the_phrase_that_forms_show():
    assert {sign.value: str(sign.label) for sign in Sign} == SIGNS


def test_emergency_signs_are_signs():
    assert set(EMERGENCY_SIGNS) < set(SIGNS)


def test_phrases_can_be_listed_and_are_told_apart():
    every = [*SIGNS.values(), *PATTERNS.values()]
    assert len(set(every)) == len(every)
    assert [phrase for phrase in every if LIST_SEPARATOR.strip() in phrase] == []
