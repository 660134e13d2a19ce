"""A second database, and what stands in either, read past Django: each row as its own driver gives it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection

from tests.shell.test_start import command


@dataclass(frozen=True)
class Elsewhere:
    """Another KneeLog of the same kind: its data folder and its database."""

    folder: Path
    name: str

    def run(self, *words: object) -> str:
        """What a command printed there."""
        done = command(*(str(word) for word in words), **self.environment())
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def environment(self) -> dict[str, str]:
        folder = {"KNEELOG_DATA_DIR": str(self.folder)}
        if connection.vendor == "sqlite":
            return folder
        at = {key: quote(str(value)) for key, value in connection.settings_dict.items() if value}
        who = f"{at['USER']}:{at['PASSWORD']}" if "PASSWORD" in at else at["USER"]
        return folder | {"DATABASE_URL": f"postgresql://{who}@{at['HOST']}:{at['PORT']}/{self.name}"}


def opened(name: str) -> Any:
    """A connection of the test's own to the database of this name."""
    if connection.vendor == "sqlite":
        return sqlite3.connect(name)
    at = connection.settings_dict
    where = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"] or None}
    return psycopg.connect(dbname=name, autocommit=True, **where)


def tables(name: str) -> dict[str, list[str]]:
    """Every table with all of its rows."""
    named = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }
    with closing(opened(name)) as database:
        names = [table for (table,) in database.execute(named[connection.vendor]).fetchall()]
        return {
            table: sorted(map(repr, database.execute(f'SELECT * FROM "{table}"').fetchall()))
            for table in names
        }


def live() -> str:
    return str(connection.settings_dict["NAME"])
