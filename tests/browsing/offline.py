"""What the browser tests of a phone share: a network that goes and comes, and what is kept on the device."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import session_cookie

WAITING = "[data-waiting] [data-title]"
# What the browser itself says of a request without a network.
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  }
  return found.sort();
}"""


class Phone:
    """A browser whose service worker is ready, logged in as `user` or nobody, and its one page."""

    def __init__(self, browser_page: Any, user: Any, path: str = "/", **view: Any) -> None:
        browser_page.expected.append(NO_NETWORK)
        self.page: Page = browser_page(path, user=user, service_workers="allow", **view)
        self.address = browser_page.address
        if user:
            self.wait_for_worker()

    def wait_for_worker(self) -> None:
        until(self.page, "navigator.serviceWorker.controller?.state === 'activated'")

    def lose_network(self) -> None:
        self.page.context.set_offline(True)

    def find_network(self) -> None:
        self.page.context.set_offline(False)

    def log_run(self, kilometres: str) -> None:
        self.page.get_by_role("textbox", name="Distance").fill(kilometres)
        self.page.get_by_role("button", name="Save run").click()

    def log_without_network(self, kilometres: str) -> None:
        """A first run, until it is kept on the device."""
        self.lose_network()
        self.page.goto("/log/")
        self.log_run(kilometres)
        self.waits("1 entry waits on this device")

    def log_knee(self, side: str, score: int) -> None:
        self.page.locator(f"input[name=side][value={side}]").check()
        self.page.locator(f"input[name=score][value='{score}']").check()
        self.page.get_by_role("button", name="Save check-in").click()

    def waits(self, words: str) -> None:
        expect(self.page.locator(WAITING)).to_have_text(words)

    def is_all_sent(self) -> None:
        expect(self.page.locator("[data-waiting]")).to_be_hidden()
        self.has_entries(0)

    def has_entries(self, number: int) -> None:
        until(self.page, f"(await self.kneelog.entries()).length === {number}")

    def change_account(self, user: Any) -> None:
        """Somebody else logs in, on a page they then see."""
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{**session_cookie(user), "url": self.address}])
        self.find_network()
        self.page.goto("/")
        until(self.page, f"(await self.kneelog.device()).account === '{user.device_key}'")
        # After whatever the page sent by itself.
        self.page.evaluate("self.kneelog.send()")


def until(page: Page, condition: str) -> None:
    """Wait until an expression is true in the page; the policy of our pages forbids Playwright's own way."""
    page.evaluate(
        f"""async () => {{
          for (let tries = 0; tries < 1500; tries += 1) {{
            if (self.kneelog && ({condition})) return;
            await new Promise((done) => setTimeout(done, 20));
          }}
          throw new Error("never came true");
        }}"""
    )
