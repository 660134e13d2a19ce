"""A whole step back to running in a real browser: walk, answer, rest, run, log the run."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser import axe_violations, each_view, scrolls_sideways
from tests.factories import make_check_in, make_run, make_runner
from training.models import LadderSession, Run, User

pytestmark = pytest.mark.browser


@pytest.fixture
def rested(transactional_db) -> User:
    """Runs until 20 days ago, one walk six days ago, and its morning."""
    runner = make_runner("anna")
    today = runner.profile.today()
    for back in range(20, 50, 3):
        make_run(runner, today - timedelta(days=back), 6_000)
    runner.ladder_sessions.create(on=today - timedelta(days=6), step="walk", minutes=30)
    make_check_in(runner, today - timedelta(days=5), 0, moment="next_morning", hour=6)
    return runner


def a_day_later(runner: User) -> None:
    """Everything of the ladder lies a day further back than it did."""
    for row in [*runner.ladder_sessions.order_by("on"), *runner.check_ins.order_by("local_date")]:
        name = "on" if isinstance(row, LadderSession) else "local_date"
        setattr(row, name, getattr(row, name) - timedelta(days=1))
        row.save()


def test_a_walk_until_the_day_after(browser_page, rested):
    page = browser_page("/", user=rested)
    page.get_by_role("link", name="Back to running").first.click()
    page.get_by_role("heading", name="Today: Walk 30 minutes").wait_for()
    expect(page.get_by_text("Session 2 of 2 on this step.")).to_be_visible()
    page.get_by_role("button", name="Start the timer").click()
    expect(page.get_by_role("status").filter(has_text="Walk")).to_be_visible()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Done", exact=True).dblclick()
    page.get_by_role("heading", name="Done for today").wait_for()
    assert (LadderSession.objects.count(), Run.objects.exclude(distance_m=6_000).count()) == (2, 0)
    a_day_later(rested)
    page.goto("/return/")
    page.get_by_role("heading", name="How are your knees this morning?").wait_for()
    page.get_by_role("button", name="Both clear").click()
    page.get_by_text("Both knees clear: saved.").wait_for()
    page.goto("/return/")
    page.get_by_role("heading", name="A day without running").wait_for()
    a_day_later(rested)
    page.goto("/return/")
    page.get_by_role("heading", name="Today: 4 min walk, 1 min run, 5 times").wait_for()


def test_the_run_of_a_step_is_logged_by_the_usual_form(browser_page, rested):
    today = rested.profile.today()
    rested.ladder_sessions.create(on=today - timedelta(days=4), step="walk", minutes=30)
    make_check_in(rested, today - timedelta(days=3), 0, moment="next_morning", hour=6)
    page = browser_page("/return/", user=rested)
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_text("How far did you run of it?").wait_for()
    page.get_by_role("textbox", name="Distance").fill("0.8")
    page.get_by_role("button", name="Save run").click()
    page.get_by_text("0.8\u00a0km saved.").wait_for()
    run = Run.objects.get(distance_m=800)
    assert (run.duration_s, run.session, run.local_date) == (300, "easy", today)


def test_the_words_stand_without_javascript(browser_page, rested):
    page = browser_page("/return/", user=rested, javascript=False)
    assert page.get_by_role("button", name="Start the timer").count() == 0
    page.get_by_role("button", name="Done", exact=True).click()
    page.get_by_role("heading", name="Done for today").wait_for()


@each_view
def test_the_page_with_a_session_to_do(browser_page, rested, width, scheme):
    page = browser_page("/return/", user=rested, width=width, scheme=scheme)
    page.get_by_text("It was on another day").click()
    assert (axe_violations(page), scrolls_sideways(page)) == ([], False)
