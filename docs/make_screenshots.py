"""Makes the pictures of the README from the demo data: python -m docs.make_screenshots [demo account]"""

import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import CHROMIUM_ARGS, chromium_path

REPOSITORY = Path(__file__).resolve().parent.parent
IMAGES = REPOSITORY / "docs" / "images"
SIZES = {"phone": (360, 800, 2), "desktop": (1280, 900, 1.5)}  # CSS pixels, and pixels for each


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """KneeLog with fresh demo accounts; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "up", "--port", port],
        cwd=REPOSITORY,
        env={**environ, "KNEELOG_DATA_DIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        if not any("KneeLog runs at" in line for line in process.stdout):
            sys.exit("KneeLog did not start.")
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.communicate()


def log_in_of(folder: Path, account: str | None) -> tuple[str, str]:
    rows = [line.split() for line in (folder / "demo-log-ins.txt").read_text().splitlines()]
    username, password, *_ = next(row for row in rows if account in (None, row[0]))
    return username, password


def take(browser: Browser, address: str, log_in: tuple[str, str], name: str) -> None:
    width, height, scale = SIZES[name]
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page.goto(f"{address}/login/")
    page.fill("[name=username]", log_in[0])
    page.fill("[name=password]", log_in[1])
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")
    answer = page.goto(f"{address}/", wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit("Today could not be shown.")
    page.screenshot(path=IMAGES / f"today-{name}.png")
    page.close()


def main() -> None:
    account = sys.argv[1] if len(sys.argv) > 1 else None
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_demo(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGS)
        for name in SIZES:
            take(browser, address, log_in_of(Path(folder), account), name)
        browser.close()


if __name__ == "__main__":
    main()
