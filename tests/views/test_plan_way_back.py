"""Can I run …? on the way back to running: its steps come before any distance, and a doctor before them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner
from tests.sharing.cast import ALL, TRAINING, share
from tests.views.planning import PLAN, ask, ask_week, chips, said
from tests.views.test_return_to_run import after_a_break, climbed, day
from training.models import User

pytestmark = pytest.mark.django_db
STEPS_FIRST = "Until the steps back to running are done, they set how far a run goes."
LOOK_FIRST = "First, have the knee looked at: a warning asked for it, and nobody has cleared it since."
BUT = "2.0\u00a0km today raises nothing, but back to running comes first."
GROUND = {"distance": "2", "shoe": "", "surface": "", "terrain": ""}


@pytest.fixture
def anna(client, time_machine) -> User:
    time_machine.move_to(datetime(2026, 5, 20, 18, tzinfo=UTC), tick=False)
    anna = after_a_break()
    client.force_login(anna)
    return anna


def flag(anna: User) -> None:
    """An episode with a sign for a professional, closed."""
    for ago, score in ((18, 2), (14, 0), (13, 0), (12, 0)):
        make_check_in(anna, day(ago), score, signs={"locks"} if score else set())


def first(answer) -> tuple[str, str]:
    gate = answer.context["answer"]["gate"]
    return gate["hint"], gate["links"][0]["url"]


def test_who_ran_since_is_not_asked_back(client, anna):
    make_run(anna, day(1), 2_000)
    answer = ask(client, anna, **GROUND)
    assert (said(answer)[0], answer.context["answer"]["gate"]) == ("Yes", None)


@pytest.mark.parametrize("sessions", [0, 3])
def test_the_steps_come_before_any_distance(client, anna, sessions):
    climbed(anna, sessions)
    answer = ask(client, anna, **GROUND)
    assert said(answer) == ("Yes, but", BUT, "Up to 3.0\u00a0km raises nothing.")
    assert first(answer) == (STEPS_FIRST, reverse("return-to-run"))
    assert ask(client, anna, **{**GROUND, "distance": "6"}).context["answer"]["word"] == "No"


def test_a_doctor_comes_before_the_steps(client, anna):
    flag(anna)
    answer = ask(client, anna, **GROUND)
    assert (said(answer), chips(answer)) == (("No", LOOK_FIRST, ""), [])
    assert first(answer)[1] == reverse("return-to-run")
    assert answer.context["answer"]["log_url"] == ""
    anna.clearances.create(side="left", on=day(10))
    assert said(ask(client, anna, **GROUND))[:2] == ("Yes, but", BUT)


def test_a_week_is_answered_alike(client, anna):
    week = ask_week(client, anna, "Wed 2")
    assert (said(week)[:2], first(week)[0]) == (
        ("Yes, but", "No day of this week raises anything."),
        STEPS_FIRST,
    )
    flag(anna)
    assert said(ask_week(client, anna, "Wed 2"))[:2] == ("No", LOOK_FIRST)


def test_a_coach_reads_it_where_runs_and_knees_are_shared(client, anna):
    kim, lea = make_runner("kim"), make_runner("lea")
    share(anna, kim, ALL)
    share(anna, lea, TRAINING)
    page = f"/athletes/{anna.pk}/plan/"
    client.force_login(kim)
    answer = ask(client, anna, page=page, **GROUND)
    assert (said(answer)[:2], first(answer)) == (
        ("Yes, but", BUT),
        (STEPS_FIRST, reverse("athlete-knee", args=[anna.pk])),
    )
    client.force_login(lea)
    assert said(ask(client, anna, page=page, **GROUND))[0] == "Yes"


def test_the_page_opens_with_it(client, anna):
    assert STEPS_FIRST in client.get(f"{PLAN}?distance=2").text
