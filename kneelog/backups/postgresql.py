"""PostgreSQL: pg_dump copies one moment of the database while others write; psql puts it back in one step."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from kneelog.backups.files import LEFT_OUT, BackupError, Contents

SUFFIX = ".dump"
TRIES, PAUSE_SECONDS = 10, 0.2
EMPTY_IT = ("--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public")
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def write(draft: Path) -> None:
    """Copy the database into a file. Raises BackupError."""
    without = [f"--exclude-table-data={table}" for table in LEFT_OUT]
    finish(start("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={draft}", *without))


def read(file: Path) -> Contents:
    """What a backup holds, all of it unpacked. Raises BackupError where it is broken, or none."""
    rows: dict[str, int] = {}
    migrations = set()
    table = ""
    reading = start("pg_restore", "--data-only", "--file=-", str(file))
    for line in reading.stdout or ():
        if table and line == b"\\.\n":
            table = ""
        elif table:
            rows[table] += 1
            if table == "django_migrations":
                migrations.add(tuple(line.decode().split("\t")[1:3]))
        elif line.startswith(b"COPY public."):
            table = line.split()[1].decode().removeprefix("public.")
            rows[table] = 0
    finish(reading)
    return Contents(rows, frozenset(migrations))


@contextmanager
def put(file: Path, stamp: str) -> Iterator[None]:
    """The backup is the database now, or nothing changed. Raises BackupError while KneeLog is connected."""
    refuse_if_open()
    reading = start("pg_restore", "--no-owner", "--no-acl", "--file=-", str(file))
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *EMPTY_IT)
    writing = start("psql", *options, "--file=-", stdin=subprocess.PIPE)
    try:
        shutil.copyfileobj(reading.stdout, writing.stdin)
        finish(reading)
    except BrokenPipeError:
        end(reading)  # psql says why it stopped
    except BackupError:
        end(writing)  # told that this was all, it would keep half of it
        raise
    finish(writing)
    yield


def refuse_if_open() -> None:
    connection.close()
    connection.close_pool()
    for _ in range(TRIES):
        others = int(finish(start("psql", "--no-psqlrc", "--tuples-only", f"--command={OTHERS}")))
        if not others:
            return
        time.sleep(PAUSE_SECONDS)  # a connection just closed is seen for a moment longer
    raise BackupError(f"KneeLog has the database open ({others} connections). Stop it, then restore.")


def start(program: str, *options: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """A program of PostgreSQL's at work on our database."""
    path = shutil.which(program)
    if path is None:
        raise BackupError(f"{program} is missing: install PostgreSQL's own (apt install postgresql-client).")
    (_, *where), secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    name = where.pop()
    # Given a file, pg_restore writes the script of a dump and needs no database.
    aim = [] if program == "pg_restore" else [*where, f"--dbname={name}"]
    return subprocess.Popen(  # noqa: S603 ours
        [path, *aim, *options],
        env=os.environ | {"LC_ALL": "C"} | (secrets or {}),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finish(process: subprocess.Popen[bytes]) -> bytes:
    """What it printed. Raises BackupError with the first two lines it complained of."""
    printed, said = process.communicate()
    if process.returncode:
        words = "; ".join(said.decode(errors="replace").split("\n")[:2]).strip("; ")
        raise BackupError(words or f"{process.args[0]} ended with {process.returncode}.")
    return printed


def end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()
