"""Log-in by name or address, and what guessing meets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from tests.accounts.people import give_address
from tests.factories import PASSWORD, make_runner

pytestmark = pytest.mark.django_db
REFUSED = "The username and/or password you specified are not correct."


@pytest.fixture
def anna(anna):
    give_address(anna)
    return anna


def log_in(name, password=PASSWORD, address="192.0.2.1", **more):
    data = {"login": name, "password": password, **more}
    return Client(REMOTE_ADDR=address).post(reverse("account_login"), data)


@pytest.mark.parametrize("name", ["anna", "ANNA", "anna@example.org", "Anna@Example.org"])
def test_by_name_or_address(anna, name):
    assert log_in(name).url == reverse("today")


def test_a_session_ends_with_the_browser_or_after_90_days(anna):
    ages = [log_in("anna", **more).cookies["kneelog-session"]["max-age"] for more in ({}, {"remember": "on"})]
    assert ages == ["", 90 * 24 * 60 * 60]


def test_a_new_account_is_logged_in_until_the_browser_ends(client):
    words = {"username": "nora", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), words)
    assert client.cookies["kneelog-session"]["max-age"] == ""


def test_each_day_of_use_begins_the_90_days_anew(client, anna, time_machine, django_assert_num_queries):
    first = datetime(2026, 3, 1, 12, tzinfo=UTC)
    time_machine.move_to(first, tick=False)
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD, "remember": "on"})
    for days in (60, 120):
        time_machine.move_to(first + timedelta(days=days), tick=False)
        assert client.get(reverse("settings")).status_code == 200
        assert Session.objects.get().expire_date == first + timedelta(days=days + 90)
        # Without another write that day.
        with django_assert_num_queries(3):
            client.get(reverse("settings"))
    time_machine.move_to(first + timedelta(days=211), tick=False)
    assert client.get(reverse("settings")).status_code == 302


def test_ten_failures_lock_one_account_from_one_address(anna):
    make_runner("ben")
    for _ in range(10):
        assert REFUSED in log_in("anna", "a wrong pass phrase").text
    assert "Too many failed login attempts. Try again later." in log_in("anna").text
    assert log_in("ben").url == reverse("today")
    assert log_in("anna", address="192.0.2.2").url == reverse("today")


def test_failures_under_many_names_unlock_nobody(anna):
    for _ in range(10):
        log_in("anna", "wrong")
    caches["default"].set_many({f"another-{n}": 1 for n in range(400)})
    assert "Too many failed login attempts. Try again later." in log_in("anna").text


def test_good_log_ins_lock_nobody(anna):
    assert [log_in("anna").status_code for _ in range(12)] == [302] * 12


class CountingHasher(MD5PasswordHasher):
    algorithm = "counting"
    used = 0

    def encode(self, *args, **more):
        CountingHasher.used += 1
        return super().encode(*args, **more)


@pytest.mark.parametrize("known", ["anna", "anna@example.org"])
def test_known_and_unknown_names_get_the_same_answer_for_the_same_work(settings, known):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_log_in.CountingHasher"]
    give_address(make_runner("anna"))
    seen = []
    for name in (known, known.replace("anna", "bert")):
        CountingHasher.used = 0
        answer = log_in(name, "a wrong pass phrase")
        text = answer.text.replace(name, "")
        seen.append((answer.status_code, without_tokens(text), CountingHasher.used))
    assert seen[0] == seen[1]


def without_tokens(text):
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_a_closed_account_says_so_only_to_who_knows_its_password(anna):
    anna.is_active = False
    anna.save()
    assert REFUSED in log_in("anna", "a wrong pass phrase").text
    assert log_in("anna").url == reverse("account_inactive")


def test_a_new_session_gets_a_new_key(anna):
    client = Client()
    client.get(reverse("account_login"))
    client.cookies["kneelog-session"] = "a" * 32
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    assert client.cookies["kneelog-session"].value != "a" * 32


def test_without_scripts_it_says_beside_the_button_what_works(client):
    page = client.get(reverse("account_login")).text
    button, words = page.index('id="passkey_login"'), page.index("Everything else works without it.")
    assert (button < words < page.index("</main>"), page.count("<noscript>")) == (True, 1)
