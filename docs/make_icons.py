"""Draws the icons of the home screen from static/img/mark.svg: python -m docs.make_icons"""

import hashlib
import zlib
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import CHROMIUM_ARGS, chromium_path

FOLDER = Path(__file__).resolve().parent.parent / "static" / "img"
MARK = FOLDER / "mark.svg"
ACCENT = "#0b6b66"
# Pixels, the share of the width that the mark takes, and what lies behind it. A maskable icon may be cut to
# a circle; Apple rounds the corners itself.
ICONS = {
    "icon-180.png": (180, 1.0, ACCENT),
    "icon-192.png": (192, 1.0, "transparent"),
    "icon-512.png": (512, 1.0, "transparent"),
    "icon-maskable-512.png": (512, 0.8, ACCENT),
}
PAGE = """<style>
  body {{ margin: 0; display: grid; place-items: center; height: 100vh; background: {ground} }}
  svg {{ width: {width}px }}
</style>{mark}"""
# A PNG begins with eight bytes of signature and a header of 25; a comment may follow.
AFTER_HEADER = 33


def source_note() -> bytes:
    """A PNG comment that says which drawing an icon was made from."""
    body = b"tEXt" + b"Source\0" + hashlib.sha256(MARK.read_bytes()).hexdigest().encode()
    return (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")


def draw(page: Page, pixels: int, share: float, ground: str) -> bytes:
    page.set_viewport_size({"width": pixels, "height": pixels})
    page.set_content(PAGE.format(ground=ground, width=pixels * share, mark=MARK.read_text()))
    picture = page.screenshot(omit_background=True)
    return picture[:AFTER_HEADER] + source_note() + picture[AFTER_HEADER:]


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGS)
        page = browser.new_page()
        for name, icon in ICONS.items():
            (FOLDER / name).write_bytes(draw(page, *icon))
        browser.close()


if __name__ == "__main__":
    main()
