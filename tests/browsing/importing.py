"""What the browser tests of an import share: small exports, a drop, and the worker's part done at hand."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from training.importing.working import work_on
from training.models import ImportBatch

HEADER = "Activity ID,Activity Date,Activity Name,Activity Type,Distance,Activity Gear\n"


def strava(today: date, *backs: int, km: float = 8.0) -> bytes:
    """The list of a Strava export: a run for each of so many days ago, the newest twice as long."""
    days = [f'"{today - timedelta(days=back):%b %d, %Y}, 5:15:21 AM"' for back in backs]
    rows = [f"{n},{day},Run,Run,{km * (1 if n else 2)},Ghost 15\n" for n, day in enumerate(days)]
    return (HEADER + "".join(rows)).encode()


def packed(**members: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for name, content in members.items():
            writer.writestr(name.replace("__", "."), content)
    return archive.getvalue()


DROP = """([name, content]) => {
  const bytes = Uint8Array.from(atob(content), (char) => char.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  document.querySelector('[data-drop]').dispatchEvent(
    new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, name: str, content: bytes) -> None:
    # Shown once the script is there to take a drop.
    page.get_by_text("Sending starts at once").wait_for()
    page.evaluate(DROP, [name, base64.b64encode(content).decode()])


def batch_on(page: Page) -> ImportBatch:
    page.wait_for_url("**/import/*-*/")
    return ImportBatch.objects.get(pk=page.url.rstrip("/").rpartition("/")[2])


def finish(page: Page) -> ImportBatch:
    """Do what the page waits for."""
    page.locator("[data-poll]").wait_for()
    batch = batch_on(page)
    work_on(batch)
    return batch


def says(page: Page, headline: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(headline)


def tab_to(page: Page, what: str) -> None:
    """Press Tab until the thing of this id, or with these words, has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate("[document.activeElement.id, document.activeElement.textContent.trim()]")
        if what in at:
            return
    raise AssertionError(f"Tab never came to {what}")
