"""Activity files into an account, one after the other: a bad one takes nothing from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from training.importers.run import Reading, UnknownKind, UnreadableFile
from training.importing.archive import Content
from training.importing.joined import IS_NO_RUN, Joined
from training.importing.limits import read_limits
from training.importing.parse_door import read_apart
from training.importing.runs import FileImport, import_reading
from training.importing.sources import sources
from training.models import User


class Outcome(Enum):
    """What became of a file as a whole, in the word that is shown."""

    IMPORTED = "imported"
    KNOWN = "already logged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: its name, what came of it row by row, or the reason why it was not read.

    joined: how many of its runs came with the files that its rows name.
    """

    name: str
    rows: FileImport
    problem: UnreadableFile | None = None
    joined: int = 0

    @property
    def outcome(self) -> Outcome:
        if self.problem:
            return Outcome.SKIPPED if isinstance(self.problem, UnknownKind) else Outcome.FAILED
        if self.rows.imported:
            return Outcome.IMPORTED
        if self.rows.known:
            return Outcome.KNOWN
        return Outcome.FAILED if self.rows.failed else Outcome.SKIPPED


def import_files(
    runner: User, paths: Iterable[Path], *, unnamed_are_runs: bool = False
) -> Iterator[FileReport]:
    """Import every file named, found in a folder or packed in an archive, each whole or not at all."""
    for name, reading, joined in _readings(paths):
        if isinstance(reading, UnreadableFile):
            yield FileReport(name, FileImport(), reading)
        else:
            rows = import_reading(runner, reading, unnamed_are_runs=unnamed_are_runs)
            yield FileReport(name, rows, joined=joined)


def _readings(paths: Iterable[Path]) -> Iterator[tuple[str, Reading | UnreadableFile, int]]:
    """What each file tells; a table of an export comes after the files that its rows name, without them."""
    joined = Joined()
    for name, content in sources(paths):
        yield from joined.left_behind(name)
        reading = UnknownKind(IS_NO_RUN) if joined.is_no_run(name) else _read(content)
        if isinstance(reading, UnreadableFile):
            yield name, reading, 0
        elif not joined.hold(name, reading):
            yield name, joined.join(name, reading), 0
    yield from joined.left_behind("")


def _read(content: Content) -> Reading | UnreadableFile:
    if isinstance(content, UnreadableFile):
        return content
    try:
        return read_apart(content, read_limits())
    except UnreadableFile as problem:
        # A traceback would keep the content of the file for as long as the report.
        return problem.with_traceback(None)
