"""The pages of webhooks: a secret shown once, what became of each message, and one tap for each act."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network
from uuid import uuid4

import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import timezone

from kneelog.environment import Networks
from tests.accounts.people import log_in
from tests.factories import make_runner
from training.models import Listener, Webhook
from training.views.webhooks import TESTS_AN_HOUR
from training.webhooks import outbox
from training.webhooks.hooks import MOST

pytestmark = pytest.mark.django_db
URL = "https://example.org/hook?key=canary"


@pytest.fixture
def client():
    """Somebody who logged in a moment ago, so that nothing asks who they are."""
    make_runner("anna")
    return log_in()


def form(**more) -> dict[str, str]:
    return {"entry_id": str(uuid4()), "url": URL, "least": "2", "tells": "bare", **more}


def add(client, **more):
    return client.post(reverse("webhooks"), form(**more))


def hook_of(client) -> Webhook:
    return get_user(client).webhooks.get()


def act(client, name: str) -> str:
    """What the page says after an act."""
    address = reverse(name, args=[hook_of(client).pk])
    return client.post(address, follow=True).text


def test_before_there_is_one_the_page_says_what_it_is_good_for(client):
    page = client.get(reverse("webhooks")).text
    assert "Let a lamp change its colour" in page
    assert "def is_from_kneelog(secret, headers, body):" in page


def test_the_secret_is_shown_once(client):
    page = add(client)
    hook = hook_of(client)
    assert (hook.url, hook.least, hook.with_text, hook.state) == (URL, 2, False, "on")
    assert hook.secret.startswith("whsec_")
    assert hook.secret in page.text
    for address in (reverse("webhooks"), reverse("webhook", args=[hook.pk])):
        assert hook.secret not in client.get(address).text
    assert Listener.objects.get().channel == hook.channel


def test_the_same_form_twice_adds_one_and_shows_no_secret(client):
    sent = form()
    client.post(reverse("webhooks"), sent)
    again = client.post(reverse("webhooks"), sent, follow=True).text
    assert "This webhook is added." in again
    assert hook_of(client).secret not in again


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("example.org", "Write the whole address"),
        ("https://anna:word@example.org/", "Write the whole address"),
        ("http://example.org/", "It must begin with https://"),
        ("https://10.0.0.1/", "This address lies where KneeLog may send nothing"),
    ],
)
def test_an_address_that_cannot_be_is_refused_in_words(client, url, said):
    page = add(client, url=url)
    assert (page.status_code, Webhook.objects.count()) == (422, 0)
    assert said in page.text


def test_http_is_taken_where_the_operator_named_a_network(client, settings):
    settings.KNEELOG_WEBHOOKS_TO = Networks(named=(ip_network("192.168.1.0/24"),))
    assert add(client, url="http://192.168.1.20:8123/").status_code == 200
    assert add(client, url="http://192.168.2.20:8123/").status_code == 422


def test_switched_off_none_is_added(client, settings):
    settings.KNEELOG_WEBHOOKS_TO = Networks()
    assert "has switched webhooks off" in client.get(reverse("webhooks")).text
    assert (add(client).status_code, Webhook.objects.count()) == (422, 0)


def test_so_many_and_no_more(client):
    for _ in range(MOST):
        add(client)
    assert "Delete one to add another" in client.get(reverse("webhooks")).text
    assert "There are as many webhooks" in client.post(reverse("webhooks"), form(), follow=True).text
    assert Webhook.objects.count() == MOST


def test_what_it_is_told_is_changed(client):
    add(client)
    address = reverse("webhook", args=[hook_of(client).pk])
    assert "Saved." in client.post(address, {"least": "3", "tells": "text"}, follow=True).text
    assert (hook_of(client).least, hook_of(client).with_text) == (3, True)
    assert client.post(address, {"least": "9", "tells": "text"}).status_code == 422
    assert hook_of(client).least == 3


def test_pause_and_on_again(client):
    add(client)
    assert "It is told nothing, and nothing is kept for later." in act(client, "pause-webhook")
    assert Listener.objects.count() == 0
    assert "On again." in act(client, "resume-webhook")
    assert (hook_of(client).state, Listener.objects.count()) == ("on", 1)


def test_a_new_secret_is_shown_once_and_the_old_one_holds_on(client):
    add(client)
    old = hook_of(client).secret
    page = act(client, "renew-webhook")
    new = hook_of(client)
    assert (new.old_secret, new.secret == old, new.secret in page) == (old, False, True)


def test_nobody_sends_tests_without_end(client):
    """Nor by deleting a webhook and adding another: all are messages to somebody else's computer."""
    said = []
    for _ in range(2):
        add(client)
        said += [act(client, "test-webhook") for _ in range(TESTS_AN_HOUR // 2 + 1)]
        client.post(reverse("delete-webhook", args=[hook_of(client).pk]))
    sent = ["A test is on its way." in page for page in said]
    assert sent == [True] * TESTS_AN_HOUR + [False] * 2
    assert "No test was sent: there were many in the last hour." in said[-1]


def test_deleted_it_is_gone_with_all_of_it(client):
    add(client)
    act(client, "test-webhook")
    address = reverse("delete-webhook", args=[hook_of(client).pk])
    assert "Delete the webhook to example.org?" in client.get(address).text
    assert Webhook.objects.count() == 1
    assert "No program is told" in client.post(address, follow=True).text
    assert (Webhook.objects.count(), Listener.objects.count()) == (0, 0)


def test_what_became_of_each_message(client):
    add(client)
    assert "It is sent within a few seconds" in act(client, "test-webhook")
    hook = hook_of(client)
    message, now = hook.deliveries.get(), timezone.now()
    late = {"attempts": 2, "tried_at": now, "problem": "late"}
    page = reverse("webhook", args=[hook.pk])
    for values, said in [
        (late | {"next_at": now + timedelta(hours=2)}, "Tried 2 times: no answer within"),
        ({"answer": 503, "problem": "refused"}, "Tried 2 times: it answered 503. Again on"),
        ({"state": "given_up", "body": "", "next_at": None}, "Tried 2 times: it answered 503."),
        ({"state": "delivered", "attempts": 1, "answer": 204}, "Sent once, answered 204."),
    ]:
        hook.deliveries.filter(pk=message.pk).update(**values)
        assert said in client.get(page).text


def test_why_it_was_stopped(client):
    add(client)
    Webhook.objects.update(state="stopped", why="silent")
    page = client.get(reverse("webhook", args=[hook_of(client).pk])).text
    assert "It took no message for three days. It is told nothing until you turn it on again." in page
    assert "Turn it on" in page


def test_try_again_now_is_offered_where_something_waits(client):
    add(client)
    act(client, "test-webhook")
    hook = hook_of(client)
    page = reverse("webhook", args=[hook.pk])
    assert "Try again now" not in client.get(page).text
    hook.deliveries.update(attempts=1, tried_at=timezone.now() - timedelta(minutes=2))
    assert "Try again now" in client.get(page).text
    assert "What waits is sent now." in act(client, "retry-webhook")


@pytest.mark.parametrize("name", ["webhooks", "renew-webhook"])
def test_who_logged_in_long_ago_is_asked_who_they_are(client, name, time_machine):
    add(client)
    hook = hook_of(client)
    address = reverse(name, args=[hook.pk] if name != "webhooks" else [])
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    answer = client.post(address, form())
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert hook_of(client).secret == hook.secret


@pytest.mark.parametrize("size", [1, 3])
def test_pages_cost_the_same_however_much_there_is(client, size, django_assert_num_queries):
    for _ in range(size):
        add(client)
    hook = get_user(client).webhooks.first()
    for _ in range(size):
        outbox.send_test(hook)
    for name, args, count in [("webhooks", [], 3), ("webhook", [hook.pk], 4)]:
        with django_assert_num_queries(count, info=name):
            client.get(reverse(name, args=args))
