"""Coaches, and a coach with themselves, at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.factories import make_runner
from tests.sharing.cast import share
from training.coaching import put_into_team
from training.models import Grant, Override, Team, TeamOverride, User
from training.rules import load_longest_run
from training.sharing.granting import change_grant
from training.thresholds.laying import ruleset_for
from training.thresholds.overrides import (
    NotAllowedError,
    NumbersChangedError,
    set_for_athlete,
    set_for_team,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
ID = "load.longest_run"


def caution(runner: User) -> float:
    return ruleset_for(runner).limits_of(load_longest_run.RULE).caution_percent


@pytest.fixture
def kim(transactional_db) -> User:
    return make_runner("kim")


@pytest.fixture
def grant(kim) -> Grant:
    return share(make_runner("anna"), kim, may_set=True)


def test_of_several_at_once_one_is_written(grant):
    def attempt(percent: int) -> bool:
        try:
            set_for_athlete(grant, ID, {"caution_percent": percent}, reason="a try", before=None)
        except NumbersChangedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        written = list(pool.map(attempt, range(20, 26)))
    assert (sum(written), Override.objects.count()) == (1, 1)
    assert caution(grant.runner) == 20 + written.index(True)


def test_a_member_who_comes_while_the_team_gets_a_number_has_it(kim, grant):
    team = Team(coach=kim, name="Autumn")
    put_into_team(team, [])

    def act(what: str) -> None:
        try:
            if what == "add":
                put_into_team(team, [grant.runner_id])
            else:
                number = TeamOverride(team=team, rule=ID, values={"caution_percent": 25}, reason="a try")
                set_for_team(kim, number, None)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(act, ["add", "set"]))
    assert caution(grant.runner) == 25


def test_what_is_set_while_the_permission_is_taken_back_does_not_stand(grant):
    def act(what: str) -> None:
        try:
            if what == "set":
                set_for_athlete(grant, ID, {"caution_percent": 20}, reason="a try", before=None)
            else:
                change_grant(grant.runner, grant, categories=grant.categories, until=None, may_set=False)
        except NotAllowedError:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(act, ["set", "take back"]))
    assert (caution(grant.runner), Override.objects.filter(ended_at=None).count()) == (30, 0)
