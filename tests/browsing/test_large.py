"""Pages stay whole where somebody needs them large, or the window is as narrow as a zoomed one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browser import scrolls_sideways
from tests.browsing.test_every_page import addresses

pytestmark = pytest.mark.browser
LARGE = "document.documentElement.style.setProperty('font-size', '200%')"


@pytest.mark.parametrize(("width", "large"), [(320, False), (640, True)])
def test_nothing_has_to_be_scrolled_sideways(browser_page, runner, width, large):
    page = browser_page("/", user=runner, width=width)
    wide = []
    for path in addresses(runner):
        page.goto(path)
        if large:
            page.evaluate(LARGE)
        if scrolls_sideways(page):
            wide.append(path)
    assert wide == []


def test_a_run_is_logged_by_keyboard_alone(browser_page, runner):
    before = runner.runs.count()
    page = browser_page(reverse("log-run"), user=runner)
    reach(page, "[name=distance_m]")
    page.keyboard.type("7.3")
    page.keyboard.press("Enter")
    page.get_by_text("7.3\u00a0km saved.").first.wait_for()
    assert runner.runs.count() == before + 1


def test_a_knee_is_logged_by_keyboard_alone(browser_page, runner):
    before = runner.check_ins.count()
    page = browser_page(reverse("knee"), user=runner)
    reach(page, "[name=side]")
    page.keyboard.press("Space")
    reach(page, "[name=score]")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.value") == "3"
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("saved").wait_for()
    assert runner.check_ins.count() == before + 1


def reach(page, selector):
    """Tab until the field has the focus, and every step can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")
