"""What the knee page shows, and what it says that it wrote."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_runner
from training.units import format_day

pytestmark = pytest.mark.django_db
CARE, RECOVERED = "Doing something for it?", "Clear again?"
HELP_NOW = "A warning asks you to get help now: read it on Today."
SEE_SOMEONE = "A warning asks you to see someone: read it on Today."


@pytest.fixture
def runner():
    return make_runner()


@pytest.fixture
def page(client, runner):
    client.force_login(runner)
    return client


def shown(page) -> list[str]:
    text = page.get(reverse("knee")).text
    return [words for words in (HELP_NOW, SEE_SOMEONE, CARE, RECOVERED) if words in text]


def test_a_warning_comes_before_care_and_before_clear_days(page, runner):
    today = runner.profile.today()
    make_check_in(runner, today, 3, hour=0)
    assert shown(page) == [CARE, RECOVERED]
    make_check_in(runner, today, 3, hour=0, moment="rest", signs={"locks"})
    assert shown(page) == [SEE_SOMEONE, CARE, RECOVERED]
    make_check_in(runner, today, 3, hour=0, moment="before", signs={"hot_with_fever"})
    assert shown(page) == [HELP_NOW]


@pytest.mark.parametrize(
    ("score", "signs", "tile"),
    [
        (1, set(), ("1", "mild", "1 of 10")),
        (0, {"pops"}, ("0!", "medium", "0 of 10, pops or clicks")),
        (2, {"pops"}, ("2!", "medium", "2 of 10, pops or clicks")),
        (7, {"pops"}, ("7!", "high", "7 of 10, pops or clicks")),
        (0, {"cold_or_pale_foot"}, ("0!", "high", "0 of 10, cold or pale foot")),
    ],
)
def test_a_day_with_a_sign_is_no_calm_day(page, runner, score, signs, tile):
    today = runner.profile.today()
    make_check_in(runner, today, score, hour=0, signs=signs)
    (day,) = page.get(reverse("knee")).context["episodes"][0]["days"]
    assert (day["score"], day["band"], day["words"]) == (*tile[:2], f"{format_day(today)}: {tile[2]}")
