"""A coach sets a threshold, the runner reads it on a card and ends it, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import axe_violations, each_view, scrolls_sideways
from tests.factories import make_run, make_runner
from tests.sharing.cast import number_set, share
from training.coaching import put_into_team
from training.models import Grant, Team, TeamOverride
from training.thresholds.overrides import end_numbers, set_for_team

pytestmark = pytest.mark.browser
RULE = "load.longest_run"


@pytest.fixture
def grant(transactional_db) -> Grant:
    """Anna ran 25 % further than in the last 30 days, and lets Kim set thresholds."""
    anna, kim = make_runner("anna"), make_runner("kim")
    today = anna.profile.today()
    for back in range(3, 30, 3):
        make_run(anna, today - timedelta(days=back), 10_000, hour=0)
    make_run(anna, today, 12_500, hour=0)
    return share(anna, kim, may_set=True)


def test_set_by_the_coach_read_and_ended_by_the_runner(browser_page, grant):
    coach = browser_page(reverse("athlete", args=[grant.runner_id]), user=grant.coach)
    coach.get_by_role("link", name="Thresholds").click()
    coach.get_by_role("link", name="A run much longer than your recent longest").click()
    coach.get_by_label("Above the longest: caution").fill("20")
    coach.get_by_role("textbox", name="Why").fill("A calf that is new to this")
    coach.get_by_role("button", name="Set it").click()
    expect(coach.get_by_text("In force at once. anna is told.")).to_be_visible()

    runner = browser_page("/", user=grant.runner)
    expect(runner.get_by_role("heading", name="Your coach set a threshold for you")).to_be_visible()
    card = runner.locator(".warning-caution", has_text="your coach set 20 %")
    expect(card).to_have_count(1)
    card.get_by_role("link", name="See or end it").click()
    expect(runner.get_by_text("“A calf that is new to this”")).to_be_visible()
    runner.get_by_role("button", name="End it now").click()
    expect(runner.get_by_text("You ended it.")).to_be_visible()
    runner.goto("/")
    expect(runner.get_by_text("your coach set")).to_have_count(0)
    expect(runner.locator(".warning-caution")).to_have_count(0)

    undo(runner)
    runner.goto("/")
    expect(runner.locator(".warning-caution", has_text="your coach set 20 %")).to_have_count(1)


def undo(page: Page) -> None:
    page.goto(reverse("set-for-me"))
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("In force again, as it was.")).to_be_visible()


def pages_of(grant: Grant) -> list[tuple[object, str]]:
    """Every page of it, each with something on it."""
    number_set(grant)
    end_numbers(grant.runner, number_set(grant, "load.weekly_jump").pk)
    team = Team(coach=grant.coach, name="Autumn")
    put_into_team(team, [grant.runner_id])
    numbers = {"rule": "load.weekly_jump", "values": {"caution_percent": 20}, "reason": "small steps"}
    set_for_team(grant.coach, TeamOverride(team=team, **numbers), None)
    paths = [
        reverse("athlete-thresholds", args=[grant.runner_id]),
        reverse("team-thresholds", args=[team.pk]),
    ]
    paths += [reverse("set-numbers", args=[grant.runner_id, RULE])]
    paths += [reverse("set-team-numbers", args=[team.pk, RULE]), reverse("team", args=[team.pk])]
    own = [reverse("set-for-me"), reverse("sharing"), reverse("grant", args=[grant.pk]), "/"]
    return [*((grant.coach, path) for path in paths), *((grant.runner, path) for path in own)]


@each_view
def test_every_page_of_it(browser_page, grant, width, scheme):
    paths, found = pages_of(grant), {}
    for person in (grant.coach, grant.runner):
        page = browser_page("/", user=person, width=width, scheme=scheme)
        for path in (path for who, path in paths if who == person):
            page.goto(path)
            found[path] = [*axe_violations(page), *(["scrolls sideways"] if scrolls_sideways(page) else [])]
    assert found == {path: [] for _who, path in paths}


@each_view
def test_a_refused_number(browser_page, grant, width, scheme):
    browser_page.expected += ["422"]
    path = reverse("set-numbers", args=[grant.runner_id, RULE])
    page = browser_page(path, user=grant.coach, width=width, scheme=scheme)
    page.get_by_label("Above the longest: notice").fill("90")
    page.get_by_role("textbox", name="Why").fill("a try")
    page.get_by_role("button", name="Set it").click()
    expect(page.locator("#errors")).to_contain_text("Must be less than “above the longest: caution”.")
    expect(page.get_by_label("Above the longest: notice")).to_have_attribute("aria-invalid", "true")
    assert axe_violations(page) == []
