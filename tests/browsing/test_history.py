"""Looking back as a person does it: the timeline, a bar, the day as it was, and what was known then."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import each_view
from tests.browsing.test_every_page import flaws
from tests.factories import make_run, make_runner

pytestmark = pytest.mark.browser


@pytest.fixture
def lia(transactional_db):
    """Three months of runs; one of 15 km sixty days ago reached the log five days after it was run."""
    lia = make_runner("lia")
    today = lia.profile.today()
    for back in range(30, 120, 2):
        day = today - timedelta(days=back)
        late, metres = (5, 15_000) if back == 60 else (0, 6_000)
        added = datetime.combine(day + timedelta(days=late), time(9), UTC)
        make_run(lia, day, metres, created_at=added)
    return lia


def test_a_bar_opens_the_day_with_its_number_in_both_readings(browser_page, lia):
    day = lia.profile.today() - timedelta(days=60)
    page = browser_page("/", user=lia)
    page.get_by_role("group").filter(has_text="Menu of").locator("summary").click()
    page.get_by_role("link", name="As it was").click()
    page.get_by_role("link", name="A run much longer than your recent longest").first.click()
    expect(page).to_have_url(f"{page.url.split('/history')[0]}{reverse('as-it-was', args=[day])}")
    card = page.get_by_role("article").filter(has_text="15.0\u00a0km")
    expect(card).to_be_visible()
    page.get_by_role("link", name="As known then").click()
    expect(page.get_by_role("heading", name="As it was on")).to_be_visible()
    expect(card).to_have_count(0)
    page.get_by_text("differ between the two readings").or_(
        page.get_by_text("differs between the two readings")
    ).click()
    expect(page.get_by_text("Because of: run of 15.0\u00a0km").first).to_be_visible()
    page.get_by_role("link", name="Day after").click()
    page.get_by_role("link", name="Back to today").click()
    expect(page).to_have_title("Today · KneeLog")


def test_a_day_is_picked_and_a_day_of_the_calendar_tapped(browser_page, lia):
    day = lia.profile.today() - timedelta(days=60)
    page = browser_page(reverse("history"), user=lia)
    page.get_by_label("Day", exact=True).fill(day.isoformat())
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name="As it was on")).to_be_visible()
    page.get_by_role("link", name="Timeline and calendar").click()
    page.locator("#calendar").get_by_role("link", name="15.0\u00a0km").click()
    expect(page.get_by_role("article").filter(has_text="15.0\u00a0km")).to_be_visible()


@each_view
def test_every_page_of_the_past(browser_page, runner, width, scheme):
    yesterday = runner.profile.today() - timedelta(days=1)
    page = browser_page(reverse("history"), user=runner, width=width, scheme=scheme)
    day = reverse("as-it-was", args=[yesterday])
    paths = [reverse("history"), day, f"{day}?reading=then", reverse("as-it-was", args=["2020-01-01"])]
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = flaws(page)
    page.goto(day)
    page.goto(page.get_by_role("link", name="Show the proof").first.get_attribute("href"))
    found["proof"] = flaws(page)
    assert found == {path: [] for path in found}


@each_view
def test_the_past_of_an_empty_log(browser_page, newcomer, width, scheme):
    page = browser_page(reverse("history"), user=newcomer, width=width, scheme=scheme)
    assert flaws(page) == []
