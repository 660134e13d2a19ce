"""Bytes of an Excel workbook to rows of text, as a CSV of the same sheets would have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from posixpath import normpath

from training.importers.run import ReadLimits, UnreadableFile
from training.importers.spreadsheet_formats import DAY_0, DAY_0_OF_1904, Formats, shown
from training.importers.spreadsheet_mapping import MOST_COLUMNS
from training.importers.spreadsheet_parts import DAMAGED, SAVE_AGAIN, Elements, Parts
from training.importers.table import Row

SIGNATURE = b"PK\x03\x04"
MOST_SHEETS = 100
LAST_ROW = 1_048_576
LONGEST_NAME = 31

_COLUMN = re.compile(r"([A-Z]{1,3})\d*", re.A)


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins so is an Excel workbook."""
    return head.startswith(SIGNATURE) and b"xl/" in head


def workbook_rows(data: bytes, limits: ReadLimits) -> Iterator[tuple[str, Iterator[Row]]]:
    """Name and rows of each visible sheet; UnreadableFile where it is damaged, or holds too much."""
    parts = Parts(data, limits)
    book, targets, formats, texts = _Book(), _Targets(), Formats(), _Texts()
    book.read(parts.pieces("xl/workbook.xml"))
    targets.read(parts.pieces("xl/_rels/workbook.xml.rels"))
    formats.read(parts.pieces("xl/styles.xml"))
    texts.read(parts.pieces("xl/sharedStrings.xml"))
    if not book.sheets:
        raise UnreadableFile(DAMAGED, SAVE_AGAIN)
    for name, relation in book.sheets[:MOST_SHEETS]:
        part = targets.parts.get(relation, "")
        if "chartsheet" not in part:
            yield name, _rows(parts.pieces(part), _Cells(texts.found, formats.kinds, book.day_0))


def _rows(pieces: Iterator[bytes], cells: _Cells) -> Iterator[Row]:
    for _ in cells.steps(pieces):
        yield from cells.rows
        cells.rows.clear()


class _Book(Elements):
    """The part that names the sheets: name and relation of each that is not hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.day_0 = DAY_0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.day_0 = DAY_0_OF_1904
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", "")[:LONGEST_NAME], relation))


class _Targets(Elements):
    """The part that tells which part a relation means."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            self.parts[attributes.get("Id", "")] = path


class _Texts(Elements):
    """The part of texts that cells share, each by its number."""

    wanted = frozenset({"t"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.kept = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "rPh":
            self.kept = len(self.text)

    def end(self, name: str) -> None:
        if name == "rPh":
            # How a text is spoken stands inside it.
            del self.text[self.kept :]
        elif name == "si":
            self.found.append("".join(self.text))
            self.text.clear()


class _Cells(Elements):
    """The part of a sheet: `rows` since they were last taken."""

    wanted = frozenset({"v", "t"})

    def __init__(self, texts: Sequence[str], kinds: Sequence[str], day_0: datetime) -> None:
        super().__init__()
        self.texts = texts
        self.kinds = kinds
        self.day_0 = day_0
        self.rows: list[Row] = []
        self.number = self.column = 0
        self.row: list[str] = []
        self.kind = self.style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
            self.column = _column(attributes.get("r", ""), self.column)
            self.text.clear()
        elif name == "row":
            told = attributes.get("r", "")
            number = int(told) if told.isdecimal() and len(told) <= len(str(LAST_ROW)) else 0
            self.number = number if self.number < number <= LAST_ROW else self.number + 1
            self.row, self.column = [], 0

    def end(self, name: str) -> None:
        if name == "c":
            if self.text and self.column <= MOST_COLUMNS:
                self.row += [""] * (self.column - len(self.row))
                self.row[self.column - 1] = self._value()
        elif name == "row":
            self.rows.append((self.number, self.row, ""))

    def _value(self) -> str:
        text = "".join(self.text)
        if self.kind == "s":
            place = int(text) if text.isdecimal() and len(text) < 9 else -1
            return self.texts[place] if 0 <= place < len(self.texts) else ""
        if self.kind == "d":
            return text.replace("T", " ")
        if self.kind in ("str", "inlineStr"):
            return text
        if self.kind in ("b", "e"):
            return ""
        style = int(self.style) if self.style.isdecimal() and len(self.style) < 9 else 0
        return shown(text, self.kinds[style] if style < len(self.kinds) else "", self.day_0)


def _column(place: str, before: int) -> int:
    """The number of the column of a cell such as `C7`, 1 for A; of one without a place the next."""
    match = _COLUMN.match(place)
    if not match:
        return before + 1
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
