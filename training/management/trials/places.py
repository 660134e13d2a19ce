"""Where a trial lives: a data folder and a database of its own, never those that the settings name."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from django.conf import settings

from training.management.trials.clusters import Cluster, programs

MARK = "thrown-away"
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


class NoEngineError(Exception):
    """This engine cannot be tried here; the words say why."""


@dataclass(frozen=True)
class Place:
    """folder: of the data; url: of the database, "" for SQLite in the folder; cluster: where it is ours.

    more: environment of every process here.
    """

    folder: Path
    url: str = ""
    cluster: Cluster | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """That of a process here: nothing of how the operator's KneeLog is set up reaches it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KNEELOG_")}
        kept |= {"DJANGO_SETTINGS_MODULE": "kneelog.settings", "KNEELOG_DATA_DIR": str(self.folder)}
        kept |= {"PYTHONUNBUFFERED": "1", "DATABASE_URL": self.url}
        kept.pop("DATABASE_REPLICA_URL", None)
        return kept | self.more

    def start(self, *words: object, **streams: object) -> subprocess.Popen[str]:
        """A process of our Python, in this place."""
        command = [sys.executable, *map(str, words)]
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return] # noqa: S603 ours
            command, cwd=settings.BASE_DIR, env=self.environment(), text=True, **streams
        )

    def manage(self, *words: object) -> str:
        """What a command says here; OSError with its last line where it fails."""
        piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        with self.start("manage.py", *words, **piped) as process:
            said, complaint = process.communicate()
        if process.returncode:
            raise OSError((complaint.strip().splitlines() or [f"exit {process.returncode}"])[-1])
        return said


def refuse_elsewhere() -> None:
    """End a process that would try things on a KneeLog that is not thrown away."""
    if not (settings.DATA_DIR / MARK).exists():
        raise SystemExit("This is not a place for trials: start `manage.py bench` or `manage.py soak`.")


def here() -> Place:
    """The place of this process."""
    return Place(Path(settings.DATA_DIR), os.environ.get("DATABASE_URL", ""))


@contextmanager
def place(
    engine: str, server: str = "", parent: Path | None = None, more: Mapping[str, str] | None = None
) -> Iterator[Place]:
    """An empty place for the block.

    server: address of a PostgreSQL on which a database may be made and dropped; else one is started.
    NoEngineError where that cannot be.
    """
    with tempfile.TemporaryDirectory(prefix="kneelog-", dir=parent, ignore_cleanup_errors=True) as name:
        # The folder's own user may be another: that of PostgreSQL.
        folder = Path(name)
        folder.chmod(0o711)
        data = folder / "data"
        data.mkdir(mode=0o700)
        (data / MARK).touch()
        with _place(engine, server, folder, data) as bare:
            yield replace(bare, more=more or {})


@contextmanager
def _place(engine: str, server: str, folder: Path, data: Path) -> Iterator[Place]:
    if engine == SQLITE:
        yield Place(data)
    elif server:
        with _database(server) as url:
            yield Place(data, url)
    else:
        with _cluster(folder / "postgresql") as cluster:
            yield Place(data, cluster.url, cluster)


@contextmanager
def _database(server: str) -> Iterator[str]:
    """A database of our own on a server of somebody's."""
    name = f"kneelog_trial_{uuid4().hex[:12]}"
    try:
        connection = psycopg.connect(server, autocommit=True)
    except psycopg.OperationalError as problem:
        reason = str(problem).strip().partition("\n")[0]
        raise NoEngineError(f"PostgreSQL cannot be reached ({reason})") from problem
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _cluster(folder: Path) -> Iterator[Cluster]:
    binaries = programs()
    if binaries is None:
        raise NoEngineError("PostgreSQL is not installed here, and --postgresql names no server")
    cluster = Cluster(folder, binaries)
    try:
        cluster.create()
        cluster.start()
    except (OSError, KeyError, subprocess.TimeoutExpired) as problem:
        raise NoEngineError(f"PostgreSQL cannot be started ({problem})") from problem
    try:
        yield cluster
    finally:
        cluster.stop("immediate")
