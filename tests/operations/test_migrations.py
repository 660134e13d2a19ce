"""An upgrade from the oldest database there can be, killed on the way and taken up again: no row is lost."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest
from django.db import connection, migrations
from django.db.migrations.executor import MigrationExecutor

from tests.architecture.source import REPOSITORY
from tests.operations.databases import opened, tables
from tests.operations.first_state import ADA, DAY, KEPT_BY_DJANGO, OLDEST, ROWS, TIME, entry, fill
from tests.shell.test_start import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
KEY = 1
WAITING = (
    "FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    f" WHERE datname = current_database() AND locktype = 'advisory' AND objid = {KEY} AND NOT granted"
)


def plan():
    """Every migration there is, in the order of an upgrade."""
    executor = MigrationExecutor(connection)
    return [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)]


def applied(name):
    with closing(opened(name)) as database:
        return set(database.execute("SELECT app, name FROM django_migrations").fetchall())


def records(name):
    """Each row of the tables that the oldest database has, by the names of its columns."""
    found = {}
    with closing(opened(name)) as database:
        for table in ROWS | dict.fromkeys(KEPT_BY_DJANGO):
            cursor = database.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in cursor.description]
            found[table] = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    return found


def kept(before, after):
    """The rows of `after` in the columns of `before`, without what Django itself adds at an upgrade."""
    columns = {table: list(rows[0]) for table, rows in before.items()}
    cut = {table: [{key: row[key] for key in columns[table]} for row in after[table]] for table in before}
    return {
        table: [row for row in rows if row in before[table] or table not in KEPT_BY_DJANGO]
        for table, rows in cut.items()
    }


def in_order(found):
    return {table: sorted(map(repr, rows)) for table, rows in found.items()}


@pytest.fixture
def oldest(elsewhere):
    """A database as it was first, with every table of it filled."""
    elsewhere.run("migrate", "-v0", "training", OLDEST)
    fill(elsewhere.name)
    there = tables(elsewhere.name)
    assert set(there) == set(ROWS) | KEPT_BY_DJANGO
    assert all(there.values())
    return elsewhere


STAND_STILL = {
    "postgresql": [
        "CREATE FUNCTION stand() RETURNS trigger LANGUAGE plpgsql AS"
        f" 'BEGIN PERFORM pg_advisory_xact_lock({KEY}); RETURN NEW; END'",
        "CREATE TRIGGER stand BEFORE INSERT ON django_migrations FOR EACH ROW"
        " WHEN (NEW.app = '{app}' AND NEW.name = '{name}') EXECUTE FUNCTION stand()",
    ],
    "sqlite": [
        "CREATE VIEW endless AS"
        " WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(x) AS x FROM n",
        "CREATE TRIGGER stand BEFORE INSERT ON django_migrations"
        " WHEN NEW.app = '{app}' AND NEW.name = '{name}' BEGIN SELECT x FROM endless; END",
    ],
}
GO_ON = {
    "postgresql": ["DROP TRIGGER stand ON django_migrations", "DROP FUNCTION stand"],
    "sqlite": ["DROP TRIGGER stand", "DROP VIEW endless"],
}


@contextmanager
def standing_still(name, step):
    """This migration does all of its work, and never comes to the end of being recorded."""
    with closing(opened(name)) as database:
        for statement in STAND_STILL[connection.vendor]:
            database.execute(statement.format(app=step.app_label, name=step.name))
        if connection.vendor == "postgresql":
            database.execute(f"SELECT pg_advisory_lock({KEY})")
        yield database
        if connection.vendor == "postgresql":
            database.execute(f"SELECT pg_advisory_unlock({KEY})")
        for statement in GO_ON[connection.vendor]:
            database.execute(statement)


def stands(database, name, earlier) -> bool:
    """Whether the process of the migration has come to where it stands still."""
    if connection.vendor == "postgresql":
        return database.execute(f"SELECT count(*) {WAITING}").fetchone() == (1,)
    if not earlier <= applied(name):
        return False
    try:
        database.execute("PRAGMA busy_timeout = 0")
        database.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    database.execute("ROLLBACK")
    return False


def kill_in(elsewhere, step, earlier):
    """Kill the command in this migration, with its work done and nothing of it committed."""
    words = [sys.executable, "manage.py", "migrate", "-v0"]
    with standing_still(elsewhere.name, step) as database:
        process = subprocess.Popen(words, cwd=REPOSITORY, env=environment(**elsewhere.environment()))
        while not stands(database, elsewhere.name, earlier):
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"{step} did not stand still")
        process.kill()
        assert process.wait() == -signal.SIGKILL
        if connection.vendor == "postgresql":
            # Its server notices that nobody is there only when the lock is free.
            database.execute(f"SELECT pg_terminate_backend(pid, 10000) {WAITING}")


def moves_data(step) -> bool:
    kinds = (migrations.RunPython, migrations.RunSQL, migrations.SeparateDatabaseAndState)
    found = [operation for operation in step.operations if isinstance(operation, kinds)]
    # Some only move data on the way back.
    return any(getattr(operation, "code", None) is not migrations.RunPython.noop for operation in found)


def test_killed_on_the_way_and_taken_up_again_it_keeps_every_row(oldest):
    before = records(oldest.name)
    steps = plan()
    names = [(step.app_label, step.name) for step in steps]
    ours = [step for step in steps if step.app_label == "training"]
    for step in ([step for step in ours if moves_data(step)][-1], ours[-1]):
        earlier = set(names[: steps.index(step)])
        kill_in(oldest, step, earlier)
        assert applied(oldest.name) == earlier
        assert in_order(kept(before, records(oldest.name))) == in_order(before)
    oldest.run("migrate", "-v0")
    assert applied(oldest.name) == set(names)
    assert in_order(kept(before, records(oldest.name))) == in_order(before)


def test_on_the_way_back_to_before_mails_only_the_looks_by_mail_go(oldest):
    before = records(oldest.name)
    oldest.run("migrate", "-v0")
    look = {"coach_id": ADA, "link_id": None, "day": DAY, "last_at": TIME, "times": 1}
    pages = enumerate(("athlete", "mail"), 1)
    fill(oldest.name, {"training_look": [entry(number) | look | {"page": page} for number, page in pages]})
    oldest.run("migrate", "-v0", "training", "0020")
    with closing(opened(oldest.name)) as database:
        assert database.execute("SELECT page FROM training_look").fetchall() == [("athlete",)]
    oldest.run("migrate", "-v0")
    assert in_order(kept(before, records(oldest.name))) == in_order(before)


def test_every_migration_is_whole_or_not_at_all():
    assert [step.name for step in plan() if step.app_label == "training" and not step.atomic] == []
