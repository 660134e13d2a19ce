from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import make_check_in, make_run, make_runner
from training.assessment import Assessment, assess
from training.reactions import muted_rules, react, reactions_of

pytestmark = pytest.mark.django_db
JUMP, LONGEST, SCORE, FLAG = "load.weekly_jump", "load.longest_run", "knee.pain_level", "knee.red_flag"


@pytest.fixture
def runner():
    """Steady runs of 8 km, then one of 12 km yesterday."""
    runner = make_runner()
    today = runner.profile.today()
    for back in range(3, 60, 2):
        make_run(runner, today - timedelta(days=back))
    make_run(runner, today - timedelta(days=1), 12_000)
    return runner


def today_of(runner, ahead: int = 0) -> Assessment:
    return assess([runner], runner.profile.today() + timedelta(days=ahead))[0]


def finding(assessment: Assessment, rule: str):
    return next((found for found in assessment.findings if found.rule.id == rule), None)


def is_aside(runner, rule: str, ahead: int = 0) -> bool:
    assessment = today_of(runner, ahead)
    return reactions_of(runner).of(finding(assessment, rule), assessment).aside is not None


def say(runner, rule: str, kind: str, ahead: int = 0, **more):
    assessment = today_of(runner, ahead)
    return react(runner, finding(assessment, rule), kind=kind, today=assessment.today, **more)


def test_nothing_is_aside_until_something_is_said(runner):
    assert not is_aside(runner, LONGEST)


def test_an_acknowledged_card_stays_aside_while_it_stands(runner):
    say(runner, LONGEST, "acknowledged")
    assert [is_aside(runner, LONGEST, ahead) for ahead in (0, 1, 5)] == [True, True, True]


def test_another_run_is_another_card(runner):
    say(runner, LONGEST, "acknowledged")
    make_run(runner, runner.profile.today() + timedelta(days=1), 17_000)
    assessment = today_of(runner, 1)
    both = [found for found in assessment.findings if found.rule.id == LONGEST]
    asides = [reactions_of(runner).of(found, assessment).aside is not None for found in both]
    assert sorted(asides) == [False, True]


def test_a_warning_that_left_and_came_back_is_new(runner):
    today = runner.profile.today()
    make_check_in(runner, today, 4)
    say(runner, SCORE, "acknowledged")
    assert is_aside(runner, SCORE)
    make_check_in(runner, today + timedelta(days=1), 1)
    make_check_in(runner, today + timedelta(days=2), 4)
    assert not is_aside(runner, SCORE, 2)


def test_a_worse_level_is_shown_again(runner):
    today = runner.profile.today()
    make_check_in(runner, today, 4)
    say(runner, SCORE, "acknowledged")
    make_check_in(runner, today, 7, hour=21)
    assert not is_aside(runner, SCORE)


def test_a_snooze_ends_on_its_day(runner):
    say(runner, LONGEST, "snoozed", until=runner.profile.today() + timedelta(days=3))
    assert [is_aside(runner, LONGEST, ahead) for ahead in (0, 2, 3)] == [True, True, False]


def test_a_mute_covers_the_rule_until_it_is_undone(runner):
    say(runner, LONGEST, "muted")
    make_run(runner, runner.profile.today() + timedelta(days=1), 17_000)
    assert is_aside(runner, LONGEST, 1)
    assert muted_rules(runner) == {LONGEST}
    say(runner, LONGEST, "restored", ahead=1)
    assert not is_aside(runner, LONGEST, 1)
    assert muted_rules(runner) == set()


def test_a_mute_does_not_hide_what_a_professional_should_see(runner):
    make_check_in(runner, runner.profile.today(), 3, signs={"locks"})
    say(runner, FLAG, "muted")
    assert not is_aside(runner, FLAG)


def test_an_opinion_does_not_set_a_card_aside(runner):
    say(runner, LONGEST, "wrong", reason="a watch error")
    assessment = today_of(runner)
    said = reactions_of(runner).of(finding(assessment, LONGEST), assessment)
    assert (said.aside, said.opinion.kind, said.opinion.reason) == (None, "wrong", "a watch error")
