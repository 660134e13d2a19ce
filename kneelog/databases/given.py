"""DATABASE_URL and DATABASE_REPLICA_URL as Django's DATABASES.

What an address says after its ? reaches the server's own client alone, so that it switches nothing of ours
on or off. No refusal repeats an address: a password may stand in it.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import dj_database_url

from kneelog.databases import DEFAULT, REPLICA
from kneelog.environment import refuse

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON",
}
POOL = {"min_size": 1, "max_size": 16, "timeout": 10}
# A page waits no longer than this for a replica that is not there (see replica.RETRY_AFTER).
REPLICA_POOL = {"min_size": 0, "max_size": 16, "timeout": 2}
REPLICA_CONNECT_SECONDS = 2

Config = dict[str, Any]


def databases(folder: Path) -> dict[str, Config]:
    """SQLite in the data folder, or what DATABASE_URL names; and the replica, where there is one."""
    primary = _primary(folder)
    url = os.environ.get("DATABASE_REPLICA_URL", "").strip()
    return {DEFAULT: primary, REPLICA: _replica(url, primary)} if url else {DEFAULT: primary}


def _primary(folder: Path) -> Config:
    url = os.environ.get("DATABASE_URL", "").strip()
    config = _parsed("DATABASE_URL", url) if url else {"ENGINE": SQLITE}
    if config["ENGINE"] == SQLITE:
        _refuse_options("DATABASE_URL", config, known=frozenset())
        name = config.get("NAME") or folder / "kneelog.sqlite3"
        return config | {"NAME": name, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    if config["ENGINE"] != POSTGRESQL:
        refuse("DATABASE_URL must name PostgreSQL or SQLite.")
    return _pooled("DATABASE_URL", config, POOL)


def _replica(url: str, primary: Config) -> Config:
    config = _parsed("DATABASE_REPLICA_URL", url)
    if config["ENGINE"] != POSTGRESQL:
        refuse("DATABASE_REPLICA_URL must name PostgreSQL.")
    if primary["ENGINE"] != POSTGRESQL:
        refuse("DATABASE_REPLICA_URL needs PostgreSQL in DATABASE_URL: SQLite has no replica.")
    if _place(config) == _place(primary):
        refuse("DATABASE_REPLICA_URL names the database of DATABASE_URL. Unset it, or name a replica.")
    pooled = _pooled("DATABASE_REPLICA_URL", config, REPLICA_POOL)
    pooled["OPTIONS"] = {"connect_timeout": REPLICA_CONNECT_SECONDS, **pooled["OPTIONS"]}
    # All rows come with the query, so that nothing is left to fail after it (see routing.instead).
    return pooled | {"DISABLE_SERVER_SIDE_CURSORS": True}


def _parsed(variable: str, url: str) -> Config:
    try:
        return dict(dj_database_url.parse(url))
    except ValueError:
        refuse(f"{variable} is not understood. Example: postgresql://user:password@host:5432/kneelog")


def _pooled(variable: str, config: Config, pool: dict[str, int]) -> Config:
    known = import_module("psycopg.pq").Conninfo.get_defaults()  # SQLite starts faster without
    _refuse_options(variable, config, known={option.keyword.decode() for option in known})
    return config | {"OPTIONS": {"pool": pool, **config.get("OPTIONS", {})}, "CONN_MAX_AGE": 0}


def _refuse_options(variable: str, config: Config, known: set[str] | frozenset[str]) -> None:
    for name, value in config.get("OPTIONS", {}).items():
        if name not in known or isinstance(value, list):
            kind = "PostgreSQL" if known else "SQLite"
            refuse(f"{variable} has ?{name}, which is not for {kind} here, or twice. Leave it away.")


def _place(config: Config) -> tuple[str, int, str]:
    return config["HOST"], config["PORT"] or 5432, config["NAME"]
