"""An import as a browser does it: announced, sent in pieces, waited for, and taken into the log."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from training.management.trials.browsers import Answer, Browser

PIECE_BYTES = 8 * 1024 * 1024
LOOK_EVERY_S, LONGEST_S = 0.1, 600
READY, DONE = "ready", "done"
WORKING = {"reading", "saving"}


class ImportFailedError(Exception):
    """An import did not get on; the words say where."""


def upload(browser: Browser, path: Path) -> str:
    """The address of the import that begins to be read."""
    told = json.dumps({"files": [[path.name, path.stat().st_size]]}).encode()
    plan = json.loads(_good(browser.send("/import/new/", told, "application/json")).text)
    with path.open("rb") as file:
        offset = 0
        while piece := file.read(PIECE_BYTES):
            where = {"Upload-Offset": str(offset)}
            _good(browser.send(plan["files"][0]["url"], piece, "application/octet-stream", where))
            offset += len(piece)
    return str(json.loads(_good(browser.post(plan["sent_url"], {})).text)["url"])


def finish(browser: Browser, address: str) -> None:
    """Wait until it is read, take all of it, and wait until it is in the log; wherever it is by now."""
    if wait(browser, address, {READY, DONE}) == READY:
        take(browser, address)
    wait(browser, address, {DONE})


def take(browser: Browser, address: str) -> None:
    """Ask for all of an import that was read."""
    _good(browser.post(f"{address}answer/", {"do": "add"}))


def wait(browser: Browser, address: str, wanted: set[str]) -> str:
    """Where the import is as soon as it is where it is wanted; ImportFailedError where it ends elsewhere."""
    end = time.monotonic() + LONGEST_S
    while (state := progress(browser, address)["state"]) not in wanted:
        if state not in WORKING or time.monotonic() > end:
            raise ImportFailedError(f"an import is {state}")
        time.sleep(LOOK_EVERY_S)
    return str(state)


def progress(browser: Browser, address: str) -> dict[str, Any]:
    """Its state, and how many files are done."""
    told: dict[str, Any] = json.loads(_good(browser.get(f"{address}progress/")).text)
    return told


def _good(answer: Answer) -> Answer:
    if answer.status >= 400:
        raise ImportFailedError(f"an import was answered with {answer.status}")
    return answer
