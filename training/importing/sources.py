"""Files, folders and archives to the contents of files, each whole in memory only while it is its turn."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from training.importers.readers import HEAD_BYTES, takes_pieces
from training.importers.run import UnknownKind, UnreadableFile
from training.importing.archive import PIECE, Content, is_archive, members
from training.importing.joined import table_order
from training.importing.limits import archive_limits, read_limits
from training.importing.problems import printable

Source = tuple[str, Content]


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Name and content of every file named or found, or why it cannot be read."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path, printable(path.name))


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
            yield from link if path.is_symlink() else _file(path, shown)


def _file(path: Path, name: str) -> Iterator[Source]:
    try:
        with _open(path) as file:
            head = file.read(HEAD_BYTES)
            if not is_archive(head):
                yield name, _content(head, file)
                return
        for member, content in members(path, archive_limits(), read_limits()):
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
