"""People at the door: their address, their password, and a new one."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD
from training.models import User

OTHER_PASSWORD = "another pass phrase"


def give_address(person: User) -> None:
    """NAME@example.org, confirmed."""
    address = f"{person.username}@example.org"
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)


def log_in(name: str = "anna", **browser: Any) -> Client:
    """A browser of its own, logged in by the form; browser: what Client takes."""
    client = Client(**browser)
    client.post(reverse("account_login"), {"login": name, "password": PASSWORD})
    return client


def choose_password(path: str) -> None:
    """Follow a link for a new password, and set `OTHER_PASSWORD`."""
    client = Client()
    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], dict.fromkeys(("password1", "password2"), OTHER_PASSWORD))
