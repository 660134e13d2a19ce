"""A log file as a zip of CSV tables, read row by row: what KneeLog wrote, or a spreadsheet saved again."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from training.importers.run import UnreadableFile
from training.importing.archive import is_archive, opened, unpacked
from training.importing.limits import archive_limits, read_limits
from training.importing.log_json import Field
from training.importing.log_tables import NEEDED, TABLES, Column, known_columns, read_row
from training.importing.problems import BadLog

# Stands at the beginning of the first file of an archive that KneeLog wrote.
MARK = b"kneelog-log/1"
HEADER_BYTES = 200
# And this in its profile, in whatever order its files were packed.
MARK_OF_ANY = b"kneelog-log/"
PROFILE_BYTES = 10_000
ENDING = ".csv"
DELIMITERS = (",", ";", "\t")
LONGEST_ROW = 1_000_000
MOST_ROWS = 300_000
MOST_COLUMNS = 1_000
_PLACE = re.compile(r"(?:runner\.)?(\w+)\[(\d+)\](?:\.(\w+))?")


def is_log_archive(file: bytes | Path) -> bool:
    """Whether a zip, on disk or as the bytes that it begins with, holds the tables of a log."""
    if isinstance(file, bytes):
        return is_archive(file) and (MARK in file[:HEADER_BYTES] or _has_profile(io.BytesIO(file), len(file)))
    with io.FileIO(file) as stream:
        return _has_profile(stream, file.stat().st_size)


def _has_profile(file: io.RawIOBase, size: int) -> bool:
    """Whether there is our profile.csv: exports of other makers have one too."""
    try:
        with opened(file, size, archive_limits()) as (archive, infos, _):
            for info in infos:
                if _table(info.filename) == "profile":
                    with archive.open(info) as member:
                        return MARK_OF_ANY in member.read(PROFILE_BYTES)
    except Exception:
        return False
    return False


class ZipLog:
    """The tables of one archive; BadLog where it is none, or has no such tables."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def place(self, path: str) -> str:
        """`runs[3].distance_m` is `runs.csv, row 5, column distance_m`: row 1 is the header."""
        if match := _PLACE.fullmatch(path):
            column = f", column {match[3]}" if match[3] else ""
            return f"{match[1]}{ENDING}, row {int(match[2]) + 2}{column}"
        column = path.removeprefix("runner.")
        return f"profile{ENDING}, row 2, column {column}" if column in known_columns["profile"] else path

    def fields(self) -> Iterator[Field]:
        try:
            yield from self._fields()
        except UnreadableFile as problem:
            raise BadLog("", f"{problem}.") from None

    def _fields(self) -> Iterator[Field]:
        with opened(io.BytesIO(self.data), len(self.data), archive_limits()) as (archive, infos, budget):
            members = _members(infos)
            if "profile" not in members:
                raise BadLog("", "The archive holds no profile.csv, so it is no log of KneeLog.")
            tables = {
                table: _Table(table, partial(unpacked, archive, members[table], budget, read_limits()))
                for table in TABLES
                if table in members
            }
            yield from _profile(tables.pop("profile"), tables.pop("previous_injuries", None))
            for name, table in tables.items():
                yield name, None, []
                for number, entry in table.entries():
                    yield name, number, entry


def _table(name: str) -> str:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.stem if path.suffix == ENDING and path.stem in TABLES else ""


def _members(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if table := _table(info.filename):
            if table in members:
                raise BadLog("", f"The archive holds {table}{ENDING} twice.")
            members[table] = info
    return members


def _profile(table: _Table, injuries: _Table | None) -> Iterator[Field]:
    rows = [entry for _, entry in table.entries()]
    if len(rows) != 1:
        raise BadLog(table.name, f"must hold one row below the header, not {len(rows)}")
    past = [entry for _, entry in injuries.entries()] if injuries else []
    yield "format", None, rows[0].pop("format", None)
    yield "runner", None, {**rows[0], "previous_injuries": past}


class _Table:
    """One table; unpack: gives its bytes. They are read anew each time."""

    def __init__(self, table: str, unpack: Callable[[], bytes]) -> None:
        self.table = table
        self.name = table + ENDING
        self.unpack = unpack

    def entries(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Number and values of each row that is not blank; row 1, the header, would be number -1."""
        records = self._records()
        columns = self._columns(next(records, []))
        for number, cells in enumerate(records):
            if number >= MOST_ROWS:
                raise BadLog(self.name, f"has more than {MOST_ROWS:,} rows")
            if not any(cells):
                continue
            place = f"{self.table}[{number}]"
            if any(cells[len(columns) :]):
                raise BadLog(place, f"has {len(cells)} cells where the header has {len(columns)}")
            try:
                yield number, read_row(columns, cells)
            except ValueError as problem:
                column, why = problem.args
                raise BadLog(f"{place}.{column}", why) from None

    def _columns(self, header: list[str]) -> list[Column | None]:
        if len(header) > MOST_COLUMNS:
            raise BadLog(self.name, f"has more than {MOST_COLUMNS:,} columns")
        names = [name.strip().casefold() for name in header]
        known = [name for name in names if name in known_columns[self.table]]
        if twice := next((name for name in known if known.count(name) > 1), ""):
            raise BadLog(self.name, f"has the column {twice} twice")
        if missing := NEEDED[self.table] - set(names):
            raise BadLog(self.name, f"has no column {sorted(missing)[0]}")
        return [known_columns[self.table].get(name) for name in names]

    def _records(self) -> Iterator[list[str]]:
        line = 1
        try:
            lines = _Lines(self.unpack(), self.name)
            reader = csv.reader(lines, delimiter=_delimiter(lines.header), strict=True)
            for cells in reader:
                yield cells
                lines.left, line = LONGEST_ROW, lines.number + 1
        except UnicodeDecodeError:
            raise BadLog(self.name, "is not UTF-8 text; save it as CSV in UTF-8") from None
        except csv.Error:
            raise BadLog(self.name, f"cannot be read from line {line} on") from None


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


class _Lines:
    """The lines of a table, the first also in `header`; left: what the row at hand may still take."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
        self.number, self.left = 0, LONGEST_ROW
        self.waiting = self._line()
        self.header = self.waiting

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line, self.waiting = self.waiting or self._line(), ""
        if not line:
            raise StopIteration
        self.number += 1
        return line

    def _line(self) -> str:
        line = self.text.readline(self.left + 1)
        self.left -= len(line)
        if self.left < 0:
            raise BadLog(self.name, f"has a row of more than {LONGEST_ROW:,} characters")
        return line
