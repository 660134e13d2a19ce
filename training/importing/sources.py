"""Files, folders and archives to the contents of files, each whole in memory only while it is its turn."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from training.importers.readers import HEAD_BYTES, takes_pieces
from training.importers.run import UnknownKind, UnreadableFile
from training.importing.archive import (
    PIECE,
    Before,
    Content,
    count_members,
    is_archive,
    is_office_document,
    members,
)
from training.importing.joined import table_order
from training.importing.limits import archive_limits, read_limits
from training.importing.problems import printable

Source = tuple[str, Content]


def nothing_seen(_number: int) -> None:
    """For `before` where everything is read for the first time."""


def sources(path: Path, name: str, before: Before = nothing_seen) -> Iterator[Source]:
    """Name and content of a file, or of every file in a folder or archive, or why it cannot be read.

    before: of those that were read before, only the name is given. name: what the file is called.
    """
    yield from _folder(path) if path.is_dir() else _file(path, name, before)


def count_sources(path: Path) -> int:
    """How many files there will be, as far as that can be told before they are read."""
    try:
        with _open(path) as file:
            is_packed = is_archive(file.read(HEAD_BYTES)) and not is_office_document(path, archive_limits())
        return count_members(path, archive_limits()) if is_packed else 1
    except (OSError, UnreadableFile):
        return 1


def _folder(folder: Path) -> Iterator[Source]:
    left = archive_limits().members
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names, key=lambda name: (table_order(name), name)):
            path = Path(parent, name)
            left -= 1
            if left < 0:
                limit = archive_limits().members
                yield printable(folder.name), UnreadableFile(f"The folder holds more than {limit:,} files")
                return
            shown = printable(path.relative_to(folder.parent).as_posix())
            # A link could lead anywhere.
            link = [(shown, UnknownKind("It is a link"))]
            yield from link if path.is_symlink() else _file(path, shown, nothing_seen)


def _file(path: Path, name: str, before: Before) -> Iterator[Source]:
    try:
        with _open(path) as file:
            head = file.read(HEAD_BYTES)
            if not is_archive(head) or is_office_document(path, archive_limits()):
                yield name, before(0) or _content(head, file)
                return
        for member, content in members(path, archive_limits(), read_limits(), before):
            yield f"{name}/{member}", content
    except UnreadableFile as problem:
        yield name, problem
    except OSError as problem:
        yield name, UnreadableFile(problem.strerror or "It cannot be opened")


def _open(path: Path) -> BinaryIO:
    if not path.exists():
        raise UnreadableFile("There is no such file")
    if not path.is_file():
        raise UnreadableFile("It is no regular file")
    return path.open("rb")


def _content(head: bytes, file: BinaryIO) -> Content:
    limit = read_limits().file_bytes
    try:
        if head.strip() and takes_pieces(head):
            return chain([head], iter(partial(file.read, PIECE), b""))
        return head + file.read(limit + 1 - len(head))
    except UnreadableFile as problem:
        return problem
