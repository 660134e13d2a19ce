"""Shoes: lines of their own, and the hand-over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_run, make_runner, make_shoe
from tests.forms.test_forms import run_form, shoe_form
from training.forms.shoe import RetireForm
from training.units import format_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner():
    return make_runner()


def test_a_line_of_planning_alone_lies_before_the_usual_line_of_replacing(runner):
    assert shoe_form(runner, notice_at_m="804", limit_reason="light").is_valid()
    assert shoe_form(runner, notice_at_m="805", limit_reason="light").errors == {
        "notice_at_m": ["This must be less than the distance of replacing, 804.7\u00a0km."]
    }
    assert shoe_form(runner, notice_at_m="900", replace_at_m="1000", limit_reason="sturdy").is_valid()


def test_a_shoe_is_handed_over_to_one_shoe(runner):
    shoe, other, today = make_shoe(runner), make_shoe(runner, "Brooks"), runner.profile.today()
    typed = {"retired_on": today.isoformat(), "successor": other.pk, "new_name": "Ghost 16"}
    assert RetireForm({**typed, "new_name": ""}, shoe=shoe, today=today).is_valid()
    assert RetireForm({**typed, "successor": ""}, shoe=shoe, today=today).is_valid()
    assert RetireForm(typed, shoe=shoe, today=today).errors == {
        "new_name": ["Choose one of your shoes or name a new one, not both."]
    }


def test_errors_of_a_retired_shoe_name_the_day_in_words(runner):
    today = runner.profile.today()
    shoe, day = make_shoe(runner), today - timedelta(days=1)
    make_run(runner, day, shoe=shoe)
    early = {"retired_on": (day - timedelta(days=1)).isoformat()}
    assert RetireForm(early, shoe=shoe, today=today).errors == {
        "retired_on": [f"There is a run in this shoe on {format_day(day, today)}."]
    }
    retired = make_shoe(runner, "Brooks", retired_on=day - timedelta(days=1))
    assert run_form(runner, shoe=retired.pk).errors == {
        "shoe": [f"Brooks was retired on {format_day(retired.retired_on, today)}, before this run."]
    }


@pytest.mark.parametrize(
    ("days", "more", "said"),
    [
        # 6 km in each of 4 weeks are 24 km: 240 km more take 40 weeks, not 80.
        (28, {}, ("since its first run", 280)),
        (28, {"started_on": 28}, ("since its first run", 280)),
        (3, {}, ("since its first run", 70)),
        (400, {}, ("of the last 8 weeks", 560)),
    ],
)
def test_the_outlook_counts_the_days_a_pair_is_in_use(client, runner, days, more, said):
    today = runner.profile.today()
    started = {name: today - timedelta(days=back - 1) for name, back in more.items()}
    shoe = make_shoe(runner, notice_at_m=240_000 + (24_000 if days < 56 else 25_000), **started)
    if days > 56:
        make_run(runner, today - timedelta(days=days), 1_000, shoe=shoe)
    first = min(days, 28)
    make_run(runner, today - timedelta(days=first - 1), 24_000, shoe=shoe, hour=0)
    client.force_login(runner)
    (card,) = client.get(reverse("shoes")).context["in_use"]
    line = format_day(today + timedelta(days=said[1]), today)
    assert card["bar"]["note"].startswith("At the pace " + said[0])
    assert card["bar"]["note"].endswith(f"around {line}.")
