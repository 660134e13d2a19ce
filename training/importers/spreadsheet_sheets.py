"""Bytes of a table to the rows of its sheets, as text, wherever their header stands."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from training.importers.run import ReadLimits, UnreadableFile
from training.importers.spreadsheet_mapping import LAST_HEADER_ROW, MOST_COLUMNS
from training.importers.spreadsheet_xlsx import is_workbook, workbook_rows
from training.importers.table import BLANK_ROWS_A_ROW, Row, clean, sheet_rows

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What no table of text begins with: JSON, XML, RTF and PDF.
_NO_TABLE = (b"{", b"<", b"%PDF")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its filled rows, each with its number, its cells and what is wrong with it."""

    name: str
    rows: list[Row]


def may_be_table(head: bytes) -> bool:
    """Whether a file that begins so can be a table at all."""
    if is_workbook(head):
        return True
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return head.startswith(_WIDE) or not (b"\0" in head or text.startswith(_NO_TABLE))


def sheets_of(data: bytes, limits: ReadLimits, *, is_whole: bool = True) -> list[Sheet]:
    """Every sheet that holds anything; UnreadableFile past `limits.rows` in all of them."""
    if is_workbook(data):
        named = workbook_rows(data, limits)
    else:
        named = iter([("", sheet_rows(data, is_whole=is_whole))])
    left = limits.rows + LAST_HEADER_ROW
    sheets = []
    for name, rows in named:
        sheet = Sheet(name, list(_filled(rows, limits, left)))
        left -= len(sheet.rows)
        if sheet.rows:
            sheets.append(sheet)
    return sheets


def refuse_more_rows(limits: ReadLimits) -> UnreadableFile:
    """The refusal of a sheet with more than `limits.rows` rows."""
    return UnreadableFile(f"It has more than {limits.rows:,} rows", "Split it into smaller files.")


def _filled(rows: Iterable[Row], limits: ReadLimits, left: int) -> Iterator[Row]:
    for number, cells, problem in rows:
        texts = [clean(cell) if cell else "" for cell in cells[:MOST_COLUMNS]]
        while texts and not texts[-1]:
            texts.pop()
        if not problem and not texts:
            if number > limits.rows * BLANK_ROWS_A_ROW:
                raise refuse_more_rows(limits)
            continue
        left -= 1
        if left < 0:
            raise refuse_more_rows(limits)
        yield number, texts, problem
