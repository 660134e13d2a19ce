"""Whoever invites cannot tell from any answer whether somebody has that name."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_runner
from training.models import Invitation, User

pytestmark = [pytest.mark.django_db, pytest.mark.data]
VARYING = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|[0-9a-f]{8}-[0-9a-f-]{27}|/invitations/[^"]+|existing|nobodyxx'
)
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
FORMS = {"invite-coach": {"categories": ["training"], "until": ""}, "coach-invitations": {}}


@pytest.fixture
def anna():
    return make_runner("anna")


def journey(anna, page, name) -> list:
    """What the inviter gets to see: the answer, the list, and the list after a withdrawal."""
    client = Client()
    client.force_login(anna)
    seen = [client.post(reverse(page), {"name": name, **FORMS[page]}, follow=True)]
    asked = Invitation.objects.get(inviter=anna, state="open")
    seen.append(client.get(reverse(page) if page == "coach-invitations" else reverse("sharing")))
    seen.append(client.post(reverse("withdraw-invitation", args=[asked.pk]), follow=True))
    Invitation.objects.all().delete()
    return [(answer.status_code, VARYING.sub("*", answer.text)) for answer in seen]


@pytest.mark.parametrize("page", FORMS)
@pytest.mark.parametrize("kind", ["active", "deactivated"])
def test_a_name_that_is_there_looks_like_one_that_is_not(anna, page, kind):
    make_runner("existing")
    User.objects.filter(username="existing").update(is_active=kind == "active")
    assert journey(anna, page, "existing") == journey(anna, page, "nobodyxx")


@pytest.mark.parametrize("page", FORMS)
def test_it_asks_the_database_the_same_questions(anna, page):
    make_runner("existing")
    client = Client()
    client.force_login(anna)
    asked = []
    for name in ("existing", "nobodyxx"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.post(reverse(page), {"name": name, **FORMS[page]})
        asked.append([SAVEPOINT.sub("", query["sql"]).split(" ")[:3] for query in queries])
    assert asked[0] == asked[1]


def test_an_account_opened_later_does_not_get_what_was_meant_for_another(anna):
    client = Client()
    client.force_login(anna)
    client.post(reverse("invite-coach"), {"name": "kim", "categories": ["knee"], "until": ""})
    late = make_runner("kim")
    client.force_login(late)
    asked = Invitation.objects.get()
    assert client.post(reverse("invitation", args=[asked.pk]), {"accept": "1"}).status_code == 404
    assert str(asked.pk) not in client.get(reverse("coach-invitations")).text
