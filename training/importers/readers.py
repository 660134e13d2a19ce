"""Every kind of file that is read, and the one door through which all of them are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from training.importers import apple_health, garmin_csv, intervals_csv, kneelog_csv, runkeeper_csv, strava_csv
from training.importers.run import Reading, ReadLimits, UnknownKind, UnreadableFile

# As much of a file as a reader may look at to tell whether it is one of its own.
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file. recognises: looks at the first HEAD_BYTES; the name of the file does not count.

    read_pieces: for a kind that may be too large for the memory, the same from one piece after the other.
    """

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, ReadLimits], Reading]
    read_pieces: Callable[[Iterable[bytes], ReadLimits], Reading] | None = None


READERS: tuple[Reader, ...] = (
    Reader("Apple Health export.xml", apple_health.recognises, apple_health.read, apple_health.read_pieces),
    Reader("Strava activities.csv", strava_csv.recognises, strava_csv.read),
    Reader("Garmin Connect CSV", garmin_csv.recognises, garmin_csv.read),
    Reader("intervals.icu CSV", intervals_csv.recognises, intervals_csv.read),
    Reader("Runkeeper cardioActivities.csv", runkeeper_csv.recognises, runkeeper_csv.read),
    Reader("KneeLog CSV", kneelog_csv.recognises, kneelog_csv.read),
)


def find_reader(head: bytes) -> Reader:
    """The reader for a file that begins with `head`; UnknownKind where there is none."""
    for reader in READERS:
        if reader.recognises(head[:HEAD_BYTES]):
            return reader
    *names, last = (reader.name for reader in READERS)
    raise UnknownKind(
        "This is no kind of file that KneeLog reads", f"It reads {', '.join(names)} and {last}."
    )


def read_file(data: bytes | Iterator[bytes], limits: ReadLimits) -> Reading:
    """The runs of a file of any known kind; UnreadableFile says why there are none, whatever a reader met.

    data: all of it, or its pieces, the first no shorter than HEAD_BYTES, where its reader takes pieces.
    """
    try:
        return _read(data, limits) if isinstance(data, bytes) else _read_pieces(data, limits)
    except UnreadableFile:
        raise
    except Exception as problem:
        raise UnreadableFile("It is damaged and cannot be read") from problem


def _read_pieces(pieces: Iterator[bytes], limits: ReadLimits) -> Reading:
    head = next(pieces, b"")
    reader = find_reader(head)
    if reader.read_pieces is None:
        raise UnknownKind(f"{reader.name} is not read in pieces")
    return reader.read_pieces(chain([head], pieces), limits)


def _read(data: bytes, limits: ReadLimits) -> Reading:
    if len(data) > limits.file_bytes:
        raise UnreadableFile(f"It is larger than {limits.file_bytes // 1024 // 1024} MB")
    if not data.strip():
        raise UnreadableFile("It is empty")
    return find_reader(data).read(data, limits)
