"""Warnings on the pages: their proof, and what is said of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import Reaction
from training.thresholds import add_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner(client):
    """Steady runs of 8 km, one of 12 km yesterday."""
    runner = make_runner()
    today = runner.profile.today()
    for back in range(3, 60, 2):
        make_run(runner, today - timedelta(days=back))
    make_run(runner, today - timedelta(days=1), 12_000)
    client.force_login(runner)
    return runner


def cards(client, name="cards") -> dict[str, dict]:
    context = client.get(reverse("today")).context
    found = context[name] if name == "aside" else [*context["cards"], *context["more_cards"]]
    return {card["title"]: card for card in found}


TITLE = "A run much longer than your recent longest"


def test_today_leads_with_the_worst(client, runner):
    make_check_in(runner, runner.profile.today(), 2, signs={"cannot_bear_weight"})
    context = client.get(reverse("today")).context
    assert context["cards"][0]["severity"] == "emergency"
    assert context["headline"] == context["cards"][0]["page_headline"]


def test_nothing_stands_out_in_a_calm_log(client, runner):
    runner.runs.filter(distance_m=12_000).delete()
    context = client.get(reverse("today")).context
    assert [card["severity"] for card in context["cards"] if card["severity"] != "notice"] == []


def test_the_proof_names_the_very_runs_and_the_threshold(client, runner):
    card = client.get(cards(client)[TITLE]["proof_url"]).context["card"]
    run = runner.runs.get(distance_m=12_000)
    assert card["evidence"][0]["value"] == "12.0\u00a0km"
    assert card["evidence"][0]["url"] == f"{reverse('runs')}?day={run.local_date.isoformat()}"
    assert card["threshold_rows"][0]["hint"] == "default"
    add_revision({"load.longest_run": {"notice_percent": 12}}, reason="calmer", author=None)
    card = client.get(card["proof_url"]).context["card"]
    assert card["threshold_rows"][0]["value"] == "12\u00a0%"
    assert card["threshold_rows"][0]["hint"].startswith("set by an admin on ")
    assert card["version"] == "ruleset 1"


def test_a_proof_names_no_day_on_which_a_warning_began(client):
    """Of a pair worn out for long, no rule looks back as far as that."""
    bea = make_runner("bea")
    shoe = make_shoe(bea, start_distance_m=900_000)
    for back in (300, 200, 1):
        make_run(bea, bea.profile.today() - timedelta(days=back), shoe=shoe)
    client.force_login(bea)
    card = cards(client)["A shoe with many miles on it"]
    text = client.get(card["proof_url"]).text
    assert ("924.0\u00a0km" in text, " since " in text) == (True, False)


def test_today_shows_the_first_rows_of_a_proof(client, runner):
    for back in range(10):
        make_run(runner, runner.profile.today() - timedelta(days=back), 7_000)
    card = cards(client)["No rest day for a week"]
    proof = client.get(card["proof_url"]).context["card"]["evidence"]
    assert (card["evidence"], len(proof) > 4) == (proof[:4], True)


def test_a_card_is_acknowledged_and_shown_again(client, runner):
    url = cards(client)[TITLE]["say_url"]
    client.post(url, {"say": "acknowledge"})
    assert TITLE not in cards(client)
    assert cards(client, "aside")[TITLE]["said"] == "You have seen this."
    client.post(url, {"say": "undo"})
    assert TITLE in cards(client)


def test_a_card_is_snoozed_for_some_days(client, runner):
    client.post(cards(client)[TITLE]["say_url"], {"say": "snooze", "days": "3"})
    assert Reaction.objects.get().until == runner.profile.today() + timedelta(days=3)
    assert TITLE in cards(client, "aside")


def test_an_opinion_stays_beside_the_card(client, runner):
    client.post(cards(client)[TITLE]["say_url"], {"say": "wrong", "reason": "the watch was off <b>"})
    assert cards(client)[TITLE]["said"] == "You marked it wrong. “the watch was off <b>”"
    assert "the watch was off &lt;b&gt;" in client.get(reverse("today")).text


@pytest.mark.parametrize(
    "data", [{}, {"say": "explode"}, {"say": "snooze", "days": "91"}, {"say": "wrong", "reason": "x" * 301}]
)
def test_a_bad_answer_is_refused_and_nothing_is_stored(client, runner, data):
    assert client.post(cards(client)[TITLE]["say_url"], data).status_code == 422
    assert Reaction.objects.count() == 0


def test_an_emergency_cannot_be_muted(client, runner):
    make_check_in(runner, runner.profile.today(), 2, signs={"cannot_bear_weight"})
    card = client.get(reverse("today")).context["cards"][0]
    assert card["can_mute"] is False
    assert client.post(card["say_url"], {"say": "mute"}).status_code == 422


def test_a_muted_rule_says_so_in_the_catalogue(client, runner):
    client.post(cards(client)[TITLE]["say_url"], {"say": "mute"})
    groups = client.get(reverse("warnings")).context["groups"]
    muted = [rule["title"] for group in groups for rule in group["rules"] if rule["muted"]]
    assert muted == [TITLE]


def test_a_card_of_somebody_else_does_not_exist(client, runner):
    url = cards(client)[TITLE]["proof_url"]
    client.force_login(make_runner("ben"))
    assert client.get(url).status_code == 404
    assert client.post(url + "say/", {"say": "acknowledge"}).status_code == 404


def test_what_asks_for_a_professional_is_marked_as_seen_and_never_put_away(client, runner):
    make_check_in(runner, runner.profile.today(), 2, signs={"cannot_bear_weight"}, hour=0)
    before = client.get(reverse("today")).context
    client.post(before["cards"][0]["say_url"], {"say": "acknowledge"})
    context = client.get(reverse("today")).context
    assert context["headline"] == before["headline"]
    assert (context["cards"][0]["severity"], context["cards"][0]["said"]) == (
        "emergency",
        "You have seen this.",
    )
    assert context["prompts_last"]


def test_a_log_with_cards_put_away_is_not_called_calm(client, runner):
    for card in cards(client).values():
        client.post(card["say_url"], {"say": "acknowledge"})
    context = client.get(reverse("today")).context
    assert (context["cards"], context["headline"]) == ([], "Nothing new stands out in 60 days of log.")


def test_no_room_is_shown_beside_a_warning_to_do_less(client, runner):
    runner.runs.filter(distance_m=12_000).delete()
    context = client.get(reverse("today")).context
    assert [item["label"] for item in context["rooms"]] == ["left this week", "longest run without a flag"]
    make_check_in(runner, runner.profile.today(), 8, hour=0)
    context = client.get(reverse("today")).context
    assert [item["label"] for item in context["rooms"]] == ["left knee"]
    assert context["rooms_note"] == "How far you could run is not shown while a warning asks you to do less."
