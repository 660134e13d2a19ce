"""The forms of accounts speak as all pages do: plain labels, one rule, and nothing in the fields."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse
from lxml import html

from tests.accounts.people import log_in

RULE = "At least 12 characters. A few words in a row are easy to remember."
LABELS = {
    "account_signup": ["User name required", "Email address", "Password required", "The same again required"],
    "account_reset_password": ["Email address required"],
    "account_change_password": [
        "Password now required",
        "New password required",
        "The same again required",
    ],
    "account_email": ["Email address required"],
    "account_reauthenticate": ["Password required"],
    "mfa_activate_totp": ["Six digits from the app required"],
}


@pytest.mark.parametrize("name", LABELS)
def test_labels_say_it_all(client, anna, name):
    asks = client if name in {"account_signup", "account_reset_password"} else log_in()
    page = html.document_fromstring(asks.get(reverse(name)).content)
    form = max(page.xpath("//main//form"), key=lambda form: len(form.xpath(".//label")))
    assert [" ".join(label.text_content().split()) for label in form.xpath(".//label")] == LABELS[name]
    assert form.xpath(".//@placeholder") == []


@pytest.mark.parametrize("name", ["account_signup", "account_change_password"])
def test_a_password_has_one_rule(client, anna, name):
    page = (client if name == "account_signup" else log_in()).get(reverse(name)).text
    assert (page.count(RULE), "too similar" in page) == (1, False)


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_a_log_in_goes_without_saying_and_a_log_out_is_said(anna):
    client = log_in()
    assert said(client.get(reverse("settings"))) == []
    assert said(client.post(reverse("account_logout"), follow=True)) == ["You are logged out."]


# A way to log in that is off, a page nobody sees who has a password, and a list of codes without a word.
NEVER_SHOWN = {"account_confirm_login_code", "account_set_password", "mfa_download_recovery_codes"}


def pages_of_the_library():
    """Name of an address -> the template of its page."""
    for part in ("account", "mfa"):
        for pattern in leaves(get_resolver(f"allauth.{part}.urls").url_patterns):
            if template := getattr(getattr(pattern.callback, "view_class", None), "template_name", None):
                yield pattern.name, template


def leaves(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from leaves(pattern.url_patterns)


def test_no_page_is_left_in_the_words_of_the_library():
    found = dict(pages_of_the_library())
    assert len(found) > 20
    ours = {name for name in found if (settings.BASE_DIR / "templates" / found[name]).is_file()}
    assert found.keys() - ours == NEVER_SHOWN


def test_who_tries_too_often_reads_when_to_come_back(anna):
    client = log_in()
    for _ in range(11):
        answer = client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    assert answer.status_code == 429
    assert "Try again in a quarter of an hour." in answer.text
