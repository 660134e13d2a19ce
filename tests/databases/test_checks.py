"""A database set up so that it could lose or garble a log is refused, by name, at every start."""

from __future__ import annotations

from textwrap import dedent

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection, connections
from django.db.backends.postgresql.features import DatabaseFeatures

from kneelog.databases import checks, given
from tests.shell.test_start import command

SAFE = {name: value for name, value in given.SQLITE_OPTIONS.items() if name != "init_command"}
PRAGMAS = {"journal_mode": "WAL", "synchronous": "NORMAL", "secure_delete": "ON"}
LINES = {
    "journal_mode": (
        "journal_mode is delete: readers and a writer would lock each other out. "
        "Set it to WAL in init_command, and keep the file on a disk of this computer."
    ),
    "synchronous": ("synchronous is 0: a power cut could ruin the file. Set it to NORMAL in init_command."),
    "busy_timeout": (
        "busy_timeout is 5000: whoever meets a writer would get an error. "
        "Set timeout to 20 seconds in OPTIONS."
    ),
    "mmap_size": (
        "mmap_size is 268435456: reads beside a writer went wrong with it (disk image is malformed). "
        "Leave it away, or set it to 0."
    ),
    "secure_delete": (
        "secure_delete is 0: what was deleted could still be read in the file. Set it to ON in init_command."
    ),
}


def pragmas(**changes: str) -> str:
    return "; ".join(f"PRAGMA {name}={value}" for name, value in (PRAGMAS | changes).items())


@pytest.fixture
def database(tmp_path, monkeypatch, django_db_blocker):
    """Opens a database of another SQLite file with these options; returns what `check --database` says."""

    def asked(*, without: str = "", init: str, **options: object) -> list[str]:
        config = {
            **connections.settings["default"],
            "ENGINE": given.SQLITE,
            "NAME": tmp_path / "log",
            "OPTIONS": {key: value for key, value in SAFE.items() if key != without}
            | {"init_command": init, **options},
        }
        monkeypatch.setitem(connections.settings, "other", config)
        with django_db_blocker.unblock():
            found = run_checks(tags=[Tags.database], databases=["other"])
            connections["other"].close()
        del connections["other"]
        return [fault.msg for fault in found]

    return asked


@pytest.mark.data
@pytest.mark.django_db
def test_what_we_set_is_safe():
    assert run_checks(tags=[Tags.database, "databases"], databases=["default"]) == []
    assert checks.unsafe() == []


def test_each_unsafe_setting_of_sqlite_is_named(database):
    assert database(init=pragmas()) == []
    assert database(init=pragmas(journal_mode="DELETE")) == [LINES["journal_mode"]]
    assert database(init=pragmas(synchronous="OFF")) == [LINES["synchronous"]]
    assert database(init=pragmas(mmap_size="268435456")) == [LINES["mmap_size"]]
    assert database(init=pragmas(secure_delete="OFF")) == [LINES["secure_delete"]]
    assert database(init=pragmas(), without="timeout") == [LINES["busy_timeout"]]
    assert database(
        init=pragmas(journal_mode="DELETE", mmap_size="268435456", secure_delete="OFF"), timeout=5
    ) == [LINES[name] for name in ("journal_mode", "busy_timeout", "mmap_size", "secure_delete")]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"ATOMIC_REQUESTS": True},
            "ATOMIC_REQUESTS is on for default: each page that is read would lock out who writes. "
            "Set it to False.",
        ),
        (
            {"ENGINE": given.SQLITE, "OPTIONS": {}},
            "transaction_mode is None for default: two writers at once would get “database is locked”. "
            "Set it to IMMEDIATE in OPTIONS.",
        ),
        (
            {"ENGINE": given.POSTGRESQL, "OPTIONS": {"pool": {"max_size": 4}}, "CONN_MAX_AGE": 60},
            "CONN_MAX_AGE is 60 for default, which has a pool: one or the other. Set it to 0.",
        ),
    ],
)
def test_what_the_settings_alone_tell_is_refused_before_every_command(monkeypatch, changes, line):
    assert run_checks(tags=["databases"]) == []
    monkeypatch.setitem(connections.settings, "default", {**connections.settings["default"], **changes})
    assert [fault.msg for fault in run_checks(tags=["databases"])] == [line]


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_a_server_that_may_lose_what_it_acknowledged_or_is_too_old_is_named(monkeypatch):
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
        assert checks.unsafe() == [
            "synchronous_commit is off: what was acknowledged could be lost when the server crashes. "
            "Set it to on for this database."
        ]
        cursor.execute("RESET synchronous_commit")
    connection.close()
    connection.close_pool()
    monkeypatch.setattr(DatabaseFeatures, "minimum_database_version", (99,))
    # As in a process that has just begun.
    monkeypatch.setattr("django.db.backends.base.base.RAN_DB_VERSION_CHECK", set())
    (line,) = checks.unsafe()
    assert line.startswith("PostgreSQL 99 or later is required (found ")
    assert line.endswith("). Update the server.")
    monkeypatch.undo()


@pytest.fixture
def unsafe_settings(tmp_path):
    """Settings of somebody who tuned SQLite by themselves, as a module that can be named."""
    (tmp_path / "tuned.py").write_text(
        dedent(f"""
        from kneelog.settings import *
        DATABASES["default"]["OPTIONS"] = {SAFE | {"init_command": pragmas(mmap_size="268435456")}!r}
        """)
    )
    return {
        "DJANGO_SETTINGS_MODULE": "tuned",
        "PYTHONPATH": str(tmp_path),
        "KNEELOG_DATA_DIR": str(tmp_path / "data"),
    }


@pytest.mark.parametrize("words", [["up", "--port", "0"], ["work", "--once"]])
def test_neither_server_nor_worker_starts(unsafe_settings, words):
    refused = command(*words, **unsafe_settings)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"CommandError: {LINES['mmap_size']}\n"


def test_nor_does_another_server(unsafe_settings):
    words = ["shell", "-v0", "-c", "import kneelog.wsgi"]
    refused = command(*words, **unsafe_settings)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines()[-1] == f"KneeLog did not start: {LINES['mmap_size']}"


def test_a_database_that_is_away_is_no_reason_not_to_start(tmp_path):
    gone = {"DATABASE_URL": f"sqlite:///{tmp_path}/none/log", "KNEELOG_DATA_DIR": str(tmp_path)}
    assert command("shell", "-v0", "-c", "import kneelog.wsgi", **gone).returncode == 0
