"""For people whose device sets the colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FILL = "element => getComputedStyle(element).backgroundColor"
EDGE = "element => getComputedStyle(element).borderBottomColor"


def test_what_is_chosen_is_told_where_the_device_sets_the_colours(browser_page, runner):
    page = browser_page("/knee/", user=runner, forced_colors="active")
    five, four = (page.locator(".score-button", has_text=digit).first for digit in "54")
    left, right = (page.locator(".chip-choice", has_text=side).first for side in ("Left", "Right"))
    for chosen, other in ((five, four), (left, right)):
        chosen.click()
        expect(chosen.get_by_role("radio")).to_be_checked()
        assert chosen.evaluate(FILL) != other.evaluate(FILL)
    current, elsewhere = (page.locator(".nav a", has_text=name) for name in ("Knee", "Shoes"))
    assert current.evaluate(EDGE) != elsewhere.evaluate(EDGE)
