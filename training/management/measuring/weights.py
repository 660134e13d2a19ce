"""How many bytes a browser loads for a page, as the server sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.conf import settings

from training.management.measuring.figures import Figure
from training.management.measuring.invented import runner_with
from training.management.measuring.pages import logged_in
from training.management.measuring.scale import Scale
from training.management.trials.browsers import Browser
from training.management.trials.places import here
from training.management.trials.servers import HOST, Server

OF_A_PAGE = re.compile(r'(?:href|src)="(/static/[^"#?]+)')
OF_A_SCRIPT = re.compile(r'(?:from|import)\s*\(?"([^"]+\.js)"')
OF_A_STYLE = re.compile(r"url\([\"']?([^)\"'#]+)")
CODE = (".js", ".css")
LOG_PAGES = {"Log a run": "/log/", "Knee": "/knee/"}
LOG_KB, CODE_KB = 60, 40


def weights(scale: Scale) -> Iterator[Figure]:
    cookie = logged_in(runner_with(scale.histories[0], "weighs").runner).cookies[settings.SESSION_COOKIE_NAME]
    with Server(here()) as server:
        with Browser(HOST, server.port, {}) as visitor:
            yield from _weigh("first visit, the page to log in", "/account/login/", visitor, None)
        with Browser(HOST, server.port, {settings.SESSION_COOKIE_NAME: cookie.value}) as runner:
            for title, path in LOG_PAGES.items():
                yield from _weigh(f"{title}, nothing kept from before", path, runner, LOG_KB)
            yield from _weigh("Today, nothing kept from before, charts not yet in view", "/", runner, None)


def _weigh(what: str, path: str, browser: Browser, most_kb: int | None) -> Iterator[Figure]:
    """All in all, and scripts and styles alone."""
    found = loaded(path, browser)
    code = sum(size for name, size in found.items() if name.endswith(CODE))
    yield Figure(what, sum(found.values()) / 1000, "kB", at_most=most_kb)
    yield Figure(f"{what}: scripts and styles", code / 1000, "kB", at_most=CODE_KB)


def loaded(path: str, browser: Browser) -> dict[str, int]:
    """Bytes by address: the page, what it names, and what that names in turn. Fetched as it is, packed."""
    answer = browser.get(path)
    if answer.status != 200:
        raise OSError(f"{path} was answered with {answer.status}")
    sizes, waiting = {path: len(answer.sent)}, set(OF_A_PAGE.findall(answer.text))
    while waiting:
        address = waiting.pop()
        part = browser.get(address)
        if part.status != 200:
            raise OSError(f"{address} was answered with {part.status}")
        sizes[address] = len(part.sent)
        waiting |= _named(address, part.text) - sizes.keys()
    return sizes


def _named(address: str, text: str) -> set[str]:
    pattern = {".js": OF_A_SCRIPT, ".css": OF_A_STYLE}.get(address[address.rfind(".") :])
    folder = address.rpartition("/")[0]
    return {_absolute(folder, name) for name in pattern.findall(text)} if pattern else set()


def _absolute(folder: str, name: str) -> str:
    if name.startswith("/"):
        return name
    parts = folder.split("/")
    for part in name.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
