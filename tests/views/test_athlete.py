"""An athlete's pages: the runner's own, read only, as far as they are shared."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import TRAINING, share
from training.models import CareEntry, CoachMark, Look, Seen

pytestmark = pytest.mark.django_db
PAGES = (
    *("athlete", "athlete-runs", "athlete-knee", "athlete-shoes", "athlete-plan"),
    "athlete-what-set-it-off",
)


@pytest.fixture
def anna():
    anna = make_runner("anna")
    today, shoe = anna.profile.today(), make_shoe(anna)
    for back in range(2, 40, 2):
        make_run(anna, today - timedelta(days=back), 8_047, shoe=shoe, hour=0)
    make_run(anna, today - timedelta(days=1), 13_000, shoe=shoe, notes="windy <b>today</b>", hour=0)
    make_check_in(anna, today - timedelta(days=1), 4, notes="after the stairs", hour=0)
    CareEntry.objects.create(runner=anna, on=today, kind="ice", minutes=15)
    return anna


@pytest.fixture
def kim(client):
    kim = make_runner("kim", units="mi")
    client.force_login(kim)
    return kim


def page(client, name, runner):
    return client.get(reverse(name, args=[runner.pk]))


def tabs(answer) -> list[str]:
    return [str(tab["text"]) for tab in answer.context["tabs"]]


def test_everything_shared_is_everything_shown(client, anna, kim):
    share(anna, kim)
    answer = page(client, "athlete", anna)
    assert tabs(answer) == [
        "Overview",
        "Runs",
        "Knee",
        "Shoes",
        "What set it off",
        "Plan",
        "As it was",
        "Notes",
    ]
    assert answer.context["withheld"] == ""
    client.force_login(anna)
    own = client.get(reverse("today"))
    titles = [[card["title"] for card in page.context["cards"]] for page in (answer, own)]
    assert titles[0] == titles[1]


def test_the_numbers_are_in_the_coachs_units(client, anna, kim):
    share(anna, kim)
    rows = page(client, "athlete-runs", anna).context["rows"]
    assert (rows[1]["value"], rows[1]["unit"]) == (5, "mi")
    assert "8.1\u00a0mi" in page(client, "athlete", anna).text


def test_it_is_read_only(client, anna, kim):
    """No link and no form leads to what only the runner may change."""
    share(anna, kim)
    mine = ('"/runs/', '"/shoes/', '"/knee/', '"/proof/', '"/care/')
    for name in PAGES:
        text = page(client, name, anna).text.partition("<main")[2]
        assert [start for start in mine if start in text] == [], name


def test_what_is_not_granted_is_absent_and_said_to_be(client, anna, kim):
    share(anna, kim, TRAINING)
    answer = page(client, "athlete", anna)
    assert tabs(answer) == ["Overview", "Runs", "Shoes", "Plan", "As it was", "Notes"]
    assert answer.context["withheld"] == (
        "Not shared: knee, notes and profile. Warnings that rest on it are not shown either."
    )
    titles = {card["title"] for card in answer.context["cards"] + answer.context["more_cards"]}
    assert titles == {
        "A run much longer than your recent longest",
        "A week far beyond your recent weeks",
        "One shoe carries nearly all",
    }
    assert answer.context["rooms_note"] != ""
    assert page(client, "athlete-knee", anna).status_code == 404
    assert "windy" not in page(client, "athlete-runs", anna).text


def test_notes_are_shown_where_they_are_shared_and_escaped(client, anna, kim):
    share(anna, kim, {"training", "knee", "notes"})
    assert "windy &lt;b&gt;today&lt;/b&gt;" in page(client, "athlete-runs", anna).text
    assert "after the stairs" in page(client, "athlete-knee", anna).text


def test_knee_alone_shows_no_run(client, anna, kim):
    share(anna, kim, {"knee"})
    answer = page(client, "athlete", anna)
    assert [page(client, name, anna).status_code for name in PAGES] == [200, 404, 200, 404, 404, 404]
    assert answer.context["charts"] == []
    assert "Left on" not in answer.text


def test_a_proof_is_shown_only_of_what_may_be_seen(client, anna, kim):
    grant = share(anna, kim)
    shown = page(client, "athlete", anna).context
    cards = shown["cards"] + shown["more_cards"]
    knee = next(card for card in cards if "knee" in card["title"])
    assert client.get(knee["proof_url"]).status_code == 200
    grant.categories = TRAINING
    grant.save()
    assert client.get(knee["proof_url"]).status_code == 404


def test_a_visit_is_written_down(client, anna, kim):
    share(anna, kim)
    for name in PAGES:
        page(client, name, anna)
    looks = Look.objects.filter(runner=anna, coach=kim).values_list("page", "times")
    assert sorted(looks) == [("athlete", 1), ("history", 4), ("plan", 1)]
    assert Seen.objects.get(runner=anna, coach=kim).warnings != []


def test_an_ended_or_expired_grant_is_a_page_that_is_not(client, anna, kim):
    grant = share(anna, kim, until=anna.profile.today() - timedelta(days=1))
    assert {page(client, name, anna).status_code for name in PAGES} == {404}
    grant.until = anna.profile.today()
    grant.save()
    assert {page(client, name, anna).status_code for name in PAGES} == {200}
    client.post(reverse("end-grant", args=[grant.pk]))
    assert {page(client, name, anna).status_code for name in PAGES} == {404}


def test_a_card_is_marked_on_the_athletes_page(client, anna, kim):
    share(anna, kim)
    card = page(client, "athlete", anna).context["cards"][-1]
    data = {"about": card["about"], "say": "snooze", "back": "athlete"}
    answer = client.post(card["mark_url"], data)
    assert answer.url == reverse("athlete", args=[anna.pk])
    again = next(c for c in page(client, "athlete", anna).context["cards"] if c["key"] == card["key"])
    assert again["seen"].startswith("You snoozed this until")
    client.post(again["undo_url"], {"back": "athlete"})
    assert [mark.kind for mark in CoachMark.objects.all()] == ["snoozed", "restored"]


def test_teams_are_made_changed_and_deleted(client, anna, kim):
    share(anna, kim)
    stranger = make_runner("ben")
    made = client.post(reverse("teams"), {"name": "Hills", "runners": [str(anna.pk)]}, follow=True)
    assert [row["detail"] for row in made.context["rows"]] == ["1 athlete"]
    team = kim.teams.get()
    foreign = {"name": "Hills", "runners": [str(stranger.pk)]}
    assert client.post(reverse("team", args=[team.pk]), foreign).status_code == 422
    assert client.post(reverse("teams"), {"name": "Hills"}).status_code == 422
    client.post(reverse("team", args=[team.pk]), {"name": "Valleys"})
    assert (kim.teams.get().name, team.members.count()) == ("Valleys", 0)
    client.post(reverse("delete-team", args=[team.pk]))
    assert kim.teams.count() == 0
