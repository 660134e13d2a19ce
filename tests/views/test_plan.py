"""Can I run …?: the page of the runner."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from tests.factories import make_check_in, make_runner
from tests.views.planning import PLAN, ask, ask_week, chips, runner_of_tens, said
from training.models import Run
from training.thresholds import add_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    anna = runner_of_tens("anna")
    client.force_login(anna)
    return anna


def test_the_page_opens_with_an_answer_for_a_run_like_the_last(client, anna):
    page = client.get(PLAN)
    assert said(page) == ("Yes", "10.0\u00a0km today raises nothing.", "Up to 11.0\u00a0km raises nothing.")
    form = page.context["form"]
    values = [form[name].value() for name in ("distance", "shoe", "surface", "terrain", "session")]
    assert values == ["10.0", "ghost", "asphalt", "flat", ""]
    assert [chip["url"] for chip in page.context["chips"]] == ["/plan/?distance=10.0&units=km"]


def test_a_no_says_why_and_how_far_raises_nothing(client, anna):
    answer = ask(client, anna, distance="13.4")
    assert said(answer) == (
        "No",
        "This run would be 34\u00a0% longer than the longest of the 30 days before (10.0\u00a0km).",
        "11.0\u00a0km raises nothing.",
    )
    assert chips(answer) == ["11.0 km: Yes"]
    change = answer.context["answer"]["changes"][0]
    assert (change["before"], change["word"], change["title"]) == (
        "nothing",
        "Ease off",
        "A run much longer than your recent longest",
    )
    assert [(row["label"], row["value"], row["url"] != "") for row in change["rows"]][:3] == [
        ("this run, planned", "13.4\u00a0km", False),
        ("longest of the days before", "10.0\u00a0km", True),
        ("longer by", "34\u00a0%", False),
    ]
    assert "safe" not in answer.text.partition("<main")[2]


def test_what_is_typed_is_read_as_people_write_it(client, anna):
    for typed, shown in (("10 miles", "16.1"), ("5k", "5.0"), ("8,5", "8.5"), ("5 km easy", "5.0")):
        assert f"{shown}\u00a0km" in ask(client, anna, distance=typed).text, typed
    anna.profile.units = "mi"
    anna.profile.save()
    assert said(ask(client, anna, distance="6"))[1:] == (
        "6.0\u00a0mi today raises nothing.",
        "Up to 6.8\u00a0mi raises nothing.",
    )


def test_room_is_rounded_down_so_that_typing_it_is_answered_as_said(client, anna):
    for units in ("km", "mi"):
        anna.profile.units = units
        anna.profile.save()
        for back in range(1, 6):
            run = anna.runs.all()[back]
            Run.objects.filter(pk=run.pk).update(distance_m=10_000 + 37 * back)
            room = said(client.get(PLAN))[2].removeprefix("Up to ").partition("\u00a0")[0]
            assert said(ask(client, anna, distance=room))[0] == "Yes"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("distance", "ten", "Write a distance like 8, 8.5 km or 5 mi."),
        ("distance", "-3", "Write a distance like 8, 8.5 km or 5 mi."),
        ("distance", "", "This field is required."),
        ("distance", "900", "That is more than one day holds: at most 500 km, which is 310 mi."),
        ("day", "2020-01-01", "This day is over: a plan looks ahead, from today on."),
        ("day", "2090-01-01", "At most four weeks ahead: further on too little is known."),
        ("shoe", "nobodys", "Select a valid choice"),
        ("surface", "lava", "Select a valid choice"),
    ],
)
def test_what_cannot_be_read_is_named(client, anna, field, value, words):
    answer = ask(client, anna, **{field: value})
    assert answer.status_code == 422
    assert words in answer.text
    live = ask(client, anna, live=True, **{field: value})
    assert (live.status_code, "answer" in live.context) == (200, False)
    assert words in live.text


def test_the_last_day_that_can_be_asked_about(client, anna):
    today = anna.profile.today()
    assert ask(client, anna, day=today + timedelta(days=28)).status_code == 200
    assert ask(client, anna, day=today + timedelta(days=29)).status_code == 422
    notes = ask(client, anna, day=today + timedelta(days=1)).context["answer"]["notes"]
    assert notes == ["The days until then count as they are logged now."]


def test_the_live_answer_is_the_same_without_the_page(client, anna):
    whole, part = ask(client, anna, distance="13.4"), ask(client, anna, live=True, distance="13.4")
    assert said(whole) == said(part)
    assert ("<html" in whole.text, "<html" in part.text, "<form" in part.text) == (True, False, False)


def test_a_chip_changes_one_field_and_is_answered_as_it_says(client, anna):
    worn = anna.shoes.get(key="ghost")
    worn.start_distance_m = 900_000
    worn.save()
    first = ask(client, anna, shoe="ghost")
    assert (said(first)[0], chips(first)) == ("Yes, but", ["in Glide: Yes"])
    again = ask(client, anna, shoe="ghost", other="shoe:glide")
    assert (said(again)[0], again.context["form"]["shoe"].value()) == ("Yes", "glide")


def test_nothing_planned_is_stored_anywhere(client, anna):
    def everything() -> dict[str, list]:
        models = apps.get_app_config("training").get_models()
        return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}

    before = everything()
    ask(client, anna, distance="30")
    ask(client, anna, live=True, distance="31")
    ask_week(client, anna, "Mon 8, Wed 30")
    assert everything() == before


def test_a_planned_run_that_is_logged_is_found_as_foretold(client, anna):
    planned = ask(client, anna, distance="13.4", surface="trail", terrain="uneven", session="long")
    told = {change["title"] for change in planned.context["answer"]["changes"]}
    assert len(told) > 2
    form = client.get(planned.context["answer"]["log_url"]).context["form"]
    names = ("distance_m", "day", "time", "shoe", "surface", "terrain", "session", "warm_up", "entry_id")
    client.post(reverse("log-run"), {name: form[name].value() for name in names})
    assert anna.runs.first().distance_m == 13_400
    found = client.get(reverse("today")).context
    assert {card["title"] for card in found["cards"] + found["more_cards"]} == told


def test_a_log_without_runs_is_asked_about_all_the_same(client):
    nora = make_runner("nora")
    client.force_login(nora)
    page = client.get(PLAN)
    assert ("answer" in page.context, page.context["chips"]) == (False, [])
    assert said(ask(client, nora, shoe="", distance="40")) == (
        "Yes, but",
        "The log is too young to judge a distance: however long, no run would raise anything yet.",
        "",
    )


def test_an_open_episode_is_the_answer(client, anna):
    today = anna.profile.today()
    make_check_in(anna, today - timedelta(days=2), 2)
    answer = ask(client, anna)
    word, sentence, room = said(answer)
    assert (word, room) == ("No", "")
    assert sentence.startswith("The left knee has had symptoms since ")
    assert sentence.endswith(": this is day 3.")
    gate = answer.context["answer"]["gate"]
    assert gate["hint"] == "Ask again once it has been logged as clear on 3 days in a row."
    assert [link["url"] for link in gate["links"]] == ["/knee/"]


def test_a_stale_episode_asks_back(client, anna):
    make_check_in(anna, anna.profile.today() - timedelta(days=8), 2)
    assert said(ask(client, anna))[1].startswith("First: has the left knee recovered? Its last entry is of ")


def test_a_red_flag_is_the_answer_with_its_proof(client, anna):
    make_check_in(anna, anna.profile.today(), 2, hour=0, signs={"locks"})
    answer = ask(client, anna)
    assert said(answer)[:2] == ("No", "Your left knee shows signs to have looked at.")
    (link,) = answer.context["answer"]["gate"]["links"]
    assert client.get(link["url"]).status_code == 200


def test_the_thresholds_in_force_are_asked(client, anna):
    assert said(ask(client, anna, distance="12"))[0] == "Yes, but"
    limits = {"notice_percent": 25, "caution_percent": 40}
    add_revision({"load.longest_run": limits}, reason="a try", author=None)
    assert said(ask(client, anna, distance="12"))[0] == "Yes"
