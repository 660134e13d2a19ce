"""Every story lights what its table says, on whatever day KneeLog is set up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from training.demo.stories import STORIES
from training.demo.story import Story
from training.engine.basics import Basics
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.engine.replay import replay
from training.engine.rule import Finding
from training.exporting.log_file import export_log
from training.importing.facts import log_of
from training.importing.log_file import read_log
from training.importing.log_import import import_log
from training.models import User
from training.rules import ALL_RULES

# A whole week over a change of clocks, then a winter, a leap day and a summer.
DAYS = [
    *(date(2026, 3, 26) + timedelta(days=n) for n in range(7)),
    *(date(2026, 1, 1), date(2024, 2, 29), date(2025, 7, 13)),
]
ANY_DAY = DAYS[0]

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)


def log_on(story: Story, today: date) -> Log:
    data = json.dumps(story.log(today)).encode()
    return log_of(read_log(data, datetime.combine(today, time(23), UTC)), Basics())


def ids(findings: list[Finding]) -> set[str]:
    return {finding.rule.id for finding in findings}


def lit(story: Story, today: date) -> set[str]:
    return ids(evaluate(History(log_on(story, today), today), ALL_RULES, Ruleset()))


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_story(rule):
    told = [story.name for story in STORIES if rule.id in story.lights]
    assert told, f"{rule.id} is in no story: let one in training/demo/stories light it and name it there"


@each_story
def test_a_story_lights_what_it_names_and_nothing_else(story):
    assert {day: lit(story, day) for day in DAYS} == {day: set(story.lights) for day in DAYS}


@each_story
def test_a_rule_was_silent_earlier_in_the_story(story):
    log = log_on(story, ANY_DAY)
    never_silent = set(story.lights)
    if log.runs:
        earlier = replay(log, ALL_RULES, Ruleset(), log.runs[0].day, ANY_DAY - timedelta(days=1))
        for _, findings in earlier:
            never_silent &= ids(findings)
    assert never_silent == set()


@each_story
def test_a_story_is_the_same_each_time_it_is_told(story):
    assert story.log(ANY_DAY) == story.log(ANY_DAY)


@each_story
def test_names_and_plots_fit_the_list_of_log_ins(story):
    assert (story.name.isalpha(), len(story.name) <= 12, len(story.plot) <= 72) == (True, True, True)


@each_story
@pytest.mark.data
@pytest.mark.django_db
def test_a_log_comes_out_as_it_went_in(story, time_machine):
    time_machine.move_to(datetime.combine(ANY_DAY, time(20), UTC))
    told = story.log(ANY_DAY)
    result = import_log(story.name, json.dumps(told).encode())
    out = json.loads("".join(export_log(User.objects.get(username=story.name))))
    assert sum(result.known.values()) == 0
    there, given = out["runner"].pop("previous_injuries"), told["runner"].pop("previous_injuries")
    assert out["runner"] == out["runner"] | told["runner"]
    lists = [(there, given), *((out[name], told[name]) for name in ("shoes", "runs", "check_ins", "care"))]
    for there, given in lists:
        assert there == [found | entry for found, entry in zip(there, given, strict=True)]
