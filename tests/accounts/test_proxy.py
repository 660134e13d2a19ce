"""Who guesses, behind a proxy: the address that the proxy wrote last, never one that a visitor sent."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
LOCKED = "Too many failed login attempts. Try again later."


def log_in(visitor, connected, password=PASSWORD):
    client = Client(REMOTE_ADDR=connected, HTTP_X_FORWARDED_FOR=visitor)
    return client.post(reverse("account_login"), {"login": "anna", "password": password})


# A proxy that comes over a socket of the file system has no address.
@pytest.mark.parametrize("connected", ["172.18.0.2", ""])
def test_each_visitor_counts_alone(anna, settings, connected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        log_in(f"198.51.100.{number}, 192.0.2.1", connected, "a wrong pass phrase")
    assert LOCKED in log_in("192.0.2.1", connected).text
    assert log_in("192.0.2.1, 192.0.2.2", connected).url == reverse("today")


def test_without_a_trusted_proxy_nobody_is_believed(anna):
    for number in range(10):
        log_in(f"192.0.2.{number}", "203.0.113.1", "a wrong pass phrase")
    assert LOCKED in log_in("192.0.2.100", "203.0.113.1").text
