"""The question about days without entries: asked once, answered by one tap, and taken back by another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from tests.factories import make_run
from training.models import GapAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(anna):
    """Runs until twelve days ago."""
    today = anna.profile.today()
    for back in (12, 14, 16):
        make_run(anna, today - timedelta(days=back))
    return anna


def asked(client) -> list[dict]:
    return [prompt for prompt in client.get(reverse("today")).context["prompts"] if prompt["icon"] == "rest"]


def taps(prompt: dict) -> dict[str, dict[str, str]]:
    """What each button sends, by its words."""
    return {
        post["text"]: {
            post["name"]: post["value"],
            **{field["name"]: field["value"] for field in post["fields"]},
        }
        for post in prompt["posts"]
    }


def tap(client, button: str):
    (prompt,) = asked(client)
    return client.post(reverse("gap"), taps(prompt)[button], follow=True)


def test_three_answers_are_offered(client, silent):
    (prompt,) = asked(client)
    assert list(taps(prompt)) == ["Rest", "Sick", "Not logged"]


def test_the_question_names_the_year_of_another_one(client, anna):
    today = anna.profile.today()
    make_run(anna, today - timedelta(days=400))
    make_run(anna, today - timedelta(days=402))
    (prompt,) = asked(client)
    first = today - timedelta(days=399)
    assert f"{first:%B}\u00a0{first.year} to" in prompt["title"]


@pytest.mark.parametrize(
    ("button", "answer"), [("Rest", "rest"), ("Sick", "sick"), ("Not logged", "not_logged")]
)
def test_one_tap_answers_and_it_is_never_asked_again(client, silent, button, answer):
    page = tap(client, button)
    assert [gap.answer for gap in silent.gap_answers.all()] == [answer]
    (message,) = get_messages(page.wsgi_request)
    assert asked(client) == []
    client.post(message.extra_tags)
    assert (silent.gap_answers.count(), silent.care_entries.count(), len(asked(client))) == (0, 0, 1)


def test_a_second_tap_changes_nothing(client, silent):
    (prompt,) = asked(client)
    for button in ("Sick", "Rest"):
        page = client.post(reverse("gap"), taps(prompt)[button], follow=True)
    assert [str(message) for message in page.context["messages"]] == [
        "You have told about these days before. Nothing was changed."
    ]
    assert (silent.gap_answers.get().answer, silent.care_entries.count()) == ("sick", 0)


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [(12, 0, "rest"), (1, 2, "rest"), (12, 1, "holiday"), (99_999, 1, "rest"), (4_000, 1, "rest")],
)
def test_what_fits_no_days_is_refused(client, silent, first, last, answer):
    today = silent.profile.today()
    days = {"first": today - timedelta(days=first), "last": today - timedelta(days=last)}
    page = client.post(reverse("gap"), {**days, "answer": answer}, follow=True)
    assert "Not saved" in str(*page.context["messages"])
    assert not GapAnswer.objects.exists()


def test_the_care_page_lists_the_answers(client, silent):
    tap(client, "Sick")
    (row,) = client.get(reverse("care")).context["answers"]
    assert (row["text"], row["delete_url"]) == (
        "Sick",
        reverse("take-back-gap", args=[silent.gap_answers.get().pk]),
    )
