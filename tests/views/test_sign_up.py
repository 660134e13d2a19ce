"""A new account knows its place from the browser, where the browser says so."""

import pytest
from django.test import Client
from django.urls import reverse

from training.models import Profile, User

pytestmark = pytest.mark.django_db
WORDS = {"username": "nora", "password1": "a long pass phrase", "password2": "a long pass phrase"}


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ({}, ("UTC", "km")),
        ({"browser_zone": "Mars/Base", "browser_units": "leagues"}, ("UTC", "km")),
        ({"browser_zone": "\0" * 9_000, "browser_units": "é"}, ("UTC", "km")),
        ({"browser_zone": "America/New_York", "browser_units": "mi"}, ("America/New_York", "mi")),
    ],
)
def test_zone_and_units_are_those_of_the_browser(client, said, known):
    client.post(reverse("account_signup"), WORDS | said)
    assert list(Profile.objects.values_list("time_zone", "units")) == [known]


def sign_up(name):
    return Client().post(reverse("account_signup"), WORDS | {"username": name})


def test_a_name_that_only_looks_different_is_taken():
    sign_up("nora")
    refused = [sign_up(name) for name in ("NORA", "\uff4eora", "x\uff20y", "\ufdfa" * 9)]
    assert [answer.status_code for answer in refused] == [200] * 4
    assert list(User.objects.values_list("username", flat=True)) == ["nora"]


@pytest.mark.parametrize("typed", ["ren\u00e9", "rene\u0301"])
def test_an_accent_is_one_however_a_device_writes_it(typed):
    sign_up("rene\u0301")
    answer = Client().post(reverse("account_login"), {"login": typed, "password": WORDS["password1"]})
    assert answer.url == reverse("today")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_browser_says_where_it_is(browser_page):
    page = browser_page("/account/signup/", locale="en-US", timezone_id="America/Denver")
    page.get_by_label("User name").fill("nora")
    page.locator("[name=password1]").fill("a long pass phrase")
    page.locator("[name=password2]").fill("a long pass phrase")
    page.get_by_role("button", name="Make my account").click()
    page.get_by_text("Welcome.").first.wait_for()
    assert list(Profile.objects.values_list("time_zone", "units")) == [("America/Denver", "mi")]
