"""A log file as a stream of plain values, whichever way it is written: as JSON, or as a zip of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from training.importing.archive import is_archive
from training.importing.items import Item, read_object
from training.importing.limits import MB
from training.importing.log_json import Field, JsonLog
from training.importing.log_zip import ZipLog, is_log_archive
from training.importing.problems import BadLog, printable, shown

FORMAT = "kneelog-log/1"
MOST_BYTES = 50 * MB
MOST_ENTRIES = 150_000
LISTS = ("shoes", "runs", "check_ins", "care", "gaps", "reactions", "ladder", "clearances")
_BEGINS_AS_LOG = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{.*?"format"\s*:\s*"kneelog-log/', re.S)


class Document(Protocol):
    """fields: each from the start, as often as asked. place: how a message names what stands at a path."""

    def fields(self) -> Iterator[Field]: ...

    def place(self, path: str) -> str: ...


def is_log(head: bytes) -> bool:
    """Whether a file that begins with `head` is a whole log, of any version.

    Of a zip it knows one that KneeLog wrote; `log_zip.is_log_archive` also knows one that was packed anew.
    """
    return bool(_BEGINS_AS_LOG.match(head)) or is_log_archive(head)


def open_document(data: bytes) -> Document:
    """BadLog where the file is too large."""
    if len(data) > MOST_BYTES:
        raise BadLog("", f"The file is larger than {MOST_BYTES // MB} MB.")
    return ZipLog(data) if is_archive(data) else JsonLog(data)


@contextmanager
def named_by(document: Document) -> Iterator[None]:
    """Lets messages name the places of a document as its reader finds them."""
    try:
        yield
    except BadLog as problem:
        path, other = (document.place(each) for each in (problem.path, problem.other))
        raise BadLog(path, problem.message, other) from None


def read_head(document: Document) -> tuple[dict[str, Any], list[Item]]:
    """The runner and the shoes, wherever they stand; BadLog where this is no log of a version we know."""
    head: dict[str, Any] = {}
    shoes: list[Item] = []
    for entries, (name, number, value) in enumerate(document.fields()):
        if entries > MOST_ENTRIES:
            raise BadLog("", f"The file holds more than {MOST_ENTRIES:,} entries.")
        if number is None and name in ("format", "runner"):
            head[name] = value
        elif number is None and name in LISTS and not isinstance(value, list | None):
            raise BadLog(name, "must be a list")
        elif number is not None and name == "shoes":
            shoes.append(as_item(name, number, value))
    _check_format(head)
    if head.get("runner") is None:
        raise BadLog("runner", "is required")
    return read_object(head["runner"], "runner"), shoes


def as_item(name: str, number: int, value: Any) -> Item:
    path = f"{name}[{number}]"
    return path, read_object(value, path)


def _check_format(head: dict[str, Any]) -> None:
    if "format" not in head:
        raise BadLog("format", f'is required: "{FORMAT}"')
    if head["format"] != FORMAT:
        given = head["format"]
        other = shown(given) if isinstance(given, str) else "this"
        raise BadLog("format", f'must be "{FORMAT}"; KneeLog does not know {printable(other)}')
