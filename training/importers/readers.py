"""Every kind of file that is read, and the one door through which all of them are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from training.importers import fit, kneelog_csv, strava_csv
from training.importers.run import Reading, ReadLimits, UnknownKind, UnreadableFile

# As much of a file as a reader may look at to tell whether it is one of its own.
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file. recognises: looks at the first HEAD_BYTES; the name of the file does not count."""

    name: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, ReadLimits], Reading]


READERS: tuple[Reader, ...] = (
    Reader("FIT", fit.recognises, fit.read),
    Reader("Strava activities.csv", strava_csv.recognises, strava_csv.read),
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


def read_file(data: bytes, limits: ReadLimits) -> Reading:
    """The runs of a file of any known kind; UnreadableFile says why there are none, whatever a reader met."""
    if len(data) > limits.file_bytes:
        raise UnreadableFile(f"It is larger than {limits.file_bytes // 1024 // 1024} MB")
    if not data.strip():
        raise UnreadableFile("It is empty")
    try:
        return find_reader(data).read(data, limits)
    except UnreadableFile:
        raise
    except Exception as problem:
        raise UnreadableFile("It is damaged and cannot be read") from problem
