"""Files another app shares with KneeLog: kept on the device, and sent when their owner says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browsing.importing import finish, says
from tests.browsing.offline import Phone, until
from tests.factories import make_runner
from tests.importers.xml_files import gpx
from training.models import ImportBatch

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nobody_works")]

# What a phone does with a share target: a post of the browser's own.
SHARE = """(content) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([content], "morning.gpx", { type: "application/gpx+xml" }));
  const form = Object.assign(document.createElement("form"), {
    method: "post", action: "/import/shared/", enctype: "multipart/form-data" });
  const input = Object.assign(document.createElement("input"), { type: "file", name: "files" });
  input.files = transfer.files;
  form.append(input);
  document.body.append(form);
  form.submit();
}"""


def share(phone: Phone) -> None:
    with phone.page.expect_navigation():
        phone.page.evaluate(SHARE, gpx())


def test_a_shared_track_is_sent_after_a_tap_and_comes_in(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    share(phone)
    phone.page.wait_for_url("**/import/")
    expect(phone.page.locator("[data-shared]")).to_contain_text("morning.gpx")
    assert ImportBatch.objects.count() == 0
    phone.page.get_by_role("button", name="Send and look").click()
    finish(phone.page)
    says(phone.page, "1 new run.")
    phone.page.goto("/import/")
    until(phone.page, "(await self.kneelog.files(document.body.dataset.account)).length === 0")
    expect(phone.page.locator("[data-shared]")).to_be_hidden()


def test_shared_without_a_network_it_waits(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    phone.lose_network()
    share(phone)
    expect(phone.page.get_by_text("The shared file is kept on this device.")).to_be_visible()
    phone.find_network()
    phone.page.goto("/import/")
    expect(phone.page.locator("[data-shared]")).to_contain_text("morning.gpx")
    phone.page.get_by_role("button", name="Discard").click()
    expect(phone.page.locator("[data-shared]")).to_be_hidden()
    phone.page.reload()
    until(phone.page, "(await self.kneelog.files(document.body.dataset.account)).length === 0")
    assert ImportBatch.objects.count() == 0


def test_another_account_does_not_see_it_and_a_log_out_ends_it(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    share(phone)
    mine = f"(await self.kneelog.files('{newcomer.device_key}')).length"
    phone.change_account(make_runner("ben"))
    until(phone.page, f"{mine} === 1")
    phone.page.goto("/import/")
    until(phone.page, "(await self.kneelog.files(document.body.dataset.account)).length === 0")
    expect(phone.page.locator("[data-shared]")).to_be_hidden()
    phone.page.locator("summary.avatar").click()
    phone.page.get_by_role("button", name="Log out").click()
    phone.page.get_by_label("User name or address").wait_for()
    until(phone.page, f"{mine} === 0")
