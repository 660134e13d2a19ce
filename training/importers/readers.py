"""Every kind of file that is read, and the one door through which all of them are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from training.importers import fit, gpx, kneelog_csv, strava_csv, tcx
from training.importers.packed import unpacked, unpacked_head
from training.importers.run import Reading, ReadLimits, UnknownKind, UnreadableFile, refuse_larger

# As much of a file as a reader may look at to tell whether it is one of its own.
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file. recognises: by the first HEAD_BYTES, unpacked; its name does not count."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, ReadLimits], Reading]


READERS: tuple[Reader, ...] = (
    Reader("FIT", fit.recognises, fit.read),
    Reader("GPX", gpx.recognises, gpx.read),
    Reader("TCX", tcx.recognises, tcx.read),
    Reader("Strava activities.csv", strava_csv.recognises, strava_csv.read),
    Reader("KneeLog CSV", kneelog_csv.recognises, kneelog_csv.read),
)


def find_reader(head: bytes) -> Reader:
    """The reader for a file that begins with `head`, packed or not; UnknownKind where there is none."""
    return _reader_of(unpacked_head(head[:HEAD_BYTES], HEAD_BYTES))


def _reader_of(head: bytes) -> Reader:
    for reader in READERS:
        if reader.recognises(head):
            return reader
    *names, last = (reader.name for reader in READERS)
    raise UnknownKind(
        "This is no kind of file that KneeLog reads", f"It reads {', '.join(names)} and {last}."
    )


def read_file(data: bytes, limits: ReadLimits) -> Reading:
    """The runs of a file of any known kind; UnreadableFile says why there are none, whatever a reader met."""
    refuse_larger(len(data), limits)
    try:
        data = unpacked(data, limits)
        if not data.strip():
            raise UnreadableFile("It is empty")
        return _reader_of(data[:HEAD_BYTES]).read(data, limits)
    except UnreadableFile:
        raise
    except Exception as problem:
        raise UnreadableFile("It is damaged and cannot be read") from problem
