"""SQLite: VACUUM INTO copies one moment of the database while others write."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from kneelog.backups.files import LEFT_OUT, BackupError, Contents, new_file

SUFFIX = ".sqlite3"
LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
BESIDE = ("", "-wal", "-shm")


def write(draft: Path) -> None:
    """Copy the database into an empty file. Raises BackupError."""
    live = database()
    if not live.is_file():
        raise BackupError(f"There is no database at {live} yet: start KneeLog once.")
    try:
        with closing(sqlite3.connect(live, timeout=20)) as source:
            source.execute("VACUUM INTO ?", [str(draft)])
        with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            for table in LEFT_OUT:
                copy.execute(f"DELETE FROM {table}")  # noqa: S608 a name of ours
            # Without this the pages of what was left out would still be read in the file.
            copy.execute("VACUUM")
    except sqlite3.Error as problem:
        raise BackupError(f"The database could not be copied ({problem}).") from problem


def read(file: Path) -> Contents:
    """What a backup holds, all of it looked at. Raises BackupError where it is broken, or none."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupError(f"{file} is damaged.")
            names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            rows = {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608
            migrations = frozenset(copy.execute("SELECT app, name FROM django_migrations").fetchall())
    except sqlite3.Error as problem:
        raise BackupError(f"{file} is no whole backup of KneeLog on SQLite ({problem}).") from problem
    rows.pop("sqlite_sequence", None)
    return Contents(rows, migrations)


@contextmanager
def put(file: Path, stamp: str) -> Iterator[Path | None]:
    """The backup is the database now. What was there lies beside it, and comes back if the block fails.

    Yields where that is. Raises BackupError while KneeLog has the database open.
    """
    live = database()
    refuse_if_open(live)
    kept = live.with_name(f"{live.name}.before-{stamp}")
    with new_file(live) as draft:
        shutil.copyfile(file, draft)
        move(live, kept)
    try:
        yield kept if kept.exists() else None
    except BaseException:
        connection.close()
        for suffix in BESIDE:
            Path(f"{live}{suffix}").unlink(missing_ok=True)
        move(kept, live)
        raise


def refuse_if_open(live: Path) -> None:
    """Leaving the journal's mode takes the database alone; as a side effect, nothing stays in the journal."""
    connection.close()
    try:
        with closing(sqlite3.connect(live, timeout=1)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as problem:
        if problem.sqlite_errorcode in LOCKED:
            raise BackupError("KneeLog has the database open. Stop it, then restore.") from problem


def move(source: Path, target: Path) -> None:
    for suffix in BESIDE:
        part = Path(f"{source}{suffix}")
        if part.exists():
            part.replace(f"{target}{suffix}")


def database() -> Path:
    return Path(connection.settings_dict["NAME"])
