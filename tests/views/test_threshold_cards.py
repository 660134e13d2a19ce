"""What a runner reads of thresholds that an admin set."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_run, make_runner, make_shoe
from training.models import User
from training.thresholds import add_revision

pytestmark = pytest.mark.django_db

TRIAL = {"shoe.mileage": {"values": {"notice_m": 400_000}, "days": 14}}


@pytest.fixture
def runner(client) -> User:
    """In a pair with 458 km on it."""
    runner = make_runner("anna")
    shoe = make_shoe(runner, start_distance_m=450_000)
    make_run(runner, runner.profile.today() - timedelta(days=1), shoe=shoe)
    client.force_login(runner)
    return runner


@pytest.fixture
def admin() -> User:
    return User.objects.create_superuser("ada", password="a long pass phrase")


def test_who_set_the_number_and_when_but_not_which_admin(client, runner, admin):
    add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="secret words", author=admin)
    (card,) = client.get(reverse("today")).context["cards"]
    assert card["threshold"].startswith("Ruleset 1: plan a replacement 400.0\u00a0km, set by an admin on ")
    text = client.get(card["proof_url"]).text
    assert [word for word in ("ada", "secret words") if f">{word}<" in text or f" {word} " in text] == []


def test_nothing_where_all_are_the_defaults(client, runner):
    make_run(runner, runner.profile.today(), 40_000, hour=0, shoe=runner.shoes.get())
    assert {card["threshold"] for card in client.get(reverse("today")).context["cards"]} == {""}


def test_what_is_in_shadow_is_never_shown(client, runner):
    add_revision({}, reason="a try", author=None, trials=TRIAL)
    assert client.get(reverse("today")).context["cards"] == []
    assert "400.0\u00a0km" not in client.get(reverse("warnings")).text


def test_a_rule_that_is_off_says_so_among_the_warnings(client, runner):
    add_revision({}, reason="too many", author=None, silent=["shoe.rotation"])
    assert client.get(reverse("warnings")).text.count("Switched off by an admin") == 1
