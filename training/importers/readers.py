"""Every kind of file that is read, and the one door through which all of them are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from training.importers import (
    apple_health,
    fit,
    garmin_csv,
    gpx,
    intervals_csv,
    kneelog_csv,
    runkeeper_csv,
    spreadsheet,
    strava_csv,
    tcx,
)
from training.importers.packed import MAGIC, unpacked, unpacked_head
from training.importers.proposals import with_proposals
from training.importers.run import Reading, ReadLimits, UnknownKind, UnreadableFile, refuse_larger
from training.importers.spreadsheet_mapping import Mapping, Told
from training.importers.spreadsheet_sheets import may_be_table

# As much of a file as a reader may look at to tell whether it is one of its own.
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file. recognises: by the first HEAD_BYTES, unpacked; its name does not count.

    read_pieces: for a kind that may be too large for the memory, the same from one piece after the other.
    is_own: whether the runner wrote it, so that nothing in it is only proposed. read_told: for a kind that
    the runner can explain, `read` with what the runner said of it.
    """

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, ReadLimits], Reading]
    read_pieces: Callable[[Iterable[bytes], ReadLimits], Reading] | None = None
    is_own: bool = False
    read_told: Callable[[bytes, ReadLimits, Told | None], Reading] | None = None


OWN_SHEET = Reader(
    "your own sheet (CSV, XLSX)",
    spreadsheet.recognises,
    spreadsheet.read,
    is_own=True,
    read_told=spreadsheet.read,
)
# The last one knows its files by what their columns hold, which those of others may hold too.
READERS: tuple[Reader, ...] = (
    Reader("FIT", fit.recognises, fit.read),
    Reader("GPX", gpx.recognises, gpx.read),
    Reader("TCX", tcx.recognises, tcx.read),
    Reader("Apple Health export.xml", apple_health.recognises, apple_health.read, apple_health.read_pieces),
    Reader("Strava activities.csv", strava_csv.recognises, strava_csv.read),
    Reader("Garmin Connect CSV", garmin_csv.recognises, garmin_csv.read),
    Reader("intervals.icu CSV", intervals_csv.recognises, intervals_csv.read),
    Reader("Runkeeper cardioActivities.csv", runkeeper_csv.recognises, runkeeper_csv.read),
    Reader("KneeLog CSV", kneelog_csv.recognises, kneelog_csv.read, is_own=True),
    OWN_SHEET,
)


def find_reader(head: bytes) -> Reader:
    """The reader for a file that begins with `head`, packed or not; UnknownKind where there is none."""
    return _reader_of(unpacked_head(head[:HEAD_BYTES], HEAD_BYTES))


def _reader_of(head: bytes) -> Reader:
    for reader in READERS:
        if reader.recognises(head):
            return reader
    *names, last = (reader.name for reader in READERS)
    hint = f"It reads {', '.join(names)} and {last}."
    if spreadsheet.is_table(head):
        hint = spreadsheet.NO_COLUMNS[1]
    raise UnknownKind("This is no kind of file that KneeLog reads", hint)


def read_file(data: bytes | Iterator[bytes], limits: ReadLimits, told: Told | None = None) -> Reading:
    """The runs of a file of any known kind; UnreadableFile says why there are none, whatever a reader met.

    data: all of it, or its pieces, the first no shorter than HEAD_BYTES, where its reader takes pieces.
    told: what the runner says of a sheet; given a mapping, a table of no known kind is one.
    """
    try:
        return _read(data, limits, told) if isinstance(data, bytes) else _read_pieces(data, limits)
    except UnreadableFile:
        raise
    except Exception as problem:
        raise UnreadableFile("It is damaged and cannot be read") from problem


def takes_pieces(head: bytes) -> bool:
    """Whether a file that begins with `head` is read as it comes; UnknownKind where nothing reads it."""
    return find_reader(head).read_pieces is not None and not head.startswith(MAGIC)


def _read_pieces(pieces: Iterator[bytes], limits: ReadLimits) -> Reading:
    head = next(pieces, b"")
    reader = _reader_of(head[:HEAD_BYTES])
    if reader.read_pieces is None:
        raise UnknownKind(f"{reader.name} is not read in pieces")
    return with_proposals(reader.read_pieces(chain([head], pieces), limits), is_own=reader.is_own)


def _read(data: bytes, limits: ReadLimits, told: Told | None) -> Reading:
    refuse_larger(len(data), limits)
    data = unpacked(data, limits)
    if not data.strip():
        raise UnreadableFile("It is empty")
    reader = _told_reader(data[:HEAD_BYTES], told)
    reading = reader.read_told(data, limits, told) if reader.read_told else reader.read(data, limits)
    return with_proposals(reading, is_own=reader.is_own)


def _told_reader(head: bytes, told: Told | None) -> Reader:
    try:
        return _reader_of(head)
    except UnknownKind:
        if isinstance(told, Mapping) and may_be_table(head):
            return OWN_SHEET
        raise
