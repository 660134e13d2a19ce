"""Sending files from a browser: broken connections, a page that was left, other files, second thoughts."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Route, expect

from tests.browsing.importing import drop, finish, says, strava
from training.importing.uploads import folder_of
from training.models import ImportBatch

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nobody_works")]
PIECES = "**/files/*/"


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr("training.pages.imports.PIECE_BYTES", 100)


class Breaks:
    """Drops the first pieces on their way, and remembers where each began."""

    def __init__(self, times: int = 0) -> None:
        self.times = times
        self.offsets: list[int] = []

    def __call__(self, route: Route) -> None:
        self.offsets.append(offset_of(route))
        if len(self.offsets) <= self.times:
            route.abort("connectionreset")
        else:
            route.continue_()


def offset_of(route: Route) -> int:
    return int(route.request.headers["upload-offset"])


def test_a_dropped_piece_is_sent_again(browser_page, newcomer, small_pieces):
    browser_page.expected.append("ERR_CONNECTION_RESET")
    page = browser_page(reverse("imports"), user=newcomer)
    breaks, content = Breaks(times=2), strava(newcomer.profile.today(), 1, 3)
    page.route(PIECES, breaks)
    drop(page, "activities.csv", content)
    finish(page)
    says(page, "2 new runs.")
    assert breaks.offsets == [0, 0, *range(0, len(content), 100)]


def test_a_connection_that_stays_away_is_said_and_sending_goes_on_by_a_tap(
    browser_page, newcomer, small_pieces
):
    browser_page.expected.append("ERR_CONNECTION_RESET")
    page = browser_page(reverse("imports"), user=newcomer)
    breaks, content = Breaks(times=5), strava(newcomer.profile.today(), 1, 3)
    page.route(PIECES, breaks)
    drop(page, "activities.csv", content)
    expect(page.get_by_role("status")).to_have_text("The connection broke. Trying again …")
    expect(page.get_by_text("The connection broke. What was sent is kept.")).to_be_visible()
    expect(page.get_by_role("button", name="Go on sending")).to_be_focused()
    page.keyboard.press("Enter")
    finish(page)
    says(page, "2 new runs.")
    assert breaks.offsets == [0] * 5 + list(range(0, len(content), 100))


def test_sending_goes_on_after_the_page_was_left(browser_page, newcomer, small_pieces, tmp_path):
    file = tmp_path / "activities.csv"
    file.write_bytes(strava(newcomer.profile.today(), 1, 3, 5))
    page = browser_page(reverse("imports"), user=newcomer)
    page.route(PIECES, lambda route: route.continue_() if offset_of(route) < 200 else None)
    page.locator("#files").set_input_files(file)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "200")
    page.goto(reverse("import", args=[ImportBatch.objects.get().pk]))
    page.unroute_all(behavior="ignoreErrors")
    says(page, "Sending stopped at")
    breaks = Breaks()
    page.route(PIECES, breaks)
    page.locator("#files").set_input_files(file)
    says(page, "Reading your files")
    finish(page)
    says(page, "3 new runs.")
    assert breaks.offsets == [200]


def test_other_files_do_not_go_on_with_what_was_being_sent(browser_page, newcomer):
    batch = ImportBatch.objects.create(runner=newcomer)
    batch.uploads.create(runner=newcomer, number=1, name="a.fit", size=10)
    page = browser_page(reverse("import", args=[batch.pk]), user=newcomer)
    drop(page, "b.fit", b"other")
    expect(page.get_by_role("status")).to_contain_text("These are not the files that were being sent.")
    page.get_by_role("button", name="Discard this import").click()
    expect(page.get_by_text("Import discarded.")).to_be_visible()
    assert ImportBatch.objects.count() == 0


def test_sending_can_be_cancelled_and_leaves_nothing(browser_page, newcomer):
    page = browser_page(reverse("imports"), user=newcomer)
    page.route(PIECES, lambda route: None)
    with page.expect_request(PIECES):
        drop(page, "activities.csv", strava(newcomer.profile.today(), 1))
    batch = ImportBatch.objects.get()
    assert folder_of(batch).exists()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Import discarded.")).to_be_visible()
    assert (ImportBatch.objects.count(), folder_of(batch).exists()) == (0, False)


def test_a_refusal_of_the_server_is_said(browser_page, newcomer, settings):
    settings.KNEELOG_ARCHIVE_LIMITS = {"archive_bytes": 10}
    browser_page.expected.append("422")
    page = browser_page(reverse("imports"), user=newcomer)
    drop(page, "activities.csv", strava(newcomer.profile.today(), 1))
    expect(page.get_by_role("status")).to_contain_text("Send the files in several parts.")
    expect(page.locator("#files")).to_be_enabled()


def test_whoever_was_logged_out_meanwhile_is_told(browser_page, newcomer):
    browser_page.expected.append("403")
    page = browser_page(reverse("imports"), user=newcomer)
    page.context.clear_cookies()
    drop(page, "activities.csv", strava(newcomer.profile.today(), 1))
    expect(page.get_by_role("status")).to_contain_text("You are logged out")
    assert ImportBatch.objects.count() == 0


def test_an_unpacked_folder_keeps_the_names_of_its_parts(browser_page, newcomer, tmp_path):
    folder = tmp_path / "export"
    (folder / "activities").mkdir(parents=True)
    (folder / "activities.csv").write_bytes(strava(newcomer.profile.today(), 1))
    (folder / "activities" / "1.gpx").write_bytes(b"<gpx/>")
    page = browser_page(reverse("imports"), user=newcomer)
    page.evaluate("document.querySelector('#files').webkitdirectory = true")
    page.locator("#files").set_input_files(folder)
    says(page, "Reading your files")
    names = sorted(upload.name for upload in ImportBatch.objects.get().uploads.all())
    assert names == ["export/activities.csv", "export/activities/1.gpx"]
