"""Thresholds of a team, the permission for them, and what the pages cost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_runner
from tests.sharing.cast import ALL, number_set, share
from tests.views.test_coach_thresholds import RULE, sent
from tests.views.test_concurrent import logged_in as as_
from training.models import Grant, Override, Team, TeamMember, TeamOverride, User
from training.rules import load_longest_run
from training.thresholds.laying import ruleset_for

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def caution(runner: User) -> float:
    return ruleset_for(runner).limits_of(load_longest_run.RULE).caution_percent


@pytest.fixture
def anna() -> User:
    return make_runner("anna")


@pytest.fixture
def kim() -> User:
    return make_runner("kim")


@pytest.fixture
def grant(anna, kim) -> Grant:
    return share(anna, kim, may_set=True)


def test_a_team_page_sets_ends_and_takes_back(anna, kim, grant):
    team = Team.objects.create(coach=kim, name="Autumn")
    TeamMember.objects.create(team=team, runner=anna)
    share(make_runner("ben"), kim)
    page = sent(kim, reverse("set-team-numbers", args=[team.pk, RULE]), limit_caution_percent="20")
    shown = as_(kim).get(page.url).context
    assert (shown["reach"], len(shown["cards"]), caution(anna)) == (
        "Reaches anna.",
        1,
        20,
    )
    as_(kim).post(shown["cards"][0]["end_url"])
    assert caution(anna) == 30
    as_(kim).post(reverse("undo-team-numbers", args=[TeamOverride.objects.get().pk]))
    assert caution(anna) == 20
    as_(kim).post(reverse("delete-team", args=[team.pk]))
    assert (caution(anna), Override.objects.filter(ended_at=None).count()) == (30, 0)


def test_another_coachs_team_is_not_there(kim, grant):
    team = Team.objects.create(coach=kim, name="Autumn")
    number = TeamOverride.objects.create(team=team, rule=RULE, values={"caution_percent": 20}, reason="x")
    otto = as_(make_runner("otto"))
    assert otto.get(reverse("team-thresholds", args=[team.pk])).status_code == 404
    assert otto.get(reverse("set-team-numbers", args=[team.pk, RULE])).status_code == 404
    assert otto.post(reverse("end-team-numbers", args=[number.pk])).status_code == 404
    assert TeamOverride.objects.get().ended_at is None


def test_the_invitation_asks_and_nothing_is_ticked_beforehand(anna, kim):
    form = as_(anna).get(reverse("invite-coach")).context["form"]
    assert form["may_set"].value() in (None, False)
    data = {"name": "kim", "categories": ["training"], "until": ""}
    as_(anna).post(reverse("invite-coach"), data | {"may_set": "on"})
    asked = reverse("invitation", args=[kim.invitations.get().pk])
    assert "You may set their thresholds" in as_(kim).get(asked).text
    as_(kim).post(asked, {"accept": "1"})
    grant = Grant.objects.get()
    assert grant.may_set
    number_set(grant)
    change = {"categories": ["training"], "until": "", "version": str(grant.version)}
    as_(anna).post(reverse("grant", args=[grant.pk]), change)
    assert (Grant.objects.get().may_set, caution(anna)) == (False, 30)


def test_a_coach_asks_and_the_runner_decides(anna, kim):
    as_(kim).post(reverse("coach-invitations"), {"name": "anna"})
    asked = reverse("invitation", args=[anna.invitations.get().pk])
    as_(anna).post(asked, {"categories": sorted(ALL), "until": ""})
    assert not Grant.objects.get().may_set


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_any_number(anna, kim, grant, count, django_assert_num_queries):
    for rule in (RULE, "load.weekly_jump", "shoe.mileage")[:count]:
        values = {"notice_m": 400_000} if rule == "shoe.mileage" else None
        number_set(grant, rule, **({"values": values} if values else {}))
    team = Team.objects.create(coach=kim, name="Autumn")
    runner, coach = as_(anna), as_(kim)
    runner.get(reverse("set-for-me"))
    costs = {"today": (runner, [], 12), "set-for-me": (runner, [], 6)}
    costs |= {"athlete-thresholds": (coach, [anna.pk], 6), "set-numbers": (coach, [anna.pk, RULE], 5)}
    costs |= {"team-thresholds": (coach, [team.pk], 7), "set-team-numbers": (coach, [team.pk, RULE], 7)}
    for name, (client, args, cost) in costs.items():
        with django_assert_num_queries(cost, info=name):
            client.get(reverse(name, args=args))
