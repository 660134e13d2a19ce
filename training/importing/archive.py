"""Members of a zip archive, one after the other: nothing is written, and no size it claims is believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import IO

from training.importers.readers import HEAD_BYTES, takes_pieces
from training.importers.run import ReadLimits, UnknownKind, UnreadableFile
from training.importing.joined import table_order
from training.importing.limits import MB, ArchiveLimits
from training.importing.problems import printable

OFFICE_PART = "[Content_Types].xml"
SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
LOCAL_HEADER_BYTES = 30
IS_ENCRYPTED = 0x1
# The directory is read in one piece: room for 10,000 names of over 300 characters.
LARGEST_READ = 4 * MB
PIECE = MB


class Seen(Enum):
    """A file that was dealt with before, and how: it is not opened again."""

    READ = "read"
    LEFT_OUT = "left out"
    LAST = "left out, and nothing behind it is read"


# Whole, in pieces where its reader takes them, or why it is not read.
Content = bytes | Iterator[bytes] | UnreadableFile | Seen
# What became before of the file with this number, counted from 0.
Before = Callable[[int], Seen | None]


class ArchiveRefused(UnreadableFile):
    """The rest of an archive is not read."""


def is_archive(head: bytes) -> bool:
    return head.startswith(SIGNATURES)


def members(
    path: Path, limits: ArchiveLimits, per_file: ReadLimits, before: Before
) -> Iterator[tuple[str, Content]]:
    """Name and content of each file in the archive, or why it is not read; UnreadableFile ends it."""
    with io.FileIO(path) as file, opened(file, path.stat().st_size, limits) as (archive, infos, budget):
        infos.sort(key=lambda info: table_order(info.filename))
        for number, info in enumerate(infos):
            seen = before(number)
            if seen is Seen.LAST:
                return
            if seen:
                budget.count_seen(info, seen)
            yield printable(info.filename), seen or _content(archive, info, budget, per_file)


def count_members(path: Path, limits: ArchiveLimits) -> int:
    """How many files the archive says it holds; UnreadableFile where it does not say."""
    with _opened(path, limits) as archive:
        return sum(not info.is_dir() for info in archive.infolist())


def is_office_document(path: Path, limits: ArchiveLimits) -> bool:
    """Whether the archive is one file to whoever made it: a sheet with its parts."""
    try:
        with _opened(path, limits) as archive:
            return OFFICE_PART in archive.NameToInfo
    except UnreadableFile:
        return False


@contextmanager
def opened(file: io.RawIOBase, size: int, limits: ArchiveLimits) -> Iterator[Opened]:
    """The archive in a file of so many bytes, the files it holds, and what may be unpacked of it."""
    with _opened_file(file, size, limits) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _refuse_impossible(archive, infos, limits)
        yield archive, infos, Budget(limits, size)


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, limits: ReadLimits) -> bytes:
    """A member whole; UnreadableFile where it is damaged, encrypted or too large."""
    if info.flag_bits & IS_ENCRYPTED:
        raise UnreadableFile("It is encrypted")
    try:
        with archive.open(info) as stream:
            return _read(b"", stream, budget, limits)
    except UnreadableFile:
        raise
    except Exception:
        raise UnreadableFile("It is damaged in the archive") from None


@contextmanager
def _opened(path: Path, limits: ArchiveLimits) -> Iterator[zipfile.ZipFile]:
    with io.FileIO(path) as file, _opened_file(file, path.stat().st_size, limits) as archive:
        yield archive


@contextmanager
def _opened_file(file: io.RawIOBase, size: int, limits: ArchiveLimits) -> Iterator[zipfile.ZipFile]:
    if size > limits.archive_bytes:
        raise UnreadableFile(f"The archive is larger than {limits.archive_bytes // MB} MB")
    with _Bounded(file) as bounded:
        try:
            archive = zipfile.ZipFile(bounded)
        except UnreadableFile:
            raise
        except Exception as problem:
            raise UnreadableFile("The archive is damaged or incomplete", "Download it again.") from problem
        yield archive


def _refuse_impossible(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    if len(infos) > limits.members:
        raise UnreadableFile(f"The archive holds more than {limits.members:,} files")
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset + LOCAL_HEADER_BYTES + info.compress_size for info in ordered]
    starts = [*(info.header_offset for info in ordered[1:]), archive.start_dir]
    if any(end > start for end, start in zip(ends, starts, strict=False)):
        raise UnreadableFile("The archive is damaged: its files overlap")


class Budget:
    """Counts what was unpacked from the whole archive."""

    def __init__(self, limits: ArchiveLimits, packed: int) -> None:
        self.most = min(limits.unpacked_bytes, max(limits.ratio * packed, limits.ratio_from_bytes))
        self.unpacked = 0

    def count_seen(self, info: zipfile.ZipInfo, seen: Seen) -> None:
        """As much as was unpacked of it at least."""
        self.unpacked += info.file_size if seen is Seen.READ else min(info.file_size, HEAD_BYTES)

    def count(self, piece: bytes) -> bytes:
        self.unpacked += len(piece)
        if self.unpacked > self.most:
            raise ArchiveRefused(f"The archive unpacks to more than {self.most // MB} MB")
        return piece


Opened = tuple[zipfile.ZipFile, list[zipfile.ZipInfo], Budget]


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, limits: ReadLimits) -> Content:
    if info.flag_bits & IS_ENCRYPTED:
        return UnreadableFile("It is encrypted")
    try:
        with archive.open(info) as stream:
            head = budget.count(stream.read(HEAD_BYTES))
            _refuse_nested(head)
            if takes_pieces(head):
                return _pieces(archive, info, budget)
            return _read(head, stream, budget, limits)
    except ArchiveRefused:
        raise
    except UnreadableFile as problem:
        return problem
    except Exception:
        return UnreadableFile("It is damaged in the archive")


def _refuse_nested(head: bytes) -> None:
    if is_archive(head) and OFFICE_PART.encode() not in head:
        raise UnknownKind("It is an archive inside the archive", "Unpack it, then import it by itself.")


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while piece := budget.count(stream.read(PIECE)):
            yield piece


def _read(head: bytes, stream: IO[bytes], budget: Budget, limits: ReadLimits) -> bytes:
    data = bytearray(head)
    while piece := budget.count(stream.read(PIECE)):
        data += piece
        if len(data) > limits.file_bytes:
            raise UnreadableFile(f"It is larger than {limits.file_bytes // MB} MB")
    return bytes(data)


class _Bounded(io.BufferedReader):
    """Reads no more at once than an honest archive needs."""

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = LARGEST_READ if size is None or size < 0 else size
        if wanted > LARGEST_READ:
            raise UnreadableFile("The directory of the archive is too large")
        return super().read(wanted)
