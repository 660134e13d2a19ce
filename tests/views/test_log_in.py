"""How long somebody stays logged in: until the browser is closed, or long where they say so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.factories import make_runner

pytestmark = pytest.mark.django_db
WORDS = {"username": "anna", "password": "a long pass phrase"}
LONG = 90 * 24 * 60 * 60


def cookie_after_log_in(client, **more):
    make_runner("anna")
    client.post(reverse("login"), WORDS | more)
    return client.cookies[settings.SESSION_COOKIE_NAME]


def test_a_log_in_ends_with_the_browser(client):
    cookie = cookie_after_log_in(client)
    assert (cookie.value != "", cookie["max-age"], cookie["expires"]) == (True, "", "")


def test_a_new_account_is_logged_in_until_the_browser_ends(client):
    words = {"username": "nora", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    client.post(reverse("signup"), words)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""


def test_kept_logged_in_lasts_90_days(client):
    assert cookie_after_log_in(client, remember="on")["max-age"] == LONG


def test_each_day_of_use_begins_the_90_days_anew(client, time_machine, django_assert_num_queries):
    first = datetime(2026, 3, 1, 12, tzinfo=UTC)
    time_machine.move_to(first, tick=False)
    cookie_after_log_in(client, remember="on")
    for days in (60, 120):
        time_machine.move_to(first + timedelta(days=days), tick=False)
        assert client.get(reverse("settings")).status_code == 200
        assert Session.objects.get().expire_date == first + timedelta(days=days + 90)
        # Without another write that day.
        with django_assert_num_queries(3):
            client.get(reverse("settings"))
    time_machine.move_to(first + timedelta(days=211), tick=False)
    assert client.get(reverse("settings")).status_code == 302
