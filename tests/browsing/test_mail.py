"""Mail in a browser: wished for, looked at in its frame, and ended from the mail itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.accounts.people import give_address
from tests.browser import axe_violations
from training.mailing.addresses import unsubscribe_url
from training.mailing.wishing import wishes_of

pytestmark = pytest.mark.browser


def test_from_the_wish_to_its_end(browser_page, runner, settings, live_server):
    settings.KNEELOG_ADDRESS = live_server.url
    give_address(runner)
    page = browser_page("/settings/", user=runner)
    page.get_by_role("link", name="Which mails come").click()
    page.get_by_label("My week: how it went").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("My week: how it went")).to_be_checked()
    page.get_by_role("link", name="My week").click()
    expect(page.get_by_role("heading", name="Your week")).to_be_visible()
    page.get_by_role("link", name="No more of these").click()
    page.get_by_role("button", name="No more of these").click()
    expect(page.get_by_role("heading", name="That mail has ended.")).to_be_visible()
    page.get_by_role("link", name="Choose which mails come").click()
    expect(page.get_by_label("My week: how it went")).not_to_be_checked()
    assert not wishes_of(runner).digest


def test_whoever_holds_a_mail_sees_one_question(browser_page, runner):
    page = browser_page(unsubscribe_url(runner.pk, "digest").removeprefix("http://localhost:8000"))
    expect(page.get_by_role("heading", name="No more of these mails?")).to_be_visible()
    assert axe_violations(page) == []
