"""Of two stories with a score after each run, one has something to find, whatever the day of the set-up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.demo.test_stories import DAYS, log_on
from training.demo.stories import greta, hugo, maya
from training.demo.story import Story
from training.engine.facts import SIDES
from training.insights.set_off import Reading, answers_of, set_off
from training.rules.load_longest_run import Limits


def read(story: Story, today: date) -> list[Reading]:
    span = (today - timedelta(days=364)).toordinal(), today.toordinal()
    return set_off(log_on(story, today), span, SIDES, Limits())


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_greta_s_knee_was_tight_after_trails(today):
    best = answers_of(read(greta.STORY, today))[0]
    assert (best.outcome, best.group.mark, [group.mark for group in best.alike]) == (
        "after",
        "trail",
        ["hilly"],
    )


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_in_hugo_s_log_nothing_stands_out(today):
    after, morning = read(hugo.STORY, today)
    assert (after.is_told, after.findings, morning.runs) == (True, [], ())


def test_maya_scores_too_few_runs():
    assert [reading.is_told for reading in read(maya.STORY, DAYS[0])] == [False, False]
