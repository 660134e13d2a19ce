"""What templates must not hold: the policy forbids it in the browser, this says so before."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import REPOSITORY

FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=|<style\b", re.I),
    "an inline script": re.compile(r"<script(?![^>]*(\ssrc\s*=|type=.application/json))[^>]*>", re.I),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "another host": re.compile(r"(src|href|action)\s*=\s*[\"']?(https?:)?//(?!www\.w3\.org/)", re.I),
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+off"),
}
ICON = re.compile(r'\bicon[ =]"([^"]*)"')


def drawn_icons() -> set[str]:
    """The ids that a template may name as an icon."""
    drawings = (REPOSITORY / "static/img/icons.svg").read_text(encoding="utf-8")
    return set(re.findall(r'<symbol id="([^"]*)"', drawings))


def page_complaints(folder: Path) -> Iterator[str]:
    drawn = drawn_icons()
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for name in sorted(set(ICON.findall(text)) - drawn):
            yield f"{path.relative_to(folder)} names {name}, an icon that is not drawn"
        for what, pattern in FORBIDDEN.items():
            for match in pattern.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                yield f"{path.relative_to(folder)}:{line} holds {what}"
