"""Can I run …? in a real browser: live and without the script, for a runner and a coach."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import each_view
from tests.browsing.test_every_page import flaws
from tests.factories import make_check_in, make_runner
from tests.sharing.cast import TRAINING, share
from tests.views.planning import PLAN, runner_of_tens

pytestmark = pytest.mark.browser
NO = "This run would be 34\u00a0% longer than the longest of the 30 days before (10.0\u00a0km)."


@pytest.fixture
def calm(transactional_db):
    return runner_of_tens("cara")


def distance(page):
    return page.get_by_role("textbox", name="Distance")


def answer(page):
    return page.locator(".answer h2")


@contextmanager
def answered(page):
    """What is asked in the block has its answer on the page after it."""
    with page.expect_response(f"**{PLAN}*"):
        yield
    expect(page.locator("[data-part=said]")).to_have_attribute("aria-busy", "false")


def test_the_answer_follows_what_is_typed(browser_page, calm):
    page = browser_page(PLAN, user=calm)
    expect(answer(page)).to_contain_text("10.0\u00a0km today raises nothing.")
    distance(page).fill("13.4")
    expect(answer(page)).to_contain_text(NO)
    expect(page.locator("[data-part=more]")).to_contain_text("this run, planned")
    distance(page).fill("ten")
    expect(page.locator(".answer")).to_contain_text("Write a distance like 8, 8.5 km or 5 mi.")
    distance(page).fill("5 miles")
    expect(answer(page)).to_contain_text("8.0\u00a0km today raises nothing.")
    page.get_by_label("Terrain").select_option("uneven")
    distance(page).fill("10")
    expect(answer(page)).to_contain_text("Yes, but")
    assert calm.runs.count() == 13


def test_a_chip_changes_the_form_and_the_answer(browser_page, calm):
    page = browser_page(PLAN, user=calm)
    with answered(page):
        distance(page).fill("13.4")
    page.get_by_role("button", name="11.0 km yes").click()
    expect(distance(page)).to_have_value("11.0 km")
    expect(answer(page)).to_contain_text("11.0\u00a0km today raises nothing.")
    page.get_by_role("link", name="10.0 km").click()
    expect(distance(page)).to_have_value("10.0")
    expect(answer(page)).to_contain_text("10.0\u00a0km today raises nothing.")
    page.get_by_role("link", name="Log it").click()
    expect(page.get_by_label("Distance in kilometres")).to_have_value("10")


def test_an_old_answer_never_takes_the_place_of_a_newer_one(browser_page, calm):
    page = browser_page(PLAN, user=calm)
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/plan/", hold_the_first)
    with page.expect_request("**/plan/"):
        distance(page).fill("13.4")
    expect(page.locator("[data-part=said]")).to_have_attribute("aria-busy", "true")
    # The answer before stays as readable as any.
    assert flaws(page) == []
    distance(page).fill("8")
    expect(answer(page)).to_contain_text("8.0\u00a0km today raises nothing.")
    held[0].continue_()
    with answered(page):
        page.get_by_label("Shoe").select_option("Ghost")
    expect(answer(page)).to_contain_text("8.0\u00a0km today raises nothing.")


def test_without_a_connection_the_page_says_so_and_asks_again(browser_page, calm):
    browser_page.expected += ["ERR_INTERNET_DISCONNECTED"]
    page = browser_page(PLAN, user=calm)
    page.context.set_offline(True)
    distance(page).fill("13.4")
    expect(page.get_by_text("No connection")).to_be_visible()
    page.context.set_offline(False)
    distance(page).fill("13.40")
    expect(answer(page)).to_contain_text(NO)
    expect(page.get_by_text("No connection")).to_be_hidden()


def test_without_the_script_a_button_asks(browser_page, calm):
    browser_page.expected += ["422"]
    page = browser_page(PLAN, user=calm, javascript=False)
    distance(page).fill("13.4")
    page.get_by_role("button", name="Can I run this?").click()
    expect(answer(page)).to_contain_text(NO)
    assert "13.4" not in page.url
    page.get_by_role("button", name="11.0 km yes").click()
    expect(distance(page)).to_have_value("11.0 km")
    expect(answer(page)).to_contain_text("11.0\u00a0km today raises nothing.")
    page.get_by_role("link", name="10.0 km").click()
    expect(answer(page)).to_contain_text("10.0\u00a0km today raises nothing.")
    distance(page).fill("ten")
    page.get_by_role("button", name="Can I run this?").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a distance like")
    expect(distance(page)).to_have_value("ten")


def test_a_week_is_answered_while_it_is_typed(browser_page, calm):
    page = browser_page(PLAN, user=calm)
    page.get_by_role("link", name="A week").click()
    # Loaded to the end, so that the script hears what is typed.
    page.wait_for_url(f"{PLAN}?ask=week")
    page.get_by_label("The week").fill("8\nrest\n30")
    expect(page.locator(".planned")).to_have_count(7)
    expect(page.locator(".planned-raises")).to_have_count(1)
    expect(page.locator(".planned").nth(2)).to_contain_text("No")
    expect(answer(page)).to_contain_text("would raise something.")


def test_today_leads_to_the_question(browser_page, calm):
    page = browser_page("/", user=calm)
    page.get_by_role("link", name="longest run without a flag").click()
    expect(answer(page)).to_contain_text("11.0\u00a0km today raises nothing.")
    page.goto("/")
    page.get_by_role("link", name="Can I run …?").click()
    expect(page.get_by_role("heading", name="Can I run …?")).to_be_visible()


def test_the_bar_of_a_coach_is_one_line_on_a_phone(browser_page, calm):
    share(make_runner("ben"), calm)
    page = browser_page(PLAN, user=calm, width=360)
    tops = [page.locator(".nav a").nth(n).bounding_box()["y"] for n in range(6)]
    assert len(set(tops)) == 1


@each_view
def test_every_kind_of_answer(browser_page, calm, width, scheme):
    browser_page.expected += ["422"]
    page, found = browser_page(PLAN, user=calm, width=width, scheme=scheme), {}
    for typed, word in (("10", "Yes"), ("11.5", "Yes, but"), ("13.4", "No"), ("ten", "Not read yet")):
        with answered(page):
            distance(page).fill(typed)
        # The whole word: a part of it may stand in the answer before.
        expect(page.locator(".answer h2 > :first-child, h2.answer-sentence").first).to_have_text(
            re.compile(rf"^\s*{word}:?\s*$")
        )
        found[typed] = flaws(page)
    page.goto(f"{PLAN}?ask=week")
    found["week"] = flaws(page)
    with answered(page):
        page.get_by_label("The week").fill("8\nrest\n30")
    expect(page.locator(".planned")).to_have_count(7)
    found["days"] = flaws(page)
    for side, signs in (("left", "locks"), ("right", "cannot_bear_weight")):
        make_check_in(calm, calm.profile.today(), 3, side, hour=0, signs={signs})
        page.goto(PLAN)
        found[signs] = flaws(page)
    assert found == {what: [] for what in found}


@each_view
def test_the_question_of_a_coach(browser_page, calm, width, scheme):
    kim = make_runner("kim")
    share(calm, kim, TRAINING)
    page = browser_page(reverse("athlete-plan", args=[calm.pk]), user=kim, width=width, scheme=scheme)
    with answered(page):
        distance(page).fill("13.4")
    expect(answer(page)).to_contain_text(NO)
    expect(page.get_by_text("rules were not asked")).to_be_visible()
    assert flaws(page) == []
