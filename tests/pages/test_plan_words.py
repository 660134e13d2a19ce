"""Each sentence about a run not yet run finds its numbers in what the rule says."""

from __future__ import annotations

from tests.demo.test_stories import ANY_DAY, log_on
from training.demo.stories import STORIES
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.pages.plan_words import AHEAD, ahead_words
from training.rules import ALL_RULES, knee_two_weeks


def findings():
    """What stands in the stories, which together light every rule."""
    for story in STORIES:
        yield from evaluate(History(log_on(story, ANY_DAY), ANY_DAY), ALL_RULES, Ruleset())


def test_every_sentence_finds_its_numbers():
    said = {f.rule.id: ahead_words(f, "mi") for f in findings()}
    assert AHEAD.keys() - said.keys() == set()
    assert [words for words in said.values() if not words.endswith(".") or "{" in words] == []


def test_a_rule_without_a_sentence_is_named():
    (lasting, *_) = (f for f in findings() if f.rule is knee_two_weeks.RULE)
    assert ahead_words(lasting, "km") == "It would raise a warning: Symptoms that linger."
