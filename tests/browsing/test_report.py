"""The report as a runner makes it and hands it out, and as whoever holds the link reads it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kneelog.pdf import SIZES
from tests.browser import PATIENCE_MS, axe_violations, each_view, scrolls_sideways
from tests.report.logs import fullest_log
from tests.report.paper import needs_pango, read, text_of

pytestmark = pytest.mark.browser


def link_of(page) -> str:
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("Copy it now").input_value()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_from_its_making_to_its_end(browser_page, runner, javascript):
    browser_page.expected.append("404")
    page = browser_page("/knee/", user=runner, javascript=javascript)
    page.get_by_role("main").get_by_role("link", name="Report for a clinician").click()
    page.get_by_label("right", exact=True).uncheck()
    page.get_by_role("button", name="Show this").click()
    expect(page.get_by_role("article")).not_to_contain_text("Right knee")
    address = link_of(page)
    stranger = browser_page(address, javascript=javascript)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Knee and running: anna")
    expect(stranger.get_by_role("article")).to_contain_text("locks or catches")
    expect(stranger.get_by_role("navigation")).to_have_count(0)
    page.goto(reverse("report"))
    expect(page.get_by_text("Opened once")).to_be_visible()
    page.get_by_role("button", name="End").click()
    expect(page.get_by_text("Nobody can open that link any more.")).to_be_visible()
    stranger.goto(address)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("There is nothing at this address.")


def test_a_reader_tells_no_other_page_where_they_come_from(browser_page, runner):
    stranger = browser_page(link_of(browser_page(reverse("report"), user=runner)))
    stranger.evaluate("location.assign('/account/login/')")
    stranger.wait_for_url("**/account/login/")
    assert stranger.evaluate("document.referrer") == ""


@needs_pango
def test_the_holder_of_a_link_takes_the_pdf_along(browser_page, runner):
    stranger = browser_page(link_of(browser_page(reverse("report"), user=runner)))
    # The first PDF of a process takes by far the longest: the library is loaded for it.
    stranger.set_default_timeout(10 * PATIENCE_MS)
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="PDF, A4").click()
    pdf = download.value.path().read_bytes()
    assert (len(read(pdf).pages), "Knee and running: anna" in text_of(pdf)) == (1, True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_prints_one_page_of_the_fullest_log(browser_page, transactional_db, scheme):
    page = browser_page(
        f"{reverse('report')}?sides=left&sides=right&notes=on", user=fullest_log(), scheme=scheme
    )
    names = {"a4": "A4", "letter": "Letter"}
    pages = {size: len(read(page.pdf(format=names[size])).pages) for size in SIZES}
    assert pages == {"a4": 1, "letter": 1}
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Make a link").is_hidden()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.paper-title')).color") == "rgb(27, 31, 36)"
    )


@each_view
def test_the_page_of_a_link_is_for_everybody(browser_page, runner, width, scheme):
    address = link_of(browser_page(f"{reverse('report')}?sides=left&sides=right&notes=on", user=runner))
    page = browser_page(address, width=width, scheme=scheme)
    assert (axe_violations(page), scrolls_sideways(page)) == ([], False)


@pytest.mark.parametrize("width", [360, 700, 1100])
def test_the_newest_weeks_are_in_sight_where_not_all_are(browser_page, runner, width):
    page = browser_page(f"{reverse('report')}?sides=left&sides=right", user=runner, width=width)
    drawing, weeks = page.locator(".paper-drawing"), page.locator(".paper-weeks")
    beyond = """part => {
      const [own, around] = [part, part.closest("figure")].map(one => one.getBoundingClientRect());
      return [own.left < around.left - 1, own.right > around.right + 1];
    }"""
    assert drawing.evaluate(beyond) == [True, False]
    assert weeks.evaluate(beyond) == [width > 360, False]
    # No head is broken up: what stands below "Week from" and "Distance" is as high.
    heights = weeks.locator("th").evaluate_all("cells => cells.map(cell => cell.offsetHeight)")
    assert max(heights) < 2 * min(heights)
    assert page.get_by_text("The newest weeks are in sight.").is_visible()


@each_view
def test_the_report_beside_its_links(browser_page, runner, width, scheme):
    page = browser_page(reverse("report"), user=runner, width=width, scheme=scheme)
    link_of(page)
    assert (axe_violations(page), scrolls_sideways(page)) == ([], False)
    page.get_by_role("button", name="End").click()
    page.locator("summary", has_text="Links that ended").click()
    assert (axe_violations(page), scrolls_sideways(page)) == ([], False)
