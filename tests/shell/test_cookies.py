"""Every cookie there is: for this host, out of reach of scripts, and told of on the privacy page."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kneelog.messages import MessagesCookie
from tests.factories import PASSWORD, make_runner
from training.pages.privacy import privacy_page

NAMES = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, MessagesCookie.cookie_name}


@pytest.mark.django_db
def test_there_are_three_and_no_script_or_other_site_reaches_them():
    make_runner("anna")
    client = Client()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})
    hours = {"weekday": 0, "hour": 8, "morning_hour": 8, "quiet_from": 21, "quiet_until": 7}
    client.post(reverse("mail"), hours)
    assert set(client.cookies) == NAMES
    rules = [(cookie["httponly"], cookie["samesite"], cookie["path"]) for cookie in client.cookies.values()]
    assert rules == [(True, "Lax", "/")] * 3
    told = [item for section in privacy_page()["sections"] for item in section["items"] if "cookies" in item]
    assert [item.split(":")[0] for item in told] == ["There are three cookies"]


def test_all_begin_alike_so_that_in_production_each_is_bound_to_its_host():
    parts = {name.rpartition("kneelog-")[0] for name in NAMES}
    assert parts == {settings.SESSION_COOKIE_NAME.removesuffix("kneelog-session")}
