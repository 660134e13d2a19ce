"""What the knee page shows, and what it says that it wrote."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner
from tests.views.test_entries import said
from training.models import CheckIn
from training.units import format_day, format_short_day

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


def sides(runner, **of) -> list[tuple[str, int, str]]:
    return list(runner.check_ins.filter(**of).order_by("side").values_list("side", "score", "moment"))


def clear_knees(page, **typed) -> list[str]:
    return said(page.post(reverse("clear-knees"), typed, follow=True))


def logged_this_minute(runner, side: str, score: int) -> None:
    """In the next minute as well, should it begin before the tap."""
    now = runner.profile.now().replace(second=0, microsecond=0)
    for minutes in (0, 1):
        entry = CheckIn(runner=runner, side=side, score=score, moment="rest")
        entry.place(now + timedelta(minutes=minutes), "UTC")
        entry.save()


def test_one_tap_says_what_it_added(page, runner):
    assert clear_knees(page) == ["Both knees clear: saved."]
    assert sides(runner) == [("left", 0, "rest"), ("right", 0, "rest")]


def test_one_tap_leaves_a_knee_that_has_an_entry_of_this_minute(page, runner):
    logged_this_minute(runner, "left", 5)
    assert clear_knees(page) == [
        "Right knee clear: saved. The left knee has an entry of this minute, and it stays as it is."
    ]
    assert sides(runner, side="right") == [("right", 0, "rest")]
    assert set(sides(runner, side="left")) == {("left", 5, "rest")}


def test_one_tap_says_when_it_added_nothing(page, runner):
    logged_this_minute(runner, "left", 5)
    logged_this_minute(runner, "right", 0)
    assert clear_knees(page) == ["Already logged this minute: nothing was added."]
    assert runner.check_ins.count() == 4


def test_one_tap_is_after_a_run_only_where_there_was_one(page, runner):
    hidden = '<input type="hidden" name="moment" value="{}">'
    make_run(runner, runner.profile.today() - timedelta(days=1))
    assert hidden.format("rest") in page.get(reverse("knee")).text
    make_run(runner, runner.profile.today(), hour=0)
    assert hidden.format("after") in page.get(reverse("knee")).text
    assert hidden.format("next_morning") in page.get(reverse("knee") + "?moment=next_morning").text
    clear_knees(page, moment="noon")
    assert sides(runner) == [("left", 0, "after"), ("right", 0, "after")]


def undo_of(response) -> str:
    return re.search(r'action="(/knee/[^"]*delete/[^"]*)"', response.text)[1].replace("&amp;", "&")


def test_clear_days_are_taken_back_by_one_tap(page, runner):
    today = runner.profile.today()
    make_check_in(runner, today - timedelta(days=20), 4)
    since = (today - timedelta(days=9)).isoformat()
    response = page.post(reverse("recovered"), {"side": "left", "since": since}, follow=True)
    assert said(response) == ["Clear days saved: 3."]
    assert runner.check_ins.count() == 4
    page.post(undo_of(response))
    assert sides(runner) == [("left", 4, "after")]


def test_taking_back_several_takes_the_runners_own_alone(page, runner):
    foreign = make_check_in(make_runner("ben"), runner.profile.today(), 0)
    mine = make_check_in(runner, runner.profile.today(), 0)
    page.post(reverse("delete-check-in", args=[mine.pk]) + f"?with={foreign.pk}&with=nonsense")
    assert list(CheckIn.objects.all()) == [foreign]


def test_care_begins_its_words_with_a_capital(page):
    first = page.post(reverse("care"), {"kind": "foam_roll"}, follow=True)
    assert (said(first), first.context["entries"][0]["text"]) == (["Foam rolling: saved."], "Foam rolling")
    again = page.post(reverse("care"), {"kind": "foam_roll"}, follow=True)
    assert said(again)[-1:] == ["Foam rolling: already logged for this day."]


def test_what_is_of_another_year_says_so(page, runner):
    then = runner.profile.today().replace(day=1, month=3) - timedelta(days=400)
    make_check_in(runner, then, 0)
    runner.care_entries.create(kind="ice", on=then)
    short = format_short_day(then)
    assert [row["date"] for row in page.get(reverse("knee")).context["rows"]] == [
        f"{short}\xa0{then.year}, 20:00"
    ]
    assert [row["date"] for row in page.get(reverse("care")).context["entries"]] == [
        f"{short}\xa0{then.year}"
    ]
