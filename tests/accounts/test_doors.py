"""The pages that a link in a mail or a second factor leads to, in a real browser."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.accounts.people import give_address, log_in
from tests.accounts.test_pages import page_with_a_key
from tests.accounts.test_second_factor import set_up
from tests.browser import axe_violations, each_view, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OF_A_FACTOR = [
    *("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"),
    *("mfa_list_webauthn", "mfa_reauthenticate", "account_email"),
]
OF_ONE_KEY = ["mfa_edit_webauthn", "mfa_remove_webauthn"]
OUTSIDE = [
    *("account_inactive", "account_email_verification_sent", "account_reset_password_done"),
    *("account_reset_password_from_key_done",),
]
DEAD_LINKS = ["/account/confirm-email/x/", "/account/password/reset/key/1-x/"]


def flaws(page, paths):
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = [*axe_violations(page), *(["scrolls sideways"] if scrolls_sideways(page) else [])]
    return {path: wrong for path, wrong in found.items() if wrong}


def link() -> str:
    """The one of the last mail."""
    return re.search(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[1]


@each_view
def test_pages_of_a_second_factor(browser_page, anna, width, scheme):
    client = log_in()
    set_up(client)
    key = Authenticator.objects.create(user=anna, type="webauthn", data={"name": "My phone"})
    page = browser_page("/", width=width, scheme=scheme)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": browser_page.address}]
    )
    paths = [*map(reverse, OF_A_FACTOR), *(reverse(name, args=[key.pk]) for name in OF_ONE_KEY)]
    assert flaws(page, paths) == {}
    # It was these pages, and not the door before them.
    expect(page.get_by_text("Menu of anna")).to_have_count(1)


@each_view
def test_pages_of_a_link(browser_page, anna, width, scheme):
    give_address(anna)
    Client().post(reverse("account_reset_password"), {"email": "anna@example.org"})
    reset = link()
    # Each its own: to one address a mail goes once in a while, and what counts them outlives a test.
    new = f"new-{width}@example.org"
    log_in().post(reverse("account_email"), {"email": new, "action_add": ""})
    page = browser_page("/account/login/", width=width, scheme=scheme)
    assert flaws(page, [reset, *map(reverse, OUTSIDE), *DEAD_LINKS, link()]) == {}
    page.get_by_role("button", name="Yes, it is mine").click()
    page.wait_for_url(f"**{reverse('account_login')}*")
    assert anna.emailaddress_set.get().email == new


def test_a_key_shows_once_more_who_it_is(browser_page, anna):
    page = page_with_a_key(browser_page, anna)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    page.goto(f"{reverse('mfa_reauthenticate_webauthn')}?next=/settings/tokens/")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Use a passkey or a key").click()
    page.wait_for_url("**/settings/tokens/")
