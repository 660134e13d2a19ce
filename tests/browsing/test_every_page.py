"""Every page in a real browser: axe, no sideways scroll, charts drawn, nothing in the console."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser import axe_violations, each_view, scrolls_sideways
from training.knowledge import PAGES as PAGES_TO_READ

pytestmark = pytest.mark.browser

PAGES = [
    "today",
    "imports",
    "log-run",
    "runs",
    "plan",
    "knee",
    "what-set-it-off",
    "care",
    "return-to-run",
    "shoes",
    "new-shoe",
    "warnings",
    "settings",
    "export",
    "knowledge",
    "leaving",
    "report",
    "tokens",
    "webhooks",
    "mail",
]
WEBHOOK = ["webhook", "delete-webhook"]
DOOR = ["privacy", "account_login", "account_signup", "account_reset_password"]
PUBLIC = [*DOOR, "api", "style", "offline", "offline-log", "offline-knee", "knowledge"]
MAILS = [reverse("mail-preview", args=[kind]) for kind in ("digest", "news")]
KNOWLEDGE = [reverse("knowledge-page", args=[page.slug]) for page in PAGES_TO_READ]


def addresses(runner) -> list[str]:
    """All pages of this runner, with one of each kind of entry they have."""
    paths = [*(reverse(name) for name in PAGES), *KNOWLEDGE, *MAILS]
    kinds = [("edit-run", runner.runs), ("edit-check-in", runner.check_ins), ("edit-shoe", runner.shoes)]
    paths += [reverse(name, args=[rows.first().pk]) for name, rows in kinds if rows.exists()]
    shoes = runner.shoes.filter(retired_on=None)
    return paths + only_buttons(runner) + [reverse("retire-shoe", args=[shoe.pk]) for shoe in shoes]


def only_buttons(runner) -> list[str]:
    """Those of them where nothing is typed."""
    paths = [reverse("end-token", args=[token.pk]) for token in runner.access_tokens.all()]
    return paths + [reverse(name, args=[hook.pk]) for name in WEBHOOK for hook in runner.webhooks.all()]


def flaws(page) -> list[str]:
    """What is wrong with the page at hand, with all folded out but the menu, which would lie over it."""
    folds = "document.querySelectorAll('details:not([data-menu])')"
    page.evaluate(f"{folds}.forEach((fold) => {{ fold.open = true }})")
    charts = page.locator("[data-chart]")
    for number in range(charts.count()):
        charts.nth(number).scroll_into_view_if_needed()
        expect(charts.nth(number)).to_have_attribute("data-drawn", "")
    return [*axe_violations(page), *(["scrolls sideways"] if scrolls_sideways(page) else [])]


@each_view
def test_pages_of_a_full_log(browser_page, runner, width, scheme):
    page = browser_page("/", user=runner, width=width, scheme=scheme)
    paths = [*addresses(runner), page.get_by_role("link", name="Show the proof").first.get_attribute("href")]
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = flaws(page)
    assert found == {path: [] for path in paths}


@each_view
def test_the_menu(browser_page, newcomer, width, scheme):
    page = browser_page("/settings/", user=newcomer, width=width, scheme=scheme)
    page.locator("[data-menu] summary").click()
    page.get_by_role("link", name="Sharing").wait_for()
    assert (axe_violations(page, exclude="main"), scrolls_sideways(page)) == ([], False)


@each_view
def test_pages_of_the_first_day(browser_page, newcomer, width, scheme):
    page = browser_page("/", user=newcomer, width=width, scheme=scheme)
    found = {}
    for path in addresses(newcomer):
        page.goto(path)
        found[path] = flaws(page)
    assert found == {path: [] for path in addresses(newcomer)}


@each_view
def test_pages_of_an_import(browser_page, imported, width, scheme):
    browser_page.expected.append("422")
    page = browser_page(reverse("imports"), user=imported, width=width, scheme=scheme)
    found = {"imports": flaws(page)}
    for batch in imported.import_batches.all():
        page.goto(reverse("import", args=[batch.pk]))
        found[batch.state] = flaws(page)
    ready = imported.import_batches.get(state="ready")
    for what in ("new", "differing", "copies", "care", "files"):
        page.goto(reverse("import-list", args=[ready.pk, what]))
        found[what] = flaws(page)
    page.goto(reverse("undo-import", args=[imported.import_batches.get(state="done").pk]))
    found["undo"] = flaws(page)
    page.goto(reverse("import", args=[ready.pk]))
    page.get_by_label("Date", exact=True).select_option("")
    page.get_by_label("Row with the names").fill("x")
    page.get_by_role("button", name="Read again").click()
    page.get_by_role("heading", name="What do the columns say?").wait_for()
    found["columns"] = flaws(page)
    assert found == {what: [] for what in found}


@each_view
def test_public_pages(browser_page, width, scheme, transactional_db):
    page = browser_page("/account/login/", width=width, scheme=scheme)
    found = {}
    paths = [*(reverse(name) for name in PUBLIC), *KNOWLEDGE]
    for path in paths:
        page.goto(path)
        found[path] = flaws(page)
    assert found == {path: [] for path in paths}


FILL_WITH_NONSENSE = """() => {
  const form = [...document.querySelectorAll('main form[method=post]')].findLast((form) =>
    form.querySelector('input:is([type=text], [type=date], [type=url])'));
  form.noValidate = true;
  for (const field of form.querySelectorAll('input:is([type=text], [type=date], [type=url])')) {
    field.type = 'text';
    field.removeAttribute('maxlength');
    field.value = 'x'.repeat(3000);
  }
  form.submit();
}"""
NO_FORM = {
    "today",
    "what-set-it-off",
    "imports",
    "runs",
    "shoes",
    "warnings",
    "export",
    "knowledge",
    "report",
    "mail",
}


@each_view
def test_forms_with_errors(browser_page, runner, width, scheme):
    # A refused form answers 422, and a date field says in the console that it cannot show what was typed.
    browser_page.expected += ["422", "does not conform to the required format"]
    page = browser_page("/", user=runner, width=width, scheme=scheme)
    found = {}
    for path in addresses(runner):
        if path in {*(reverse(name) for name in NO_FORM), *KNOWLEDGE, *MAILS, *only_buttons(runner)}:
            continue
        page.goto(path)
        page.evaluate(FILL_WITH_NONSENSE)
        page.locator("[aria-invalid=true]").first.wait_for(state="attached")
        found[path] = flaws(page)
    assert found == {path: [] for path in found}
