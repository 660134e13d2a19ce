"""CSV bytes to rows of cells, whatever the encoding, delimiter and damage."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator

from training.importers.run import ReadLimits, UnreadableFile

LONGEST_LINE = 1_000_000
MOST_LINES_OF_A_ROW = 10_000
# Spreadsheets are known to end in hundreds of thousands of blank rows.
BLANK_ROWS_A_ROW = 25
HEADER_BYTES = 64 * 1024
LINES_OF_A_HEAD = 40
DELIMITERS = (",", ";", "\t")
MISMATCH = "its quotation marks do not match"

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_QUOTED = re.compile(r'"[^"]*"?')
_TOLD_DELIMITER = re.compile(r"sep=([,;|\t])\s*", re.I)
_TAG = re.compile(r"<[^>]*>")

# Number (the header is row 1), cells as written, and what is wrong with the row, blank where nothing is.
Row = tuple[int, list[str], str]


def header_of(head: bytes) -> list[str]:
    """The cells of the first row of a file that begins with `head`; [] where there is none."""
    try:
        for _, cells, _ in _records(head[:HEADER_BYTES], is_whole=False):
            return cells
    except UnreadableFile:
        return []
    return []


def rows_of(data: bytes, limits: ReadLimits) -> Iterator[Row]:
    """Each row below the header but blank ones, short ones filled up; UnreadableFile past `limits.rows`."""
    records = _records(data, is_whole=True)
    _, header, _ = next(records, (0, [], ""))
    filled = 0
    for number, cells, problem in records:
        is_filled = bool(problem) or any(cells)
        filled += is_filled
        if filled > limits.rows or number > limits.rows * BLANK_ROWS_A_ROW:
            raise UnreadableFile(f"It has more than {limits.rows:,} rows", "Split it into smaller files.")
        if is_filled:
            yield _fitted(number, cells, problem, len(header))


def sheet_rows(data: bytes, *, is_whole: bool = True) -> Iterator[Row]:
    """Each row of a table whose header may stand anywhere, as written, blank ones too."""
    encoding = _encoding(data, final=is_whole)
    lines = data[:HEADER_BYTES].decode(encoding, "replace").splitlines() or [""]
    # Excel hides a first line that names the delimiter.
    told = _TOLD_DELIMITER.fullmatch(lines[0])
    delimiter = told[1] if told else _shared_delimiter(lines[:LINES_OF_A_HEAD])
    for number, cells, problem in _records(data, is_whole=is_whole, delimiter=delimiter):
        if told is None:
            yield number, cells, problem
        elif number > 1:
            yield number - 1, cells, problem


def clean(cell: str) -> str:
    """The text of a cell without control characters and outer blanks."""
    return _CONTROLS.sub("", cell).strip()


def plain(header: str) -> str:
    """A header cell for comparing: without tags, case, typographic apostrophes and outer blanks."""
    return clean(_TAG.sub("", header)).casefold().replace("\u2019", "'")


def _fitted(number: int, cells: list[str], problem: str, width: int) -> Row:
    if any(cells[width:]):
        problem = problem or f"it has {len(cells)} cells where the header has {width}"
    return number, cells[:width] + [""] * (width - len(cells)), problem


def _records(data: bytes, *, is_whole: bool, delimiter: str = "") -> Iterator[Row]:
    encoding = _encoding(data, final=is_whole)
    lines = _Lines(io.TextIOWrapper(io.BytesIO(data), encoding, "replace", newline=""))
    delimiter = delimiter or _delimiter(lines.peek())
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    number = 0
    while True:
        lines.taken.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # A quotation mark left open swallows what follows: only the line it stands on is lost.
            lines.hand_back()
            yield number, [], MISMATCH
        else:
            yield number, cells, ""


def _encoding(data: bytes, final: bool) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(data)
    try:
        for start in range(0, len(data), HEADER_BYTES):
            decoder.decode(view[start : start + HEADER_BYTES])
        decoder.decode(b"", final=final)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(first_line: str) -> str:
    return max(DELIMITERS, key=first_line.count)


def _shared_delimiter(lines: list[str]) -> str:
    """The one that splits most lines into the same number of cells, and into the most."""

    def score(delimiter: str) -> int:
        counts = Counter(_QUOTED.sub("", line).count(delimiter) for line in lines)
        return max((count * number for count, number in counts.items()), default=0)

    # A decimal comma stands in every line too.
    return max((";", "\t", "|", ","), key=score)


class _Lines:
    """The lines of a text, of which those after the first of a broken row can be handed back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.taken: list[str] = []
        self.waiting: deque[str] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else self.text.readline(LONGEST_LINE + 1)
        if not line:
            raise StopIteration
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(f"It has a line of more than {LONGEST_LINE:,} characters")
        self.taken.append(line)
        if len(self.taken) > MOST_LINES_OF_A_ROW:
            raise csv.Error(MISMATCH)
        return line

    def peek(self) -> str:
        line = self.text.readline(LONGEST_LINE + 1)
        self.waiting.append(line)
        return line

    def hand_back(self) -> None:
        self.waiting.extendleft(reversed(self.taken[1:]))
