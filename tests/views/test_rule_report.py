"""The report card of a rule: numbers about 5 runners or more, and never their words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_run, make_runner, make_shoe
from training.models import BackTest, User
from training.thresholds import add_revision
from training.units import format_moment

pytestmark = pytest.mark.django_db

REPORT = "/thresholds/shoe.mileage/report/"


@pytest.fixture
def runners(client) -> list[User]:
    """Six with a worn shoe."""
    people = [make_runner(f"runner-{n}") for n in range(6)]
    for runner in people:
        shoe = make_shoe(runner, start_distance_m=600_000)
        make_run(runner, runner.profile.today() - timedelta(days=3), shoe=shoe)
    client.force_login(User.objects.create_superuser("ada", password="a long pass phrase"))
    return people


def say(runners: list[User], kind: str, reason: str = "", back: int = 1) -> None:
    for runner in runners:
        day = runner.profile.today() - timedelta(days=back)
        runner.reactions.create(rule="shoe.mileage", kind=kind, day=day, reason=reason)


def told(client, days: int = 90) -> dict[str, tuple[str, str]]:
    page = client.get(f"{REPORT}?days={days}")
    return {row["term"]: (row["value"], row["hint"]) for row in page.context["told"] if row["value"] != "0"}


def test_what_runners_said_is_counted_from_five_on(client, runners):
    say(runners, "acknowledged")
    say(runners[:5], "useful")
    say(runners[:4], "wrong", "my secret reason")
    assert told(client) == {
        "Marked as seen": ("6", ""),
        "Marked useful": ("5", ""),
        "Marked wrong": ("?", "fewer than 5 runners"),
    }
    say(runners[4:], "wrong")
    assert told(client)["Marked wrong"] == ("6", "? with a reason")
    assert "my secret reason" not in client.get(REPORT).text


def test_ten_answers_of_one_runner_are_still_one_runner(client, runners):
    for _ in range(10):
        say(runners[:1], "snoozed")
    assert told(client) == {"Snoozed": ("?", "fewer than 5 runners")}


def test_only_of_the_period(client, runners):
    say(runners, "muted", back=40)
    assert (told(client, 30), told(client, 90)) == ({}, {"Muted": ("6", "")})


def test_how_often_it_was_raised(client, runners):
    assert client.get(REPORT).context["fired"] is None
    response = client.post(REPORT, {"days": "30"}, follow=True)
    assert response.redirect_chain[-1][0] == f"{REPORT}?days=30"
    fired = response.context["fired"]
    assert [(row["severity"], row["count"]) for row in fired["rows"]] == [("notice", "6")]
    test = BackTest.objects.get()
    now = test.author.profile.now()
    assert (fired["version"], fired["when"]) == ("the defaults", format_moment(test.finished_at, now))
    add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="soft", author=test.author)
    assert client.post(REPORT, {"days": "30"}, follow=True).context["fired"]["version"] == "ruleset 1"
    assert client.get(f"{REPORT}?days=90").context["fired"] is None


def test_one_measurement_serves_the_cards_of_all_rules(client, runners):
    client.post(REPORT, {"days": "30"})
    page = client.get("/thresholds/shoe.rotation/report/?days=30")
    assert (BackTest.objects.count(), page.context["fired"]["rows"]) == (1, [])


@pytest.mark.parametrize("days", ["", "7", "x", "9" * 50])
def test_an_odd_period_is_the_usual_one(client, runners, days):
    assert client.get(f"{REPORT}?days={days}").context["days"] == 90


def test_the_words_all_rules_share_have_no_report(client, runners):
    assert client.get(reverse("rule-report", args=["log"])).status_code == 404
