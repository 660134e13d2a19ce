"""Without a network: log, come back, and find each entry once, in one's own log and nowhere else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser import axe_violations, each_view, scrolls_sideways, session_cookie
from tests.browsing.offline import CACHED, Phone, until
from tests.factories import make_runner, make_shoe
from training.models import CheckIn, Run
from training.pages.phone import ASSETS

pytestmark = pytest.mark.browser


def logged() -> tuple[list[tuple[str, int]], list[tuple[str, str, int]]]:
    runs = Run.objects.order_by("distance_m").values_list("runner__username", "distance_m")
    check_ins = CheckIn.objects.order_by("side").values_list("runner__username", "side", "score")
    return list(runs), list(check_ins)


def test_logged_twice_without_a_network_each_is_there_once(browser_page, newcomer):
    phone = Phone(browser_page, newcomer, timezone_id="America/Denver")
    phone.log_without_network("8.2")
    phone.page.goto("/knee/")
    phone.log_knee("left", 3)
    phone.waits("2 entries wait on this device")
    assert logged() == ([], [])
    waiting = [entry["id"] for entry in phone.page.evaluate("self.kneelog.entries()")]
    phone.find_network()
    expect(phone.page.get_by_text("2 entries of this device are in your log now.")).to_be_visible()
    phone.is_all_sent()
    phone.page.goto("/runs/")
    expect(phone.page.get_by_text("8.2")).to_be_visible()
    assert logged() == ([("nora", 8_200)], [("nora", "left", 3)])
    assert {run.zone for run in Run.objects.all()} == {"America/Denver"}
    assert [str(entry.pk) for entry in (Run.objects.get(), CheckIn.objects.get())] == waiting


def test_what_the_service_worker_sent_with_no_page_open_is_said_on_the_next(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    phone.log_without_network("8.2")
    phone.page.goto("about:blank")
    (worker,) = phone.page.context.service_workers
    phone.find_network()
    worker.evaluate("self.kneelog.send()")
    assert logged() == ([("nora", 8_200)], [])
    phone.page.goto("/")
    expect(phone.page.get_by_text("1 entry of this device is in your log now.")).to_be_visible()
    # Said once.
    assert phone.page.evaluate("self.kneelog.takeSent(document.body.dataset.account)") == 0


def test_both_knees_clear_and_a_page_that_is_not_there(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    phone.lose_network()
    phone.page.goto("/shoes/")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("No network.")
    phone.page.get_by_role("link", name="Knee check-in").click()
    phone.page.get_by_role("button", name="both knees").click()
    phone.waits("2 entries wait on this device")
    phone.find_network()
    phone.is_all_sent()
    assert logged() == ([], [("nora", "left", 0), ("nora", "right", 0)])


def test_a_form_that_was_open_keeps_its_run_when_the_network_goes(browser_page, newcomer):
    make_shoe(newcomer, "Ghost")
    phone = Phone(browser_page, newcomer, "/log/")
    phone.lose_network()
    phone.page.get_by_label("Shoe").select_option("Ghost")
    phone.log_run("5")
    phone.waits("1 entry waits on this device")
    phone.log_run("6")
    phone.waits("2 entries wait on this device")
    phone.find_network()
    phone.is_all_sent()
    assert [(run.distance_m, str(run.shoe)) for run in Run.objects.order_by("distance_m")] == [
        (5_000, "Ghost"),
        (6_000, "None"),
    ]


def test_an_answer_that_never_came_does_not_log_twice(browser_page, newcomer):
    browser_page.expected.append("ERR_CONNECTION_RESET")
    page = browser_page("/log/", user=newcomer)
    cut = []

    def save_and_cut(route):
        cut.append(route.fetch().status)
        route.abort("connectionreset")

    page.route("**/log/", save_and_cut)
    page.route("**/offline/entries/", save_and_cut, times=1)
    page.get_by_role("textbox", name="Distance").fill("5")
    page.get_by_role("button", name="Save run").click()
    expect(page.locator("[data-waiting]")).to_contain_text("Run, 5 km")
    expect(page.get_by_text("Nothing is lost")).to_be_visible()
    (waits,) = page.evaluate("self.kneelog.entries()")
    # The run is in the log already, under the very id that still waits.
    assert waits["id"] == str(Run.objects.get().pk)
    page.unroute_all(behavior="wait")
    page.goto("/runs/")
    expect(page.get_by_text("1 entry of this device is in your log now.")).to_be_visible()
    assert (cut, logged()) == ([200, 200], ([("nora", 5_000)], []))


def test_whoever_was_logged_out_meanwhile_loses_nothing(browser_page, newcomer):
    browser_page.expected.append("403")
    page = browser_page("/log/", user=newcomer)
    page.context.clear_cookies()
    page.get_by_role("textbox", name="Distance").fill("5")
    page.get_by_role("button", name="Save run").click()
    expect(page.get_by_text("Log in, and it is sent.")).to_be_visible()
    page.context.add_cookies([{**session_cookie(newcomer), "url": browser_page.address}])
    page.goto("/")
    expect(page.get_by_text("1 entry of this device is in your log now.")).to_be_visible()
    assert logged() == ([("nora", 5_000)], [])


def test_the_kept_form_is_in_the_units_of_the_device(browser_page, transactional_db):
    phone = Phone(browser_page, make_runner("mia", units="mi"))
    phone.lose_network()
    phone.page.goto("/log/")
    expect(phone.page.get_by_role("radio", name="miles")).to_be_checked()
    phone.log_run("5")
    phone.waits("1 entry waits on this device")
    phone.find_network()
    phone.is_all_sent()
    assert logged() == ([("mia", 8_047)], [])


def test_a_browser_finds_nothing_wrong_with_the_manifest(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    told = phone.page.context.new_cdp_session(phone.page).send("Page.getAppManifest")
    assert (told["url"], told["errors"]) == (f"{phone.address}/manifest.webmanifest", [])


def test_it_goes_to_no_account_but_the_one_it_was_made_for(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    phone.log_without_network("8.2")
    phone.change_account(make_runner("ben"))
    expect(phone.page.locator("[data-waiting]")).to_be_hidden()
    assert logged() == ([], [])
    phone.change_account(newcomer)
    phone.is_all_sent()
    assert logged() == ([("nora", 8_200)], [])


def test_what_was_made_while_nobody_was_logged_in_is_asked_about(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    phone.page.locator("summary.avatar").click()
    phone.page.get_by_role("button", name="Log out").click()
    phone.page.get_by_label("User name or address").wait_for()
    until(phone.page, "(await self.kneelog.device()).account === null")
    phone.log_without_network("7")
    phone.find_network()
    phone.page.goto("/account/login/")
    phone.waits("1 entry waits on this device")
    expect(phone.page.get_by_text("Run, 7 km")).to_have_count(0)
    phone.change_account(newcomer)
    assert logged() == ([], [])
    phone.page.get_by_role("button", name="It is mine").click()
    phone.is_all_sent()
    assert logged() == ([("nora", 7_000)], [])


def test_a_refused_entry_stays_says_why_and_is_put_right(browser_page, newcomer):
    browser_page.expected.append("422")
    phone = Phone(browser_page, newcomer)
    phone.lose_network()
    phone.page.goto("/log/")
    phone.page.get_by_label("Day").fill("2199-01-01")
    phone.log_run("8.2")
    phone.waits("1 entry waits on this device")
    phone.find_network()
    expect(phone.page.get_by_text("Day: This day has not come yet.")).to_be_visible()
    phone.page.goto("/runs/")
    expect(phone.page.get_by_text("Day: This day has not come yet.")).to_be_visible()
    phone.page.get_by_role("link", name="Change").click()
    expect(phone.page.get_by_role("textbox", name="Distance")).to_have_value("8.2")
    phone.page.get_by_label("Day").fill(newcomer.profile.today().isoformat())
    phone.page.get_by_label("Time").fill("00:00")
    phone.page.get_by_role("button", name="Save run").click()
    phone.is_all_sent()
    assert logged() == ([("nora", 8_200)], [])


def test_a_page_hears_what_others_changed_and_not_what_it_did_itself(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    heard = """async () => {
      const { channel, drop } = self.kneelog;
      const other = new BroadcastChannel("kneelog");
      const heard = [];
      channel.addEventListener("message", ({ data }) => heard.push(data));
      const isTold = new Promise((done) => channel.addEventListener("message", done));
      const isHeard = new Promise((done) => other.addEventListener("message", done));
      await drop([]);
      const { data } = await isHeard;
      other.postMessage("from another");
      await isTold;
      return [data, ...heard];
    }"""
    assert phone.page.evaluate(heard) == ["changed", "from another"]


def test_deleting_from_the_device_asks_once(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    phone.log_without_network("8.2")
    for answer, left in (("dismiss", 1), ("accept", 0)):
        phone.page.once("dialog", lambda dialog, answer=answer: getattr(dialog, answer)())
        phone.page.get_by_role("button", name="Delete from this device").click()
        phone.has_entries(left)
    phone.find_network()
    phone.is_all_sent()
    assert logged() == ([], [])


def test_no_page_of_somebody_is_kept_on_the_device(browser_page, runner):
    phone = Phone(browser_page, runner)
    for path in ("/", "/runs/", "/knee/", "/log/", "/settings/", "/care/"):
        phone.page.goto(path)
    kept = [f"/static/{path}" for path in ASSETS] + ["/offline/", "/offline/knee/", "/offline/log/"]
    assert phone.page.evaluate(CACHED) == sorted(kept)


def test_a_newer_version_takes_the_place_of_the_older_one(browser_page, newcomer):
    phone = Phone(browser_page, newcomer)
    (name,) = phone.page.evaluate("caches.keys()")
    phone.page.evaluate("caches.open('kneelog-older').then((cache) => cache.put('/x', new Response('x')))")
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.unregister())")
    phone.page.goto("/")
    phone.wait_for_worker()
    until(phone.page, "(await caches.keys()).length === 1")
    assert phone.page.evaluate("caches.keys()") == [name]


@each_view
def test_the_list_of_what_waits_for_everyone(browser_page, newcomer, width, scheme):
    phone = Phone(browser_page, newcomer, width=width, scheme=scheme)
    phone.lose_network()
    for path in ("/log/", "/knee/", "/"):
        phone.page.goto(path)
        if path == "/log/":
            phone.log_run("8.2")
        phone.waits("1 entry waits on this device")
        assert (axe_violations(phone.page), scrolls_sideways(phone.page)) == ([], False)
