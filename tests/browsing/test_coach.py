"""The coach's pages in a real browser: all of them, the keys of the list, and reading on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import each_view
from tests.browsing.test_every_page import flaws
from tests.factories import make_check_in, make_run, make_runner
from tests.sharing.cast import TRAINING, share
from tests.views.test_roster import many
from training.models import CoachMark, Team, TeamMember

pytestmark = pytest.mark.browser


@pytest.fixture
def kim(runner):
    """Anna with everything, Ben with a part, one who is silent, and one who has logged nothing."""
    caches["summaries"].clear()
    kim, today = make_runner("kim"), runner.profile.today()
    share(runner, kim, until=today + timedelta(days=30))
    for name, silent in (("ben", 0), ("quiet", 9)):
        other = make_runner(name)
        for back in range(silent, 40, 2):
            make_run(other, today - timedelta(days=back), 8_000, hour=0)
        make_check_in(other, today - timedelta(days=silent), 0, hour=0)
        share(other, kim, TRAINING)
    share(make_runner("fresh"), kim)
    team = Team.objects.create(coach=kim, name="Hills")
    TeamMember.objects.create(team=team, runner=runner)
    return kim


def addresses(coach, athlete) -> list[str]:
    names = (
        *("athlete", "athlete-runs", "athlete-knee", "athlete-shoes", "athlete-plan"),
        "athlete-history",
    )
    yesterday = athlete.profile.today() - timedelta(days=1)
    return [
        reverse("roster"),
        f"{reverse('roster')}?q=nobody",
        reverse("teams"),
        reverse("team", args=[coach.teams.get().pk]),
        *(reverse(name, args=[athlete.pk]) for name in names),
        f"{reverse('athlete-runs', args=[athlete.pk])}?day=2020-01-01",
        reverse("athlete-as-it-was", args=[athlete.pk, yesterday]),
    ]


@each_view
def test_pages_of_a_coach(browser_page, kim, runner, width, scheme):
    page = browser_page(reverse("athlete", args=[runner.pk]), user=kim, width=width, scheme=scheme)
    proof = page.get_by_role("link", name="Show the proof").first.get_attribute("href")
    paths, found = [*addresses(kim, runner), proof], {}
    for path in paths:
        page.goto(path)
        found[path] = flaws(page)
    assert found == {path: [] for path in paths}


@each_view
def test_pages_of_a_coach_without_athletes(browser_page, newcomer, width, scheme):
    page = browser_page(reverse("roster"), user=newcomer, width=width, scheme=scheme)
    assert flaws(page) == []
    page.goto(reverse("teams"))
    assert flaws(page) == []


def focused(page) -> str:
    return page.evaluate(
        "document.activeElement.closest('[data-athlete]')?.querySelector('h3').innerText ?? ''"
    )


def test_the_list_is_walked_with_keys(browser_page, kim):
    page = browser_page(reverse("roster"), user=kim, width=1280)
    order = page.locator(".athlete-name").all_inner_texts()
    assert order == ["anna", "quiet", "ben", "fresh"]
    walked = []
    for key in ("j", "j", "j", "j", "j", "k", "k"):
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == ["anna", "quiet", "ben", "fresh", "fresh", "ben", "quiet"]
    page.keyboard.press("s")
    page.get_by_role("status").get_by_text("Snoozed for you.").wait_for()
    assert [(m.runner.username, m.kind) for m in CoachMark.objects.all()] == [("quiet", "snoozed")]


def test_after_a_mark_the_coach_goes_on_where_they_were(browser_page, kim):
    page = browser_page(reverse("roster"), user=kim, width=1280)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.get_by_role("status").get_by_text("Marked as seen").wait_for()
    expect(page.locator(".athlete-link:focus")).to_be_visible()
    page.keyboard.press("k")
    page.keyboard.press("o")
    page.wait_for_url("**/athletes/*-*/")
    expect(page.locator(".date-line").first).to_have_text("anna")
    page.go_back()
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.wait_for_url("**/notes/**")


def test_the_keys_leave_typing_alone_and_can_be_turned_off(browser_page, kim):
    page = browser_page(reverse("roster"), user=kim, width=1280)
    page.get_by_label("Name").focus()
    page.keyboard.type("janos")
    assert (page.get_by_label("Name").input_value(), focused(page)) == ("janos", "")
    page.get_by_role("button", name="Turn the keys off").click()
    page.keyboard.press("j")
    assert focused(page) == ""
    page.reload()
    assert page.locator("[data-keys-on]").is_hidden()
    page.keyboard.press("j")
    assert focused(page) == ""
    page.get_by_role("button", name="Turn the keys on").click()
    page.keyboard.press("j")
    assert focused(page) == "anna"
    page.keyboard.press("Control+k")
    assert focused(page) == "anna"
    assert CoachMark.objects.count() == 0


def test_a_long_list_is_painted_at_once_and_reads_on(browser_page, kim):
    many(kim, 120)
    caches["summaries"].clear()
    page = browser_page(reverse("roster"), user=kim, width=1280)
    page.locator("[data-reading]").wait_for(state="detached")
    assert page.locator(".athlete-name").first.inner_text() == "anna"
    assert page.locator(".page-sub").inner_text().startswith("124 athletes")
    assert page.locator("[data-athlete]").count() == 50


def test_a_list_whose_connection_broke_is_read_on_by_its_button(browser_page, kim):
    browser_page.expected.append("ERR_CONNECTION_RESET")
    many(kim, 120)
    caches["summaries"].clear()
    page = browser_page("/", user=kim, width=1280)
    page.route("**/athletes/read/", lambda route: route.abort("connectionreset"), times=1)
    with page.expect_event("requestfailed"):
        page.goto(reverse("roster"))
    page.get_by_role("button", name="Read on").click()
    page.locator("[data-reading]").wait_for(state="detached")
    assert page.locator(".athlete-name").first.inner_text() == "anna"


def test_without_the_script_the_list_reads_on_by_a_button(browser_page, kim):
    many(kim, 120)
    caches["summaries"].clear()
    page = browser_page(reverse("roster"), user=kim, javascript=False)
    assert "0 of 124 logs are read" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Read on").click()
    expect(page.get_by_role("status")).to_contain_text("50 of 124 logs are read")
    page.get_by_role("button", name="Read on").click()
    expect(page.locator(".athlete-name").first).to_have_text("anna")
    expect(page.get_by_role("button", name="Read on")).to_have_count(0)


def test_on_a_phone_a_line_is_a_card(browser_page, kim):
    page = browser_page(reverse("roster"), user=kim, width=360)
    line = page.locator("[data-athlete]").first
    boxes = [
        line.locator(part).bounding_box() for part in (".athlete-who", ".athlete-said", ".athlete-facts")
    ]
    tops = [box["y"] for box in boxes]
    assert tops == sorted(tops)
    assert {round(box["x"]) for box in boxes} == {round(boxes[0]["x"])}
    assert page.locator("[data-keys]").is_hidden()
