"""An import as a person does it: drop, look, accept, undo; by keyboard and without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browsing.importing import batch_on, drop, finish, packed, says, strava, tab_to
from tests.factories import make_run
from training.importing.batch_reading import read_batch
from training.importing.staging import FILES_AT_ONCE
from training.importing.working import work_on
from training.models import ImportBatch, Run

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nobody_works")]


def test_drop_watch_accept_see_today_change_and_undo(browser_page, newcomer):
    today = newcomer.profile.today()
    page = browser_page("/", user=newcomer)
    says(page, "Welcome. Your log starts here.")
    page.get_by_role("link", name="Import from a watch or app").click()
    notes = {f"notes{number}__txt": b"hello\n" for number in range(FILES_AT_ONCE)}
    drop(page, "export.zip", packed(activities__csv=strava(today, 1, 3, 5, 7, 9), **notes))
    batch = watch(page, 1 + FILES_AT_ONCE)
    says(page, "5 new runs.")
    assert Run.objects.count() == 0
    expect(page.get_by_role("row").filter(has_text="Ghost 15")).to_have_count(5)
    page.get_by_role("button", name="Add 5 runs").click()
    says(page, "Adding to your log")
    finish(page)
    says(page, "5 runs came in.")
    assert Run.objects.count() == 5
    page.get_by_role("link", name="See what it means today").click()
    expect(page.get_by_role("article").first).to_contain_text("longer than")
    page.goto(reverse("import", args=[batch.pk]))
    undo(page)
    assert (Run.objects.count(), newcomer.shoes.count()) == (0, 0)
    page.goto("/")
    says(page, "Welcome. Your log starts here.")


def watch(page: Page, files: int) -> ImportBatch:
    """Do the reading in two steps: the page says how far it is, after a reload too."""
    batch = batch_on(page)
    says(page, "Reading your files")
    next(iter(read_batch(batch)))
    read = batch.files.count()
    expect(page.get_by_text(f"{read} of {files} files read.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", str(read))
    work_on(batch)
    return batch


def undo(page: Page) -> None:
    page.get_by_role("link", name="Undo this import").click()
    expect(page.get_by_text("5 runs that it added")).to_be_visible()
    page.get_by_role("button", name="Undo this import").click()
    says(page, "Taking the import out again")
    finish(page)
    says(page, "Undone.")


def test_what_differs_is_chosen_and_stays_chosen(browser_page, newcomer):
    today = newcomer.profile.today()
    logged = make_run(newcomer, today - timedelta(days=1), 8_100, hour=5)
    Run.objects.update(starts_at=logged.starts_at.replace(minute=15, second=21))
    page = browser_page(reverse("imports"), user=newcomer, width=1280)
    drop(page, "activities.csv", strava(today, 9, 1, km=7.8))
    finish(page)
    says(page, "1 new run, 1 logged differently.")
    card = page.get_by_role("group").filter(has_text="In your log")
    expect(card.get_by_role("row").filter(has_text="differs")).to_contain_text(["Distance", "Shoe"])
    expect(card.get_by_role("radio", name="as in the file")).to_be_checked()
    card.get_by_role("radio", name="as in my log").check(force=True)
    page.get_by_role("button", name="Add 1 run").click()
    finish(page)
    says(page, "1 run came in.")
    assert sorted(Run.objects.values_list("distance_m", flat=True)) == [8_100, 15_600]


def test_by_keyboard_alone(browser_page, newcomer, tmp_path):
    (tmp_path / "activities.csv").write_bytes(strava(newcomer.profile.today(), 1, 3))
    page = browser_page(reverse("imports"), user=newcomer)
    with page.expect_file_chooser() as chooser:
        tab_to(page, "files")
        page.keyboard.press("Enter")
    chooser.value.set_files(tmp_path / "activities.csv")
    batch = finish(page)
    page.get_by_role("button", name="Add 2 runs").wait_for()
    tab_to(page, "Add 2 runs")
    page.keyboard.press("Enter")
    says(page, "Adding to your log")
    work_on(batch)
    page.get_by_role("link", name="Undo this import").wait_for()
    tab_to(page, "Undo this import")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo this import").wait_for()
    tab_to(page, "Undo this import")
    page.keyboard.press("Enter")
    finish(page)
    says(page, "Undone.")


def test_without_javascript(browser_page, newcomer, tmp_path):
    (tmp_path / "activities.csv").write_bytes(strava(newcomer.profile.today(), 1, 3))
    page = browser_page(reverse("imports"), user=newcomer, javascript=False)
    page.locator("#files").set_input_files(tmp_path / "activities.csv")
    page.get_by_role("button", name="Send the files").click()
    batch = finish(page)
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("button", name="Add 2 runs").click()
    work_on(batch)
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo this import").click()
    work_on(batch)
    page.get_by_role("link", name="Look again").click()
    says(page, "Undone.")
    assert Run.objects.count() == 0


def test_a_file_that_is_none_of_ours_is_said_calmly(browser_page, newcomer):
    page = browser_page(reverse("imports"), user=newcomer)
    drop(page, "holiday.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 200)
    finish(page)
    says(page, "No run was found in this.")
    expect(page.get_by_role("region", name="Your files")).to_contain_text("holiday.jpg")
    expect(page.get_by_text("There is nothing to add. You can discard this import.")).to_be_visible()


def test_a_double_click_on_add_adds_once(browser_page, newcomer):
    page = browser_page(reverse("imports"), user=newcomer)
    drop(page, "activities.csv", strava(newcomer.profile.today(), 1, 3))
    batch = finish(page)
    page.get_by_role("button", name="Add 2 runs").dblclick()
    says(page, "Adding to your log")
    work_on(batch)
    says(page, "2 runs came in.")
    page.go_back()
    says(page, "2 runs came in.")
    assert Run.objects.count() == 2
