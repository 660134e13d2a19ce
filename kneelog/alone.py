"""One process at a time, for what two may not do at once, such as bringing a database up to date."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.db import connection

# Any number, as long as nothing else that uses the database takes the same.
KEY = 5_633_564
WAITING = "Another KneeLog is being prepared; waiting for it."


@contextmanager
def alone(folder: Path, notes: TextIO) -> Iterator[None]:
    """Nobody else does this to the folder, or to the database, until the block ends or the process dies."""
    with _only_one_of_folder(folder, notes), _only_one_of_database(notes):
        yield


@contextmanager
def _only_one_of_folder(folder: Path, notes: TextIO) -> Iterator[None]:
    if os.name != "posix":  # there the port that `up` takes first keeps a second one out
        yield
        return
    import fcntl  # noqa: PLC0415 (Windows has none)

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            notes.write(WAITING)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _only_one_of_database(notes: TextIO) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    # A connection of its own: what holds the lock may not end before what it guards.
    guard = connection.copy()
    try:
        with guard.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            if cursor.fetchone() != (True,):
                notes.write(WAITING)
                cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
    finally:
        guard.close()
