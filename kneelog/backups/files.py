"""Backups as files: named by the time in UTC, whole or not there at all, forgotten by number."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

NAME = re.compile(r"kneelog-\d{4}-\d\d-\d\d-\d{6}Z\.(sqlite3|dump)")
DRAFT = ".kneelog-unfinished-"
DRAFT_LIVES = timedelta(days=1)

# Whoever holds a backup must not be logged in by it, nor an ended session come back with it.
LEFT_OUT = ("django_session", "usersessions_usersession", "kneelog_cache")


class BackupError(Exception):
    """Nothing was changed; the words are one line that says what to do."""


@dataclass(frozen=True)
class Contents:
    """How many rows each table holds, and which migrations (app, name) made them."""

    rows: dict[str, int]
    migrations: frozenset[tuple[str, str]]

    def __str__(self) -> str:
        return f"{self.rows['training_user']} accounts, {sum(self.rows.values())} rows"


def stamp(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%d-%H%M%SZ")


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A draft to write, which becomes `path` when the block ends well, and else leaves nothing behind."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=DRAFT, dir=path.parent) as folder:
            draft = Path(folder) / path.name
            draft.touch(mode=0o600)
            yield draft
            with draft.open("rb+") as written:
                os.fsync(written.fileno())
            draft.replace(path)
    except OSError as problem:
        raise BackupError(f"{path.parent} cannot be written ({problem.strerror}).") from problem


def forget(folder: Path, keep: int, now: datetime) -> int:
    """Remove all backups but the newest, and what killed ones left; how many backups went."""
    old = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))[:-keep]
    for path in old:
        path.unlink()
    for draft in folder.glob(f"{DRAFT}*"):
        if draft.stat().st_mtime < (now - DRAFT_LIVES).timestamp():
            shutil.rmtree(draft)
    return len(old)
