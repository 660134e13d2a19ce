"""The pages of an account in a real browser, and a passkey from end to end."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe_violations, each_view, scrolls_sideways
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "sessions", "account_change_password", "account_email", "account_reauthenticate", "mfa_index",
    "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "account_logout",
]  # fmt: skip
# A hint of Chromium about pages with a password and no name.
HINT = "[DOM]"


@each_view
def test_each_page_is_for_everybody(browser_page, anna, width, scheme):
    page = browser_page("/", user=anna, width=width, scheme=scheme)
    found = {}
    for name in PAGES:
        page.goto(reverse(name))
        found[name] = [*axe_violations(page), *(["scrolls sideways"] if scrolls_sideways(page) else [])]
    assert found == {name: [] for name in PAGES}


@each_view
def test_so_is_the_door_with_an_error(browser_page, anna, width, scheme):
    page = browser_page(reverse("account_login"), width=width, scheme=scheme)
    page.get_by_label("User name or address").fill("anna")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert axe_violations(page) == []


def page_with_a_key(browser_page, user):
    """The page that adds a passkey, in a browser that has one to give."""
    page = browser_page(reverse("mfa_add_webauthn"), user=user)
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    key.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def log_out(page):
    page.goto(reverse("account_logout"))
    page.locator("main").get_by_role("button", name="Log out").click()
    page.wait_for_url(f"**{reverse('account_login')}")


def test_a_passkey_is_made_and_opens_the_account_without_a_password(browser_page, anna):
    page = page_with_a_key(browser_page, anna)
    page.get_by_label("Log in with it alone, without a password").check()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    log_out(page)
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("Menu of anna")).to_have_count(1)


def test_a_key_is_the_second_step_after_the_password(browser_page, anna):
    page = page_with_a_key(browser_page, anna)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    log_out(page)
    page.get_by_label("User name or address").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("heading", name="One more step.").wait_for()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Use a passkey or a key").click()
    expect(page.get_by_text("Menu of anna")).to_have_count(1)


def test_a_code_from_an_app_is_set_up(browser_page, anna):
    page = browser_page(reverse("mfa_index"), user=anna)
    page.get_by_role("link", name="Set up the app").click()
    assert page.locator("img.qr").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    page.get_by_label("Six digits from the app").fill("000000")
    page.get_by_role("button", name="Use this app").click()
    page.get_by_text("Incorrect code.").first.wait_for()
    assert axe_violations(page) == []
