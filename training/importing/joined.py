"""Tables of exports joined to their files, so that the row and the file of one activity are one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from training.importers.detail import with_detail
from training.importers.run import ImportedRun, Reading
from training.importing.problems import printable

IS_NO_RUN = "The table of the export says that it is no run"


def table_order(name: str) -> bool:
    """Sorts what may be a table before the files that it may name."""
    return not name.lower().endswith((".csv", ".xml"))


class Named(Protocol):
    @property
    def name(self) -> str: ...


Place = TypeVar("Place", bound=Named)


@dataclass(frozen=True, slots=True)
class _Table(Generic[Place]):
    """Waits for its files. folder: where they lie; runs and no_runs: by the name they will come under."""

    place: Place
    folder: str
    reading: Reading
    runs: dict[str, ImportedRun]
    no_runs: frozenset[str]

    def rest(self) -> tuple[Place, Reading, int]:
        """Its place, the runs that only their row tells, and how many came with their file."""
        rows = {run.row for run in self.runs.values()}
        runs = [run for run in self.reading.runs if not run.file or run.row in rows]
        return self.place, replace(self.reading, runs=runs), len(self.reading.runs) - len(runs)


class Joined(Generic[Place]):
    """Rows of tables, each until its file comes or its folder ends. A table is known by its place."""

    def __init__(self) -> None:
        self.tables: list[_Table[Place]] = []

    def hold(self, place: Place, reading: Reading) -> bool:
        """Whether the file is a table whose rows wait for files beside or below it."""
        folder, slash, _ = place.name.rpartition("/")
        files: dict[str, ImportedRun] = {}
        for run in reading.runs:
            if run.file:
                files.setdefault(_name(folder, run.file), run)
        no_runs = frozenset(_name(folder, row.file) for row in reading.skipped if row.file)
        if not slash or not (files or no_runs):
            return False
        unique = {run.row for run in files.values()}
        runs = [run if run.row in unique else replace(run, file="") for run in reading.runs]
        table = _Table(place, folder + slash, replace(reading, runs=runs), files, no_runs - set(files))
        self.tables.append(table)
        return True

    def is_no_run(self, name: str) -> bool:
        return any(name in table.no_runs for table in self.tables)

    def join(self, name: str, reading: Reading) -> Reading:
        """The run of the row that names this file, with what the file tells; else all runs of the file."""
        for table in self.tables:
            if run := table.runs.pop(name, None):
                return Reading([with_detail(run, reading)])
        return reading

    def came(self, name: str) -> None:
        """A file that was joined to its row before: the row needs no other."""
        for table in self.tables:
            if table.runs.pop(name, None):
                return

    def left_behind(self, name: str) -> Iterator[tuple[Place, Reading, int]]:
        """The rest of each table whose folder ends before the file of this name; of all for a blank."""
        waiting = []
        for table in self.tables:
            if name.startswith(table.folder):
                waiting.append(table)
            else:
                yield table.rest()
        self.tables = waiting


def _name(folder: str, file: str) -> str:
    return printable(f"{folder}/{file.replace(chr(92), '/').lstrip('/')}")
