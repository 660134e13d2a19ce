"""Logging as a person does it: few taps, by keyboard, without JavaScript, twice by mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.factories import make_check_in, make_run
from training.models import CareEntry, CheckIn, GapAnswer, Run

pytestmark = pytest.mark.browser


class Thumb:
    """Taps what is named, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name).first.click()
        self.taps += 1


def test_a_run_takes_at_most_three_taps_and_the_number(browser_page, newcomer):
    thumb = Thumb(browser_page("/", user=newcomer))
    thumb.tap("link", "Log a run")
    expect(thumb.page.get_by_role("textbox", name="Distance")).to_be_focused()
    thumb.page.keyboard.type("8.2")
    thumb.tap("button", "Save run")
    thumb.page.get_by_text("8.2\u00a0km saved.").wait_for()
    assert thumb.taps <= 3
    assert [run.distance_m for run in Run.objects.all()] == [8_200]


def test_both_knees_are_clear_in_two_taps(browser_page, newcomer):
    thumb = Thumb(browser_page("/", user=newcomer))
    thumb.tap("link", "Knee check-in")
    thumb.tap("button", "both knees")
    thumb.page.get_by_text("Both knees clear: saved.").wait_for()
    assert (thumb.taps, CheckIn.objects.count()) == (2, 2)


def test_a_double_click_makes_one_run_and_undo_takes_it_back(browser_page, newcomer):
    page = browser_page("/log/", user=newcomer)
    page.get_by_role("textbox", name="Distance").fill("5")
    # Both before there can be an answer.
    page.get_by_role("button", name="Save run").evaluate("button => { button.click(); button.click(); }")
    page.get_by_text("5.0\u00a0km saved.").wait_for()
    assert Run.objects.count() == 1
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Run deleted.").wait_for()
    assert Run.objects.count() == 0


def test_a_run_by_keyboard_alone(browser_page, newcomer):
    page = browser_page("/", user=newcomer)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Log a run":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Distance")).to_be_focused()
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    page.get_by_text("6.0\u00a0km saved.").wait_for()
    assert [run.distance_m for run in Run.objects.all()] == [6_000]


def test_logging_and_reading_without_javascript(browser_page, newcomer):
    page = browser_page("/log/", user=newcomer, javascript=False)
    page.get_by_role("textbox", name="Distance").fill("7")
    page.get_by_role("button", name="Save run").click()
    expect(page.get_by_text("7.0\u00a0km saved.")).to_be_visible()
    page.goto("/knee/")
    page.locator("input[name=side][value=left]").check()
    page.locator("input[name=score][value='3']").check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Check-in saved.")).to_be_visible()
    assert [(entry.side, entry.score) for entry in CheckIn.objects.all()] == [("left", 3)]
    expect(page.get_by_role("table").first).to_be_visible()


def test_nothing_typed_is_lost_in_a_refused_form(browser_page, newcomer):
    browser_page.expected.append("422")
    page = browser_page("/log/", user=newcomer)
    page.get_by_role("textbox", name="Distance").fill("far")
    page.get_by_text("Duration, effort, terrain, notes").click()
    page.get_by_label("Duration").fill("52:30")
    page.get_by_role("button", name="Save run").click()
    page.get_by_text("Write a number like 10 or 6.2.").first.wait_for()
    assert page.get_by_role("textbox", name="Distance").input_value() == "far"
    assert page.get_by_label("Duration").input_value() == "52:30"


def test_a_run_counts_in_the_unit_beside_it_though_another_tab_chose_the_other(browser_page, newcomer):
    page = browser_page("/log/", user=newcomer)
    other = page.context.new_page()
    other.goto("/settings/")
    other.get_by_label("miles").check()
    other.get_by_role("button", name="Save settings").click()
    other.get_by_text("Settings saved.").wait_for()
    page.get_by_role("textbox", name="Distance in kilometres").fill("8.2")
    page.get_by_role("button", name="Save run").click()
    page.get_by_text("5.1\u00a0mi saved.").wait_for()
    assert [run.distance_m for run in Run.objects.all()] == [8_200]


def test_days_without_entries_are_explained_in_one_tap_and_taken_back_in_another(browser_page, newcomer):
    today = newcomer.profile.today()
    for back in (12, 14):
        make_run(newcomer, today - timedelta(days=back))
    thumb = Thumb(browser_page("/", user=newcomer))
    thumb.tap("button", "Sick")
    thumb.page.get_by_text("kept as days you were sick").wait_for()
    assert (thumb.taps, thumb.page.get_by_text("or not logged?").count()) == (1, 0)
    assert [gap.answer for gap in GapAnswer.objects.all()] == ["sick"]
    thumb.tap("button", "Undo")
    thumb.page.get_by_text("these days are open again").wait_for()
    thumb.page.get_by_text("or not logged?").wait_for()
    assert GapAnswer.objects.count() == 0


def test_todays_care_is_logged_in_one_tap_and_taken_back_in_another(browser_page, newcomer):
    make_check_in(newcomer, newcomer.profile.today(), 2, hour=0)
    thumb = Thumb(browser_page("/", user=newcomer))
    thumb.tap("button", "Ice")
    thumb.page.get_by_text("Ice: saved.").wait_for()
    assert (thumb.taps, [act.kind for act in CareEntry.objects.all()]) == (1, ["ice"])
    assert thumb.page.locator(".todays-care .care-done").inner_text().split() == ["Ice", "today"]
    thumb.tap("button", "Undo")
    thumb.page.get_by_text("Care entry deleted.").wait_for()
    thumb.page.get_by_role("heading", name="Today’s care").wait_for()
    assert CareEntry.objects.count() == 0


def test_from_todays_care_to_how_it_is_done_and_to_the_causes_with_ones_own_signs(browser_page, newcomer):
    make_check_in(newcomer, newcomer.profile.today(), 2, hour=0, feel={"full"}, signs={"swelling_slight"})
    page = browser_page("/", user=newcomer)
    page.locator(".todays-care li").filter(has_text="Ice").get_by_role("link").click()
    page.get_by_text("15–20 minutes after a run.").wait_for()
    page.get_by_role("link", name="What can be behind it").click()
    cyst = page.get_by_role("region", name="Baker’s cyst")
    cyst.get_by_text("your log holds 2 of these 3 signs").wait_for()
    expect(cyst.locator(".clue-seen")).to_have_count(2)
