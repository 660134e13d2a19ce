"""A whole week, and the question of a coach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_runner
from tests.sharing.cast import TRAINING, share
from tests.views.planning import ask, ask_week, runner_of_tens, said
from training.models import Look

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    anna = runner_of_tens("anna")
    client.force_login(anna)
    return anna


@pytest.fixture
def kim():
    return make_runner("kim", units="mi")


def test_a_week_is_answered_day_by_day(client, anna):
    today = anna.profile.today()
    answer = ask_week(client, anna, "8\nrest\n30")
    assert answer.status_code == 200
    days = answer.context["days"]
    assert [day["distance"] for day in days] == ["8.0\u00a0km", "rest", "30.0\u00a0km", *["rest"] * 4]
    assert [str(day["word"]) for day in days[:3]] == ["Yes", "Yes", "No"]
    assert said(answer)[1] == f"{today + timedelta(days=2):%A} would raise something."
    assert "A run much longer than your recent longest" in {c["title"] for c in days[2]["changes"]}


def test_a_week_that_cannot_be_read_names_its_day(client, anna):
    answer = ask_week(client, anna, "Mon 8, Tue 10-12, Wed ?")
    assert answer.status_code == 422
    assert "Tuesday, “10-12”: Write one distance, or several joined by +." in answer.text
    assert "Wednesday, “?”" in answer.text
    for bad in ({"day": "2020-01-01"}, {"day": ""}, {"week": ""}, {"week": "x" * 3_000}):
        assert ask_week(client, anna, **{"week": "Mon 8", **bad}).status_code == 422


def test_a_coach_asks_for_an_athlete_in_their_own_units(client, anna, kim):
    share(anna, kim)
    client.force_login(kim)
    page = reverse("athlete-plan", args=[anna.pk])
    answer = ask(client, anna, page=page, distance="8.4")
    assert said(answer)[0] == "No"
    assert answer.context["question"] == "Can anna run …?"
    assert answer.context["answer"]["log_url"] == ""
    assert "30.0\u00a0mi" in ask_week(client, anna, "rest\nrest\n30", page=page).text


def test_what_is_not_granted_is_not_asked_and_said_not_to_be(client, anna, kim):
    share(anna, kim, TRAINING)
    make_check_in(anna, anna.profile.today(), 4, hour=0, signs={"locks"})
    client.force_login(kim)
    answer = ask(client, anna, page=reverse("athlete-plan", args=[anna.pk]), distance="5").context["answer"]
    assert (str(answer["word"]), answer["gate"]) == ("Yes", None)
    assert answer["notes"] == [
        "These numbers know nothing of the knee: it is not shared.",
        "12 rules were not asked: what they rest on is not shared.",
    ]


def test_asking_again_is_the_same_look(client, anna, kim):
    share(anna, kim)
    client.force_login(kim)
    page = reverse("athlete-plan", args=[anna.pk])
    ask(client, anna, page=page, live=True)
    assert Look.objects.get().times == 1
    ask(client, anna, page=page)
    ask(client, anna, page=page, live=True)
    assert Look.objects.get().times == 2
