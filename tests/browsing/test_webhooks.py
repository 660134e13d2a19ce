"""A webhook in a real browser: added once, its secret copied, a test and a new warning seen to arrive."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import axe_violations, scrolls_sideways
from tests.factories import make_check_in
from training.models import Webhook
from training.tasks.news import look_for_news
from training.tasks.webhooks import deliver_webhooks
from training.webhooks.example import is_from_kneelog

pytestmark = pytest.mark.browser


def add(page, receiver, clicks: int = 1) -> str:
    """The secret that the page shows."""
    page.get_by_role("link", name="Webhooks").click()
    # Loaded to the end, so that the script sees both clicks.
    page.wait_for_url("/settings/webhooks/")
    page.get_by_label("Address").fill(receiver.url)
    page.get_by_label("Every new warning").check()
    page.get_by_role("button", name="Add it").click(click_count=clicks)
    return page.get_by_label("Copy it now").input_value()


def test_from_adding_one_to_a_new_warning(browser_page, newcomer, receiver):
    page = browser_page("/settings/", user=newcomer, width=360)
    secret = add(page, receiver, clicks=2)
    assert (axe_violations(page), scrolls_sideways(page), Webhook.objects.count()) == ([], False, 1)
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("A test is on its way.")).to_be_visible()
    look_for_news(timezone.now())
    make_check_in(newcomer, newcomer.profile.today(), 7, hour=0)
    look_for_news(timezone.now())
    assert deliver_webhooks(timezone.now()) == len(receiver.got) >= 2
    assert all(is_from_kneelog(secret, *message[1:]) for message in receiver.got)
    page.reload()
    expect(page.get_by_text("Sent once, answered 204.")).to_have_count(len(receiver.got))
    expect(page.get_by_text("It last took a message on")).to_be_visible()
    assert secret not in page.content()


def test_without_scripts_it_is_added_paused_and_deleted(browser_page, newcomer, receiver):
    page = browser_page("/settings/", user=newcomer, javascript=False)
    assert add(page, receiver) == Webhook.objects.get().secret
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Turn it on")).to_be_visible()
    page.get_by_role("link", name="Delete this webhook").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("No program is told")).to_be_visible()
