"""XML bytes to elements one after the other, in whatever encoding and however damaged.

Entities are refused, nothing outside the file is read, and nesting is bounded by the parser.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from lxml import etree

from training.importers.moments import FURTHEST_OFFSET, Moment
from training.importers.run import UnreadableFile
from training.importers.track import Track

_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"""\bencoding\s*=\s*["']([\w.-]+)""")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_NARROW = frozenset({"iso-8859-1", "iso-8859-15", "latin1", "latin-1", "windows-1252", "cp1252"})
_MISSING = (etree.ErrorTypes.ERR_TAG_NOT_FINISHED, etree.ErrorTypes.ERR_TAG_NAME_MISMATCH)

_OPTIONS: dict[str, Any] = {
    "encoding": "utf-8",
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "remove_blank_text": True,
}
MOST_NAMES = 256

Position = tuple[float, float]


def root_of(head: bytes) -> str:
    """The name of the outermost element of a file that begins with `head`; blank where this is no XML."""
    text = _as_utf8(head)
    match = _TAG.search(_COMMENT.sub(b"", text)) if text.startswith(b"<") else None
    return match[1].decode("ascii") if match else ""


class XmlFile:
    """Elements of some names as they end.

    After the last one, `is_faulty` tells whether it breaks a rule of XML, which a character can do, and
    `is_damaged` whether elements are missing. Those that are still open where the file breaks off never end.
    """

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        self.text = _as_utf8(data)
        if b"<!ENTITY" in self.text:
            raise UnreadableFile("It defines entities, which no activity needs", "Export it again.")
        self.names = names
        self.is_faulty = self.is_damaged = False

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """The name without prefix, and the element."""
        tags = [f"{{*}}{name}" for name in self.names]
        elements = etree.iterparse(io.BytesIO(self.text), tag=tags, **_OPTIONS)
        try:
            for _, element in elements:
                yield name_of(element), element
        except etree.XMLSyntaxError:
            self.is_damaged = True
        errors = {entry.type for entry in elements.error_log if entry.level == etree.ErrorLevels.FATAL}
        # A parser that recovers takes the end of the memory for the end of the file.
        if etree.ErrorTypes.ERR_NO_MEMORY in errors:
            raise MemoryError
        self.is_damaged = self.is_damaged or not errors.isdisjoint(_MISSING)
        self.is_faulty = self.is_damaged or bool(errors)


def name_of(element: Any) -> str:
    """Without namespace and prefix."""
    return _NAMES[element.tag]


class _Names(dict[str, str]):
    """Of tags, without namespace and prefix, each split once: a file has few tags, but one for each point."""

    def __missing__(self, tag: str) -> str:
        # What stands for an entity has no tag of its own.
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(self) < MOST_NAMES:
            self[tag] = name
        return name


_NAMES = _Names()


def child_texts(element: Any) -> dict[str, str]:
    """The text of each child by its name; their children are left out."""
    return {_NAMES[child.tag]: child.text or "" for child in element}


def number_of(text: str | None) -> float | None:
    """A number, not a finite one perhaps; None where there is none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


def position_of(latitude: str | None, longitude: str | None) -> Position | None:
    """Degrees, not on earth perhaps; None where one is missing."""
    north, east = number_of(latitude), number_of(longitude)
    return None if north is None or east is None else (north, east)


def time_of(text: str | None) -> datetime | None:
    """A time as it is written, with or without offset; None where there is none."""
    try:
        at = datetime.fromisoformat(text.strip()) if text else None
    except ValueError:
        return None
    if at is None or at.tzinfo is UTC:
        return at
    return None if abs(at.utcoffset() or timedelta(0)) > FURTHEST_OFFSET else at


def moment_of(at: datetime) -> Moment:
    """Files that write +00:00 mean UTC, not the clock of London."""
    is_instant = at.tzinfo is not None and not at.utcoffset()
    return Moment(at.replace(microsecond=0), is_instant=is_instant)


class TimedTrack(Track):
    """A track that remembers how its first moment is written."""

    first: datetime | None = None
    earliest_s: float = 0

    def add_at(self, text: str | None, position: Position | None, *metres: float | None) -> None:
        """A point at a time as written, in UTC where it has no offset; metres: altitude, and counted."""
        at_s = None
        if at := time_of(text):
            at_s = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
            if self.first is None or at_s < self.earliest_s:
                self.first, self.earliest_s = at, at_s
        self.add(at_s, position, *metres)


def _as_utf8(data: bytes) -> bytes:
    """Without byte order mark, declaration and blanks before the first element."""
    for start, encoding in _WIDE:
        if data.startswith(start):
            data = data.decode(encoding, "replace").encode("utf-8", "replace")
            break
    data = data.removeprefix(codecs.BOM_UTF8).lstrip()
    if declaration := _DECLARATION.match(data):
        data = data[declaration.end() :].lstrip()
        encoding_name = _ENCODING.search(declaration[0])
        if encoding_name and encoding_name[1].decode("ascii").lower() in _NARROW:
            data = data.decode(encoding_name[1].decode("ascii"), "replace").encode()
    return data
