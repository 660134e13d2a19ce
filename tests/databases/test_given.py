"""What DATABASE_URL and DATABASE_REPLICA_URL may say. No refusal repeats a password."""

from __future__ import annotations

import pytest

from kneelog.databases import given
from tests.shell.test_environment import refusal

PRIMARY = "postgresql://knee:hidden@db:5433/log"
REPLICA = "postgresql://knee:hidden@db2/log"


@pytest.fixture(autouse=True)
def address(monkeypatch):
    """Sets DATABASE_URL, and DATABASE_REPLICA_URL with it."""

    def say(url: str, replica: str = "") -> None:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("DATABASE_REPLICA_URL", replica)

    say("")
    return say


def test_sqlite_is_the_default(tmp_path):
    assert given.databases(tmp_path) == {
        "default": {
            "ENGINE": given.SQLITE,
            "NAME": tmp_path / "kneelog.sqlite3",
            "OPTIONS": given.SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
        }
    }


def test_postgresql_by_url(tmp_path, address):
    address(f"{PRIMARY}?sslmode=require&connect_timeout=5")
    (config,) = given.databases(tmp_path).values()
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "CONN_MAX_AGE")
    assert {name: config[name] for name in names} == {
        "ENGINE": given.POSTGRESQL,
        "NAME": "log",
        "USER": "knee",
        "PASSWORD": "hidden",
        "HOST": "db",
        "PORT": 5433,
        "OPTIONS": {"pool": given.POOL, "sslmode": "require", "connect_timeout": 5},
        # A pool and persistent connections exclude each other.
        "CONN_MAX_AGE": 0,
    }


def test_a_replica_is_waited_for_no_longer_than_a_page_can(tmp_path, address):
    address(PRIMARY, REPLICA)
    found = given.databases(tmp_path)
    assert list(found) == ["default", "replica"]
    assert (found["replica"]["HOST"], found["replica"]["DISABLE_SERVER_SIDE_CURSORS"]) == ("db2", True)
    assert found["replica"]["OPTIONS"] == {"pool": given.REPLICA_POOL, "connect_timeout": 2}
    address(PRIMARY, f"{REPLICA}?connect_timeout=1")
    assert given.databases(tmp_path)["replica"]["OPTIONS"]["connect_timeout"] == 1


@pytest.mark.parametrize("name", ["mmap_size", "init_command", "timeout", "transaction_mode", "conn_max_age"])
def test_an_address_sets_nothing_of_sqlite(tmp_path, address, name):
    address(f"sqlite:////srv/knee.sqlite3?{name}=1")
    assert refusal(given.databases, tmp_path) == (
        f"KneeLog did not start: DATABASE_URL has ?{name}, which is not for SQLite here, or twice. "
        "Leave it away."
    )


@pytest.mark.parametrize(
    "option", ["pool=false", "isolation_level=4", "ATOMIC_REQUESTS=true", "sslmode=require&sslmode=disable"]
)
@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_REPLICA_URL"])
def test_an_address_sets_nothing_but_options_of_the_client(tmp_path, address, variable, option):
    urls = {"DATABASE_URL": PRIMARY, "DATABASE_REPLICA_URL": REPLICA}
    urls[variable] += f"?{option}"
    address(*urls.values())
    name = option.partition("=")[0]
    assert refusal(given.databases, tmp_path) == (
        f"KneeLog did not start: {variable} has ?{name}, which is not for PostgreSQL here, or twice. "
        "Leave it away."
    )


@pytest.mark.parametrize(
    ("url", "replica", "reason"),
    [
        ("mysql://a:hidden@b/c", "", "DATABASE_URL must name PostgreSQL or SQLite."),
        (
            "hidden",
            "",
            "DATABASE_URL is not understood. Example: postgresql://user:password@host:5432/kneelog",
        ),
        (
            PRIMARY,
            "postgresql://u:hidden@db:port/log",
            "DATABASE_REPLICA_URL is not understood. Example: postgresql://user:password@host:5432/kneelog",
        ),
        (PRIMARY, "sqlite:////srv/knee", "DATABASE_REPLICA_URL must name PostgreSQL."),
        ("", REPLICA, "DATABASE_REPLICA_URL needs PostgreSQL in DATABASE_URL: SQLite has no replica."),
        (
            "postgresql://knee:hidden@db/log",
            "postgres://other:hidden@db:5432/log?sslmode=require",
            "DATABASE_REPLICA_URL names the database of DATABASE_URL. Unset it, or name a replica.",
        ),
    ],
)
def test_what_cannot_be_is_refused_without_a_password(tmp_path, address, url, replica, reason):
    address(url, replica)
    assert refusal(given.databases, tmp_path) == f"KneeLog did not start: {reason}"
