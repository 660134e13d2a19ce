"""An admin changes a number knowing what it will do, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import axe_violations, each_view, scrolls_sideways
from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import BackTest, ThresholdRevision, User
from training.tasks.back_tests import measure
from training.thresholds import add_revision

pytestmark = pytest.mark.browser

EDIT = "/thresholds/shoe.mileage/"
# axe reads the styles of Django's own pages again by itself, which the policy forbids it.
AXE_ITSELF = ["Applying inline style", "Couldn't load preload assets", "widgets.css"]


@pytest.fixture
def runners(transactional_db) -> list[User]:
    """Six with a pair at 405 km or more, and a pair past 483 km."""
    people = [make_runner(f"runner-{n}") for n in range(6)]
    for number, runner in enumerate(people):
        today = runner.profile.today()
        shoe, old = (
            make_shoe(runner, start_distance_m=400_000),
            make_shoe(runner, "Old", start_distance_m=500_000),
        )
        for back in range(2, 30, 4):
            make_run(runner, today - timedelta(days=back), 6_000 + number * 100, shoe=shoe)
        make_run(runner, today - timedelta(days=1), 6_000, shoe=old)
        make_check_in(runner, today - timedelta(days=20), 0)
    return people


@pytest.fixture
def admin(transactional_db) -> User:
    return User.objects.create_superuser("ada", password="a long pass phrase")


def try_out(page: Page, kilometres: str) -> None:
    page.goto(EDIT)
    page.get_by_label("Plan a replacement, km").fill(kilometres)
    page.get_by_role("button", name="Try it on the logs").click()
    page.get_by_role("heading", name="What saving changes").wait_for()


def save(page: Page, reason: str) -> None:
    page.get_by_label("Why").fill(reason)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("in force at once").wait_for()


def test_a_number_is_tried_saved_read_by_a_runner_and_taken_back(browser_page, admin, runners):
    page = browser_page("/thresholds/", user=admin)
    try_out(page, "400")
    delta = page.locator(".delta")
    expect(delta).to_contain_text("6 → 12")
    expect(delta.get_by_text("+6")).to_be_visible()
    today = browser_page("/", user=runners[0])
    expect(today.get_by_text("Ghost has carried you")).to_have_count(0)
    save(page, "midsoles go flat earlier")
    today.reload()
    today.get_by_text("Ghost has carried you").first.wait_for()
    today.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    expect(today.get_by_text("plan a replacement 400.0\u00a0km, set by an admin on").first).to_be_visible()
    page.goto(reverse("threshold-history"))
    page.get_by_role("button", name="Try going back to the defaults").click()
    expect(page.locator(".delta").get_by_text("\u22126")).to_be_visible()
    save(page, "as it was")
    today.reload()
    today.get_by_role("heading", level=1).wait_for()
    expect(today.get_by_text("Ghost has carried you")).to_have_count(0)
    assert list(ThresholdRevision.objects.values_list("number", "reason")) == [
        (2, "as it was"), (1, "midsoles go flat earlier"),
    ]  # fmt: skip


def test_cancel_leaves_nothing(browser_page, admin, runners):
    page = browser_page(EDIT, user=admin)
    try_out(page, "420")
    page.get_by_role("button", name="Cancel; nothing changes").click()
    page.get_by_text("Cancelled. Nothing was changed.").wait_for()
    assert (BackTest.objects.count(), ThresholdRevision.objects.count()) == (0, 0)


@pytest.mark.parametrize("javascript", [True, False])
def test_progress_outlives_a_reload_and_ends_in_the_figures(browser_page, admin, runners, javascript):
    test = measured(admin, state="waiting", done=30, total=120)
    page = browser_page(reverse("back-test", args=[test.pk]), user=admin, javascript=javascript)
    expect(page.get_by_text("30 of 120 accounts")).to_be_visible()
    BackTest.objects.update(done=60)
    if not javascript:
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("60 of 120 accounts")).to_be_visible()
    page.reload()
    expect(page.locator("progress")).to_have_attribute("value", "50")
    BackTest.objects.update(state="done")
    if not javascript:
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("heading", name="All runners together")).to_be_visible()


def measured(admin: User, **values) -> BackTest:
    """A change that was reckoned, then set back to `values`."""
    result = measure(admin, "shoe.mileage", 30)
    BackTest.objects.filter(pk=result.pk).update(kind="change", **values)
    return BackTest.objects.get(pk=result.pk)


def test_a_number_is_changed_by_keyboard_alone(browser_page, admin, runners):
    page = browser_page(EDIT, user=admin, width=1280)
    field = page.get_by_label("Plan a replacement, km")
    for _ in range(40):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("400")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What saving changes").wait_for()
    expect(page.locator(".delta").get_by_text("+6")).to_be_visible()


def admin_paths(page: Page, admin: User) -> list[str]:
    """Every page of an admin, with something on it."""
    add_revision(
        {"shoe.mileage": {"notice_m": 420_000}},
        reason="soft midsoles",
        author=admin,
        silent=["shoe.rotation"],
        trials={"load.hard_days": {"values": {"hard_rpe": 8}, "days": 14}},
    )
    try_out(page, "400")
    preview = page.evaluate("location.pathname")
    waiting = measured(admin, state="waiting", done=30, total=120)
    measure(admin, "shoe.mileage", 90)
    ours = ["/thresholds/", "/thresholds/history/", EDIT, "/thresholds/load.hard_days/", "/thresholds/log/"]
    ours += ["/thresholds/knee.red_flag/", f"{EDIT}report/", preview, reverse("back-test", args=[waiting.pk])]
    return [*ours, "/admin/", *(f"/admin/training/{path}/" for path in site_paths(admin))]


def site_paths(admin: User) -> list[str]:
    kinds = {"user": admin.pk, "thresholdrevision": 1}
    pages = [(kind, pk, page) for kind, pk in kinds.items() for page in ("change", "history")]
    return [*kinds, *(f"{kind}/{pk}/{page}" for kind, pk, page in pages)]


@each_view
def test_every_page_of_an_admin(browser_page, admin, runners, width, scheme):
    browser_page.expected += AXE_ITSELF
    page = browser_page("/thresholds/", user=admin, width=width, scheme=scheme)
    found = {}
    for path in (paths := admin_paths(page, admin)):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
        found[path] = [*axe_violations(page), *(["scrolls sideways"] if scrolls_sideways(page) else [])]
    assert found == {path: [] for path in paths}


@each_view
def test_a_refused_number(browser_page, admin, width, scheme):
    browser_page.expected += ["422"]
    page = browser_page(EDIT, user=admin, width=width, scheme=scheme)
    page.get_by_label("Plan a replacement, km").fill("900")
    page.get_by_role("button", name="Try it on the logs").click()
    expect(page.locator("#errors")).to_contain_text("Must be less than “replace the shoe”.")
    expect(page.get_by_label("Plan a replacement, km")).to_have_attribute("aria-invalid", "true")
    assert axe_violations(page) == []


def test_the_admin_site_keeps_the_policy(browser_page, admin):
    """Watched without axe: not one line in the console."""
    page = browser_page("/admin/", user=admin)
    add_revision({"log": {"gap_days": 9}}, reason="a try", author=admin)
    for path in site_paths(admin):
        page.goto(f"/admin/training/{path}/")
        expect(page.locator("#content")).to_be_visible()
