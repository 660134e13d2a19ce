"""A runner's own spreadsheet: its columns are guessed, shown, and read as their runner corrects them."""

from __future__ import annotations

from training.importers.run import LeftOut, Reading, ReadLimits, UnknownKind, UnreadableFile
from training.importers.spreadsheet_columns import ROWS_TO_HEADER
from training.importers.spreadsheet_guess import guess, rows_below, told_guess
from training.importers.spreadsheet_mapping import Answers, Guess, Mapping, Told
from training.importers.spreadsheet_rows import SheetReader
from training.importers.spreadsheet_sheets import Sheet, may_be_table, refuse_more_rows, sheets_of
from training.importers.spreadsheet_words import words_of
from training.importers.spreadsheet_xlsx import is_workbook

NO_COLUMNS = (
    "KneeLog cannot tell which columns of it hold the day and the distance of a run",
    "If it is a log of runs, name its columns of days and distances Date and Distance in the first row.",
)
OTHER_COLUMNS = "its columns are not those of the sheet that was read; save it as a file of its own"


def recognises(head: bytes) -> bool:
    """Whether it is a workbook, or a table with columns that are surely the day and the distance of runs."""
    if not may_be_table(head):
        return False
    if is_workbook(head):
        return True
    try:
        sheets = sheets_of(head, ReadLimits(), is_whole=False)
    except UnreadableFile:
        return False
    return any(guess(sheet, None, Answers()) for sheet in sheets)


def is_table(head: bytes) -> bool:
    """Whether it has rows of several cells, whatever they tell."""
    try:
        sheets = sheets_of(head, ReadLimits(), is_whole=False) if may_be_table(head) else []
    except UnreadableFile:
        return False
    return any(sum(len(cells) > 1 for _, cells, _ in sheet.rows) > 1 for sheet in sheets)


def read(data: bytes, limits: ReadLimits, told: Told | None = None) -> Reading:
    """Every run of the sheets whose columns are those of the one with the most rows, in their order.

    told: what the columns mean, or answers to what a sheet may leave open. Without a mapping, a file whose
    columns are not surely known is an UnknownKind.
    """
    sheets = sheets_of(data, limits)
    if not sheets:
        raise UnreadableFile("There is nothing in it")
    answers = told if isinstance(told, Answers) else Answers()
    guesses = [(sheet, guess(sheet, limits.last_day, answers)) for sheet in sheets]
    sheet, found = max(guesses, key=lambda each: (each[1] is not None, len(each[0].rows)))
    if isinstance(told, Mapping):
        found = told_guess(sheet, told)
    if found is None:
        raise UnknownKind(*NO_COLUMNS)
    return _read(sheets, found, limits)


def _read(sheets: list[Sheet], found: Guess, limits: ReadLimits) -> Reading:
    reading = Reading(guess=found)
    left = limits.rows
    for sheet in sheets:
        header_row = found.mapping.header_row if sheet.name == found.sheet else _header_row(sheet, found)
        if header_row is None:
            reading.skipped.append(LeftOut(0, OTHER_COLUMNS, f"sheet “{sheet.name}”"))
            continue
        below = rows_below(sheet, header_row)
        left -= len(below)
        if left < 0:
            raise refuse_more_rows(limits)
        reader = SheetReader(
            found.mapping, found.header, reading, "" if sheet.name == found.sheet else sheet.name
        )
        for row in below:
            reader.take(row)
    return reading


def _header_row(sheet: Sheet, found: Guess) -> int | None:
    """The row with the same names of columns as the sheet that was understood; None where there is none."""
    names = [words_of(name) for name in found.header]
    for number, cells, _ in sheet.rows[:ROWS_TO_HEADER]:
        words = [words_of(cell) for cell in cells]
        if any(words) and words + [""] * (len(names) - len(words)) == names:
            return number
    return None
