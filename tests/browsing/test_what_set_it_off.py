"""From the knee to what it goes with, and on to the runs behind it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import each_view
from tests.browsing.test_every_page import flaws
from tests.factories import make_check_in, make_run
from training.models import CheckIn, Run

pytestmark = pytest.mark.browser
SORE = {1, 4, 6, 11, 13, 18, 22, 23, 29}


@pytest.fixture
def scored(newcomer):
    """Thirty scored runs, and the knee sore after those on the trail."""
    today = newcomer.profile.today()
    for number in range(30):
        day, is_sore = today - timedelta(days=3 * number + 1), number in SORE
        make_run(newcomer, day, 8_000, surface="trail" if is_sore else "asphalt")
        make_check_in(newcomer, day, number % 5 // 4 + 4 * is_sore)
    return newcomer


def test_from_the_knee_to_the_runs_behind_it(browser_page, scored):
    page = browser_page(reverse("knee"), user=scored, width=360)
    page.get_by_role("link", name="Look at the runs").click()
    page.get_by_role("heading", name="After runs on trails, the knee was", exact=False).wait_for()
    trail = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="trail", exact=True))
    expect(trail).to_contain_text("Tighter: stands out")
    page.get_by_text("The last 9 of these runs").click()
    page.get_by_role("link", name="8.0\u00a0km").first.click()
    page.get_by_text("Only runs of").wait_for()
    expect(page.get_by_role("listitem").filter(has_text="trail")).to_have_count(1)


def test_another_score_is_asked_for_by_the_form(browser_page, scored):
    page = browser_page(reverse("what-set-it-off"), user=scored)
    page.get_by_label("Score", exact=True).select_option(label="The next morning")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="The next morning").wait_for()
    page.get_by_text("No run of this period has such a score.", exact=False).wait_for()


@each_view
def test_every_state_of_the_page(browser_page, scored, width, scheme):
    """A finding; too few runs to tell; none."""
    page = browser_page(reverse("what-set-it-off"), user=scored, width=width, scheme=scheme)
    found = {"found": flaws(page)}
    newest = scored.profile.today() - timedelta(days=3 * 8)
    Run.objects.filter(local_date__lt=newest).delete()
    page.reload()
    found["few"] = flaws(page)
    CheckIn.objects.all().delete()
    page.reload()
    found["none"] = flaws(page)
    assert found == {"found": [], "few": [], "none": []}
