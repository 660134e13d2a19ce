"""Making a token in a real browser: once, and gone when one goes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import axe_violations, each_view, scrolls_sideways
from training.models import AccessToken

pytestmark = pytest.mark.browser
PAGE = "/settings/tokens/"


def fill(page) -> None:
    page.get_by_label("What it is for").fill("Shortcut on my phone")
    page.get_by_label("Log: add, change").check()


@each_view
def test_a_double_click_makes_one_that_going_back_shows_no_more(browser_page, newcomer, width, scheme):
    page = browser_page("/settings/", user=newcomer, width=width, scheme=scheme)
    page.get_by_role("link", name="Tokens").click()
    # Loaded to the end, so that the script sees both clicks.
    page.wait_for_url(PAGE)
    fill(page)
    page.get_by_role("button", name="Make a token").dblclick()
    field = page.get_by_label("Copy it now")
    secret = field.input_value()
    assert (axe_violations(page), scrolls_sideways(page)) == ([], False)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    page.get_by_role("link", name="Settings", exact=True).first.click()
    page.get_by_role("heading", name="Settings").wait_for()
    page.go_back()
    page.get_by_text("Tokens that work").wait_for()
    assert secret not in page.content()
    assert page.get_by_label("Copy it now").count() == 0
    assert [token.start for token in AccessToken.objects.all()] == [secret[:12]]


def test_another_day_is_asked_for_where_it_is_chosen(browser_page, newcomer):
    page = browser_page(PAGE, user=newcomer)
    day = page.get_by_label("Until, that day included")
    expect(day).to_be_hidden()
    page.get_by_label("another day").check()
    expect(day).to_be_visible()


def test_without_scripts_it_is_made_and_ended(browser_page, newcomer):
    page = browser_page(PAGE, user=newcomer, javascript=False)
    fill(page)
    page.get_by_role("button", name="Make a token").click()
    secret = page.get_by_label("Copy it now").input_value()
    assert secret.startswith(AccessToken.objects.get().start)
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_hidden()
    page.locator("main").get_by_role("link", name="End").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("opens nothing any more")).to_be_visible()
