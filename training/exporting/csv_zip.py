"""A runner's whole log as a zip of CSV tables for spreadsheets, which `import_log` reads back."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from training.exporting.beside import Table, beside
from training.exporting.log_entries import LogEntries, Object
from training.importing.document import FORMAT
from training.importing.log_tables import TABLES, write_row
from training.models import User

# Excel takes a CSV without it for the letters of its own country.
BYTE_ORDER_MARK = "\ufeff"
FIRST_MOMENT_OF_ZIP = (1980, 1, 1, 0, 0, 0)
READ_BY_ALL = 0o644 << 16
UNIX = 3
PIECE_BYTES = 64 * 1024
README = f"""{FORMAT}

Everything in your KneeLog account, as tables for a spreadsheet.

profile.csv            you: time zone, units, feet and knees
previous_injuries.csv  knee injuries before this log
shoes.csv              your shoes
runs.csv               your runs
check_ins.csv          how each knee felt
care.csv               rest, ice, stretches, visits
gaps.csv               what you said of days without entries
reactions.csv          what you said of warnings
ladder.csv             sessions of a return to running
clearances.csv         when a clinician cleared a knee for running

Beside your log, to be read, and not read back:

sharing.csv            whom you share your log with, what of it, and until when
looks.csv              who looked at what of it, and when
notes.csv              what you and a coach wrote to each other
thresholds.csv         what a coach set for you

Distances are metres, durations are seconds, an empty cell means "not said". `start` and `at` are what your
clock showed, with its offset from UTC; `date` and `time` repeat that for sorting and are not read back.
`logged_at` is when an entry was added, in UTC.

No cell begins a formula: a text that would, or that begins with an apostrophe, has one apostrophe more in
front. Reading takes it away again.

To bring all of it back, into this or another KneeLog, import this archive as it is. Tables that were changed
may be packed again, under the same names, saved as CSV in UTF-8 with days written like 2026-03-01.
"""


def export_tables(runner: User) -> Iterator[bytes]:
    """The archive, piece by piece; the same log gives the same bytes."""
    sink = _Sink()
    # A name as text, and nothing that reads back: this end goes to a browser as it is written.
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_member("README.txt", zipfile.ZIP_STORED), README.replace("\n", "\r\n"))
        for name, columns, rows in chain(_tables(LogEntries(runner)), beside(runner)):
            with archive.open(_member(f"{name}.csv"), "w") as member:
                for piece in _csv(columns, rows):
                    member.write(piece)
                    if sink.size >= PIECE_BYTES:
                        yield sink.take()
    yield sink.take()


def _tables(log: LogEntries) -> Iterator[Table]:
    yield _table("profile", [{"format": FORMAT, **log.profile()}])
    yield _table("previous_injuries", log.injuries())
    for name, entries in log.lists.items():
        yield _table(name, map(_with_day, entries()))


def _table(name: str, entries: Iterable[Object]) -> Table:
    return name, [column.name for column in TABLES[name]], (write_row(name, entry) for entry in entries)


def _with_day(entry: Object) -> Object:
    """The entry with date and time of its moment in cells of their own, as spreadsheets like them."""
    moment = entry.get("start") or entry.get("at")
    return {**entry, "date": moment[:10], "time": moment[11:19]} if moment else entry


def _csv(columns: list[str], rows: Iterable[list[str]]) -> Iterator[bytes]:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    text.write(BYTE_ORDER_MARK)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(row)
        if text.tell() >= PIECE_BYTES:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return taken


def _member(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """What says neither when nor on what machine it was written."""
    info = zipfile.ZipInfo(name, FIRST_MOMENT_OF_ZIP)
    info.compress_type = method
    info.create_system = UNIX
    info.external_attr = READ_BY_ALL
    return info


class _Sink(io.RawIOBase):
    """Keeps what was written until it is taken."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def take(self) -> bytes:
        taken, self.pieces, self.size = b"".join(self.pieces), [], 0
        return taken
