"""A coach's marks hold for their own list, as long as the same thing stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories import make_check_in, make_runner
from tests.sharing.cast import TRAINING, share
from training.access import sight
from training.assessment import assess
from training.coaching import (
    Kind,
    TeamTakenError,
    desk_of,
    mark_finding,
    mark_silence,
    put_into_team,
    remember,
    take_back,
    teams_of,
)
from training.engine.rule import Severity
from training.insights.triage import Silence
from training.models import Reaction, Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    anna = make_runner("anna")
    make_check_in(anna, anna.profile.today() - timedelta(days=1), 4)
    return anna


@pytest.fixture
def kim(anna):
    kim = make_runner("kim")
    share(anna, kim)
    return kim


def finding(anna):
    return assess([anna])[0].findings[0]


def knows(coach, anna, found=None, days=0):
    desk = desk_of(coach, [sight(coach, anna)])
    return (
        desk.known(anna.pk, found or finding(anna), anna.profile.today() + timedelta(days=days)) is not None
    )


def test_a_mark_is_the_coachs_own(anna, kim):
    lena = make_runner("lena")
    share(anna, lena)
    mark_finding(kim, anna, finding(anna), kind=Kind.ACKNOWLEDGED, today=anna.profile.today())
    assert (knows(kim, anna), knows(lena, anna)) == (True, False)
    assert Reaction.objects.count() == 0


def test_a_mark_holds_while_the_same_thing_stands(anna, kim):
    found, today = finding(anna), anna.profile.today()
    mark_finding(kim, anna, found, kind=Kind.ACKNOWLEDGED, today=today)
    assert knows(kim, anna, replace(found, severity=Severity.SPECIALIST)) is False
    assert knows(kim, anna, replace(found, since=today + timedelta(days=3))) is False
    assert knows(kim, anna, replace(found, subject="knee:right")) is False
    assert [knows(kim, anna, days=days) for days in (0, 60, 61)] == [True, True, False]


def test_a_snooze_ends_on_its_day(anna, kim):
    today = anna.profile.today()
    until = today + timedelta(days=7)
    mark_finding(kim, anna, finding(anna), kind=Kind.SNOOZED, today=today, until=until)
    assert [knows(kim, anna, days=days) for days in (0, 6, 7)] == [True, True, False]


def test_a_mark_taken_back_is_none(anna, kim):
    mark = mark_finding(kim, anna, finding(anna), kind=Kind.ACKNOWLEDGED, today=anna.profile.today())
    take_back(mark, anna.profile.today())
    assert knows(kim, anna) is False


def test_a_silence_is_known_until_the_next_entry(anna, kim):
    today = anna.profile.today()
    mark_silence(kim, anna, Silence(9, is_long=True), kind=Kind.ACKNOWLEDGED, today=today)
    desk = desk_of(kim, [sight(kim, anna)])
    tomorrow = today + timedelta(days=1)
    assert desk.known_silence(anna.pk, Silence(10, is_long=True), tomorrow) is not None
    assert desk.known_silence(anna.pk, Silence(7, is_long=True), tomorrow) is None


def test_what_was_seen_is_remembered_as_it_was(anna, kim):
    seen = sight(kim, anna)
    assert desk_of(kim, [seen]).stood(seen) is None
    found = finding(anna)
    remember(kim, seen, [found])
    remember(kim, seen, [found])
    assert desk_of(kim, [seen]).stood(seen) == {(found.rule.id, found.subject): int(found.severity)}
    # With another part of the log, it is no measure of what changed.
    narrower = replace(seen, categories=TRAINING)
    assert desk_of(kim, [narrower]).stood(narrower) is None


def test_the_runners_own_preview_is_no_look(anna):
    seen = sight(anna, anna)
    remember(anna, seen, [finding(anna)])
    assert desk_of(anna, [seen]).stood(seen) is None


def test_teams_are_a_coachs_own(anna, kim):
    ben, team = make_runner("ben"), Team(coach=kim, name="Hills")
    put_into_team(team, [anna.pk, ben.pk])
    put_into_team(team, [anna.pk])
    Team.objects.create(coach=make_runner("lena"), name="Hills")
    Team.objects.create(coach=kim, name="Empty")
    assert [(group.name, group.runners) for group in teams_of(kim)] == [
        ("Empty", set()),
        ("Hills", {anna.pk}),
    ]
    with pytest.raises(TeamTakenError):
        put_into_team(Team(coach=kim, name="Hills"), [])
