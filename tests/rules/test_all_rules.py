"""What every rule declares about itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import training.rules
from training.engine.basics import Basics
from training.engine.rule import Rule
from training.rules import ALL_RULES

FILES = {path.stem for path in Path(training.rules.__file__).parent.glob("[!_]*.py")}
TESTS = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}

every_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)


def test_every_file_is_a_rule_in_the_list_and_has_a_test_file():
    names = [rule.id.replace(".", "_") for rule in ALL_RULES]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert set(names) == FILES
    assert not FILES - TESTS


def test_groups_stand_together():
    groups = [rule.group for rule in ALL_RULES]
    assert groups == sorted(groups, key=["load", "shoe", "terrain", "habit", "knee"].index)


@every_rule
def test_it_is_checked_in_one_way(rule: Rule):
    assert (rule.check is None) != (rule.review is None)


@every_rule
def test_it_gives_way_to_rules_that_there_are(rule: Rule):
    assert set(rule.gives_way_to) <= {other.id for other in ALL_RULES}


@every_rule
def test_it_says_why_and_what_it_cannot_know_in_plain_sentences(rule: Rule):
    for sentence in (rule.why, rule.cannot_know):
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert rule.title
    assert not rule.title.endswith(".")


@every_rule
def test_it_says_what_clears_it_under_any_thresholds(rule: Rule):
    for units in ("km", "mi"):
        text = rule.clears_text(rule.limits(), Basics(), units)
        assert text.endswith(".")
        assert "{" not in text


@every_rule
def test_it_names_its_sources(rule: Rule):
    assert rule.sources
    assert all(source.title for source in rule.sources)


@every_rule
def test_it_speaks_of_no_safety_and_of_no_chance(rule: Rule):
    words = " ".join((rule.title, rule.why, rule.cannot_know, rule.clears)).lower()
    assert [
        word for word in ("safe", "probab", "chance of", "likelihood", "guarantee") if word in words
    ] == []


@every_rule
def test_it_tells_a_runner_who_has_read_no_source_what_it_means(rule: Rule):
    words = " ".join((rule.what, rule.why, rule.cannot_know, rule.evidence_level.value)).lower()
    assert "document" not in words
