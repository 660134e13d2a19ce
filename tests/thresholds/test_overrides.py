"""Setting and ending numbers: what a grant and a team make of them, and who may take what back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.factories import make_runner
from tests.sharing.cast import ALL, TRAINING, share
from training.access import Sight
from training.coaching import delete_team, put_into_team
from training.models import Grant, Override, Team, TeamOverride, User
from training.rules import load_longest_run
from training.sharing.granting import change_grant, end_grant, resume_grant
from training.thresholds.held import held_for_athlete
from training.thresholds.laying import ruleset_for
from training.thresholds.overrides import (
    NotAllowedError,
    NumbersChangedError,
    NumbersGoneError,
    end_numbers,
    end_team_numbers,
    set_for_athlete,
    set_for_team,
    take_back_end,
    take_back_team_end,
)
from training.thresholds.setting import DECLARED

pytestmark = [pytest.mark.django_db, pytest.mark.data]
ID = "load.longest_run"
WHY = "a calf that is new to this"


def caution(runner: User) -> float:
    return ruleset_for(runner).limits_of(load_longest_run.RULE).caution_percent


@pytest.fixture
def kim(db) -> User:
    return make_runner("kim")


@pytest.fixture
def grant(kim) -> Grant:
    return share(make_runner("anna"), kim, may_set=True)


def own(grant: Grant, percent: int = 20, before: Override | None = None) -> Override:
    set_for_athlete(grant, ID, {"caution_percent": percent}, reason=WHY, before=before)
    return Override.objects.get(grant=grant, source=None, ended_at=None)


def team_of(coach: User, *grants: Grant, percent: int = 25) -> tuple[Team, TeamOverride]:
    team = Team(coach=coach, name="Autumn")
    put_into_team(team, [grant.runner_id for grant in grants])
    number = TeamOverride(team=team, rule=ID, values={"caution_percent": percent}, reason=WHY)
    set_for_team(coach, number, None)
    return team, number


def say(grant: Grant, **shared) -> None:
    grant.refresh_from_db()
    change_grant(grant.runner, grant, **{"categories": ALL, "until": None, "may_set": True, **shared})


@pytest.mark.parametrize(
    "refused",
    [{"may_set": False}, {"categories": ALL - TRAINING}, {"state": "ended", "ended_at": timezone.now()}],
    ids=["not allowed", "not shared", "ended"],
)
def test_what_the_grant_does_not_allow_is_not_written(grant, refused):
    Grant.objects.update(**refused)
    with pytest.raises(NotAllowedError):
        own(grant)
    assert Override.objects.count() == 0


def test_a_number_that_stays_keeps_its_day(grant):
    with time_machine.travel("2026-03-03 12:00Z", tick=False):
        first = own(grant)
    with time_machine.travel("2026-03-09 12:00Z", tick=False):
        both = {"caution_percent": 20, "notice_percent": 12}
        set_for_athlete(grant, ID, both, reason=WHY, before=first)
    second = Override.objects.get(ended_at=None)
    assert second.days == {"caution_percent": "2026-03-03", "notice_percent": "2026-03-09"}
    assert Override.objects.get(pk=first.pk).ended_by == grant.coach


def test_numbers_that_were_changed_meanwhile_are_not_overwritten(grant):
    seen = own(grant)
    own(grant, 22, seen)
    for before in (seen, None):
        with pytest.raises(NumbersChangedError):
            own(grant, 24, before)
    assert caution(grant.runner) == 22


def test_no_numbers_at_all_end_what_there_was(grant):
    set_for_athlete(grant, ID, {}, reason=WHY, before=own(grant))
    assert (caution(grant.runner), Override.objects.filter(ended_at=None).count()) == (30, 0)


@pytest.mark.parametrize("who", ["runner", "coach"])
def test_either_side_ends_it_and_takes_that_back(grant, who):
    person, row = getattr(grant, who), own(grant)
    end_numbers(person, row.pk)
    end_numbers(person, row.pk)
    assert caution(grant.runner) == 30
    take_back_end(person, row.pk)
    assert caution(grant.runner) == 20
    with pytest.raises(NumbersGoneError):
        take_back_end(person, row.pk)


def test_nobody_takes_back_what_the_other_ended_or_what_is_long_over(grant):
    row = own(grant)
    end_numbers(grant.runner, row.pk)
    with pytest.raises(NumbersGoneError):
        take_back_end(grant.coach, row.pk)
    Override.objects.update(ended_at=timezone.now() - timedelta(days=2))
    with pytest.raises(NumbersGoneError):
        take_back_end(grant.runner, row.pk)


def test_a_row_is_never_rewritten(grant):
    row = own(grant)
    row.values = {"caution_percent": 90}
    with pytest.raises(TypeError):
        row.save()
    assert caution(grant.runner) == 20


def test_a_team_reaches_whoever_lets_it_now_and_later(kim, grant):
    ben, cleo = (share(make_runner(name), kim, may_set=name == "cleo") for name in ("ben", "cleo"))
    team, _number = team_of(kim, grant, ben)
    assert [caution(g.runner) for g in (grant, ben, cleo)] == [25, 30, 30]
    put_into_team(team, [ben.runner_id, cleo.runner_id])
    assert [caution(g.runner) for g in (grant, ben, cleo)] == [30, 30, 25]
    say(ben)
    assert [caution(g.runner) for g in (grant, ben, cleo)] == [30, 25, 25]
    say(ben, categories=ALL - TRAINING)
    assert caution(ben.runner) == 30
    delete_team(team)
    assert [caution(g.runner) for g in (grant, ben, cleo)] == [30, 30, 30]
    assert Override.objects.filter(ended_at=None).count() == 0


def test_one_athletes_own_goes_before_the_teams_and_its_end_brings_that_back(kim, grant):
    team_of(kim, grant)
    row = own(grant)
    assert caution(grant.runner) == 20
    end_numbers(kim, row.pk)
    assert caution(grant.runner) == 25


def test_what_a_runner_ended_of_a_team_stays_ended_for_them(kim, grant):
    ben = share(make_runner("ben"), kim, may_set=True)
    team, number = team_of(kim, grant, ben)
    row = Override.objects.get(runner=grant.runner)
    with pytest.raises(NumbersGoneError):
        end_numbers(kim, row.pk)
    end_numbers(grant.runner, row.pk)
    put_into_team(team, [grant.runner_id, ben.runner_id])
    assert [caution(g.runner) for g in (grant, ben)] == [30, 25]
    set_for_team(kim, TeamOverride(team=team, rule=ID, values={"caution_percent": 22}, reason=WHY), number)
    assert [caution(g.runner) for g in (grant, ben)] == [22, 22]


def test_the_end_for_a_team_is_for_all_and_can_be_taken_back(kim, grant):
    _team, number = team_of(kim, grant)
    end_team_numbers(kim, number.pk)
    assert caution(grant.runner) == 30
    take_back_team_end(kim, number.pk)
    assert caution(grant.runner) == 25
    for act in (end_team_numbers, take_back_team_end):
        with pytest.raises(NumbersGoneError):
            act(grant.runner, number.pk)


def test_permission_taken_back_ends_it_for_good(grant):
    own(grant)
    say(grant, may_set=False)
    assert caution(grant.runner) == 30
    say(grant, may_set=True)
    assert caution(grant.runner) == 30
    assert Override.objects.get().ended_by is None


def test_a_grant_that_ends_takes_it_along_and_brings_it_back_if_that_was_a_mistake(grant):
    own(grant)
    end_grant(grant.runner, grant.pk)
    assert (caution(grant.runner), Override.objects.filter(ended_at=None).count()) == (30, 0)
    resume_grant(grant.runner, grant.pk)
    assert caution(grant.runner) == 20


def test_what_expired_does_not_come_back_when_the_grant_is_prolonged(grant):
    with time_machine.travel(timezone.now() - timedelta(days=9), tick=False):
        own(grant)
    last = grant.runner.profile.today() - timedelta(days=4)
    Grant.objects.update(until=last)
    say(grant)
    assert caution(grant.runner) == 30
    over = grant.runner.profile.end_of(last)
    assert Override.objects.get().ended_at - over == timedelta(microseconds=1)


def test_the_form_of_another_coach_knows_what_holds_without_it(grant):
    lena = share(grant.runner, make_runner("lena"), may_set=True)
    own(grant)
    held = held_for_athlete(Sight(grant.runner, ALL, lena), DECLARED[ID])
    assert (held.now["caution_percent"], held.usual["caution_percent"], held.own) == (20, 20, set())
    mine = held_for_athlete(Sight(grant.runner, ALL, grant), DECLARED[ID])
    assert (mine.usual["caution_percent"], mine.own) == (30, {"caution_percent"})
