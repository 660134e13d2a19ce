"""Pages in a real browser, watched: a console error, a broken policy or a foreign address fails the test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # Even a page that tried could reach no other computer.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
HEIGHTS = {360: 800, 1280: 900}
# A busy machine is slow, not wrong.
PATIENCE_MS = 60_000
# What Playwright says where it blocks one.
NO_WORKER = "Service Worker registration blocked by Playwright"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Both widths, opened in both schemes; `axe_violations` looks at the colours of the other one too.
each_view = pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])


def chromium_path() -> str | None:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "/usr/bin/chromium")
    return found if Path(found).exists() else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Its tests run last, and only they lift Django's guard against event loops:

    Playwright keeps one running in this thread, though no test code runs inside it.
    """
    path = chromium_path()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("Chromium is missing, and CI may not do without.", pytrace=False)
    if path is None:
        pytest.skip("Chromium is missing: install chromium to run the browser tests too.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        expect.set_options(timeout=PATIENCE_MS)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


class Visit:
    """Opens pages of the live server, and remembers what should not have happened there."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.complaints: list[str] = []
        self.expected: list[str] = []

    def __call__(self, path: str = "/", *, user: Any = None, **view: Any) -> Page:
        """The page at `path`, logged in as `user`, seen as `new_tab` says."""
        tab = self.new_tab(**view)
        if user is not None:
            tab.add_cookies([{**session_cookie(user), "url": self.address}])
        tab.set_default_timeout(PATIENCE_MS)
        page = tab.new_page()
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self.requested)
        page.goto(path)
        return page

    def new_tab(
        self,
        *,
        width: int = 360,
        scheme: str = "light",
        javascript: bool = True,
        service_workers: str = "block",
        **more: Any,
    ) -> BrowserContext:
        """`width` in CSS pixels; `scheme` "light" or "dark"; `more` goes to Playwright's `new_context`.

        A service worker would answer in the place of `page.route`: only tests about it "allow" it.
        """
        return self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            service_workers=service_workers,
            **more,
        )

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and message.text != NO_WORKER:
            self.complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    def requested(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.complaints.append(f"foreign address: {request.url}")

    def unexpected(self) -> list[str]:
        return [line for line in self.complaints if not any(words in line for words in self.expected)]

    def close(self) -> None:
        for tab in self.browser.contexts:
            tab.close()


def session_cookie(user: Any) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


@pytest.fixture
def browser_page(live_server: Any, chromium: Browser) -> Iterator[Visit]:
    """`browser_page(path, user=…, width=…, scheme=…, javascript=…)` opens a page; see Visit.

    Where a complaint is what the test is about, put a part of its words in `browser_page.expected`.
    """
    visit = Visit(chromium, live_server.url)
    yield visit
    visit.close()
    if unexpected := visit.unexpected():
        pytest.fail("The browser complained:\n" + "\n".join(unexpected), pytrace=False)


def axe_violations(page: Page, *, exclude: str | None = None) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA, one line per element. The page needs JavaScript.

    What does not depend on colours is asked once, the colours in light and in dark.
    """
    # The words may be there before the styles and the scripts.
    page.wait_for_load_state()
    opened_in = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
    other = {"light": "dark", "dark": "light"}[opened_in]
    found = _violations(page, exclude, {"type": "tag", "values": AXE_TAGS})
    page.emulate_media(color_scheme=other)
    page.evaluate("Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => 0)")
    colours = _violations(page, exclude, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme=opened_in)
    return found + [f"{line} (in {other})" for line in colours]


def _violations(page: Page, exclude: str | None, only: dict[str, Any]) -> list[str]:
    context = {"exclude": [[exclude]]} if exclude else None
    # No rule of these needs styles loaded ahead, and in a shadow tree that breaks our policy.
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, context=context, options=options)
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def scrolls_sideways(page: Page) -> bool:
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
