"""Making a token and ending it, on the page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.accounts.people import give_address, log_in
from tests.factories import PASSWORD, make_runner
from training import tokens
from training.models import AccessToken

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
PAGE = "/settings/tokens/"


@pytest.fixture
def anna(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    anna = make_runner("anna")
    client.force_login(anna)
    return anna


def send(client, **more):
    data = {"entry_id": str(uuid4()), "name": "Shortcut", "scopes": ["read"], "lasts": "30", **more}
    return client.post(PAGE, data, follow=True)


def test_it_is_made_and_works_and_is_shown_once(client, anna):
    answer = send(client, scopes=["read", "export"])
    secret = answer.context["secret"]
    assert (answer.text.count(secret), answer.headers["Cache-Control"]) == (1, "no-store")
    assert tokens.find(secret, NOW).scopes == {"read", "export"}
    page = client.get(PAGE)
    assert (secret in page.text, page.context["tokens"]) == (
        False,
        [
            {
                "name": "Shortcut",
                "may": "Reads your log and exports it",
                "start": secret[:12],
                "until": "Works until 10\u00a0July 2026",
                "used": "not used yet",
                "end_url": f"{PAGE}{anna.access_tokens.get().pk}/end/",
            }
        ],
    )


def test_after_a_while_it_asks_who_one_is_and_then_goes_on(anna, time_machine):
    client = log_in()
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    ((door, _status),) = send(client).redirect_chain
    assert door == f"{reverse('account_reauthenticate')}?next=%2Fsettings%2Ftokens%2F"
    assert AccessToken.objects.count() == 0
    answer = client.post(door, {"password": PASSWORD, "next": PAGE})
    secret = answer.context["secret"]
    assert (answer.text.count(secret), secret in str(client.session.items())) == (1, False)
    assert secret not in client.get(PAGE).text


def test_the_same_form_again_makes_none_and_shows_none(client, anna):
    form = client.get(PAGE).context["form"]
    data = {"entry_id": str(form.initial["entry_id"])}
    secret = send(client, **data).context["secret"]
    again = send(client, **data)
    assert (anna.access_tokens.count(), secret in again.text, "It was shown once" in again.text) == (
        *(1, False),
        True,
    )


@pytest.mark.parametrize(
    ("chosen", "last_day"),
    [
        ({"lasts": "30"}, date(2026, 7, 10)),
        ({"lasts": "365"}, date(2027, 6, 10)),
        ({"lasts": "day", "until": "2026-06-10"}, date(2026, 6, 10)),
        ({"lasts": "day", "until": "2027-06-10"}, date(2027, 6, 10)),
        # What stands in a field that is not shown says nothing.
        ({"lasts": "90", "until": "1999-01-01"}, date(2026, 9, 8)),
    ],
)
def test_it_works_as_long_as_was_chosen(client, anna, chosen, last_day):
    send(client, **chosen)
    token = anna.access_tokens.get()
    assert token.expires_at == datetime.combine(last_day + timedelta(days=1), datetime.min.time(), UTC)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 61},
        {"scopes": []},
        {"scopes": ["read", "admin"]},
        {"lasts": "never"},
        {"lasts": "day"},
        {"lasts": "day", "until": "2026-06-09"},
        {"lasts": "day", "until": "2027-06-11"},
        {"lasts": "day", "until": "soon"},
    ],
)
def test_what_is_missing_or_too_much_is_said_and_nothing_is_made(client, anna, wrong):
    answer = send(client, **wrong)
    assert (answer.status_code, AccessToken.objects.count()) == (422, 0)
    assert "No token was made." in answer.text


@pytest.mark.parametrize(
    ("scopes", "words"),
    [
        (["read"], "Reads your log"),
        (["log"], "Writes to your log"),
        (["export"], "Exports your log"),
        (["log", "export"], "Writes to your log and exports it"),
        (["read", "log", "export"], "Reads your log, writes to it and exports it"),
    ],
)
def test_the_list_says_what_each_may(client, anna, scopes, words):
    send(client, scopes=scopes)
    assert [row["may"] for row in client.get(PAGE).context["tokens"]] == [words]


def test_the_list_says_when_it_was_last_used(client, anna):
    secret = send(client).context["secret"]
    tokens.used(tokens.find(secret, NOW), NOW)
    assert "last used 10\u00a0June, 08:00." in client.get(PAGE).text


def test_ending_asks_once(client, anna):
    secret = send(client).context["secret"]
    address = client.get(PAGE).context["tokens"][0]["end_url"]
    assert "End “Shortcut”?" in client.get(address).text
    assert tokens.find(secret, NOW)
    page = client.post(address, follow=True)
    assert "Ended. “Shortcut” opens nothing any more." in page.text
    assert (tokens.find(secret, NOW), page.context["tokens"]) == (None, [])
    assert page.context["ended"] == [{"name": "Shortcut", "how": "Ended on 10\u00a0June, 08:00"}]


def test_one_that_ended_by_itself_says_when(client, anna, time_machine):
    send(client, lasts="day", until="2026-06-10")
    time_machine.move_to(NOW + timedelta(days=2), tick=False)
    client.force_login(anna)
    assert client.get(PAGE).context["ended"] == [{"name": "Shortcut", "how": "Ended on 11\u00a0June, 00:00"}]


def test_nobody_has_more_than_so_many(client, anna):
    for _ in range(tokens.MOST_OPEN):
        tokens.issue(anna, "Watch", ["log"], date(2026, 7, 1))
    assert "20 tokens work" in client.get(PAGE).text
    assert "as many tokens as one person can have" in send(client).text
    assert anna.access_tokens.count() == tokens.MOST_OPEN


def test_whoever_lacks_a_second_factor_makes_none(client, anna, settings):
    settings.KNEELOG_SECOND_FACTOR = "admins"
    type(anna).objects.update(is_staff=True)
    assert send(client).redirect_chain[0][0] == reverse("mfa_index")
    assert AccessToken.objects.count() == 0


def test_a_mail_that_cannot_be_sent_costs_nobody_the_token(client, anna, settings):
    give_address(anna)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    # Nobody listens there.
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert tokens.find(send(client).context["secret"], NOW).name == "Shortcut"


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_costs_the_same_with_one_and_with_three(client, anna, size, django_assert_num_queries):
    for _ in range(size):
        tokens.issue(anna, "Watch", ["log"], date(2026, 7, 1))
    with django_assert_num_queries(4):
        client.get(PAGE)
