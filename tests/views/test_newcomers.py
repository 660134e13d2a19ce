"""Whoever comes by a link and has no account yet."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.factories import make_runner
from tests.sharing.cast import TRAINING
from training.models import Grant, Invitation

pytestmark = pytest.mark.django_db


def test_whoever_has_no_account_yet_finds_the_invitation_after_signing_up(client):
    asked = Invitation.objects.create(inviter=make_runner("anna"), asks="coach", categories=TRAINING)
    link = reverse("invitation-link", args=[asked.pk, asked.secret])
    door = client.get(link, follow=True)
    signup = f"{reverse('account_signup')}?next={quote(link, safe='')}"
    assert f'href="{signup}"' in door.text
    data = {"username": "new", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    assert client.get(signup).context["redirect_field_value"] == link
    assert client.post(reverse("account_signup"), data | {"next": link}).url == link
    assert client.post(link, {"accept": "1"}).status_code == 302
    assert Grant.objects.get().coach.username == "new"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_signing_up_leads_to_no_other_host(client, elsewhere):
    data = {"username": "new", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    assert client.post(reverse("account_signup"), data | {"next": elsewhere}).url == reverse("today")
