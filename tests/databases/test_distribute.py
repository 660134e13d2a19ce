"""The SQL that spreads the log is run on PostgreSQL, with the two functions of Citus as ones that do nothing.

What Citus itself says of it is not known here: see docs/databases.md.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from kneelog.databases.citus import SPREAD, models, place_of, statements
from tests.commands.run import refused
from tests.factories import make_runner, make_shoe
from tests.sharing.cast import share
from tests.shell.test_start import command
from tests.views.test_concurrent import data
from training.leaving import erase
from training.models import Note, Run, User

NO_EXTENSION = "The extension citus is missing in this database: see docs/databases.md."
STAND_INS = """
    CREATE FUNCTION create_reference_table(text) RETURNS void AS 'SELECT' LANGUAGE sql;
    CREATE FUNCTION create_distributed_table(text, text, colocate_with text DEFAULT '')
        RETURNS void AS 'SELECT' LANGUAGE sql;
"""
UNIQUE_WITHOUT_RUNNER = """
    SELECT indexrelid::regclass::text FROM pg_index
    JOIN pg_attribute ON attrelid = indrelid AND attname = 'runner_id'
    WHERE indisunique AND indrelid::regclass::text = ANY(%s) AND NOT attnum = ANY(indkey)
"""
JOINS_WITHOUT_RUNNER = """
    SELECT conname FROM pg_constraint WHERE contype = 'f' AND confrelid::regclass::text = ANY(%s)
    AND pg_get_constraintdef(oid) NOT LIKE 'FOREIGN KEY (runner_id, %%) REFERENCES %%(runner_id, id)%%'
"""
TABLES = sorted(model._meta.db_table for model in models() if place_of(model) == SPREAD)


@pytest.fixture
def cursor(db):
    with connection.cursor() as cursor:
        yield cursor


@pytest.mark.django_db
def test_sqlite_has_no_nodes(tmp_path):
    refusal = command("distribute", KNEELOG_DATA_DIR=str(tmp_path))
    assert (refusal.returncode, refusal.stdout, refusal.stderr) == (
        1,
        "",
        "CommandError: Only PostgreSQL with Citus has nodes: set DATABASE_URL.\n",
    )


@pytest.mark.data
@pytest.mark.django_db
def test_without_the_extension_it_prints_what_it_would_do_and_does_nothing(cursor):
    if connection.vendor == "sqlite":
        return
    planned = list(statements(cursor))
    assert refused("distribute", "--execute") == NO_EXTENSION
    assert list(statements(cursor)) == planned


@pytest.mark.data
def test_a_log_that_is_spread_is_kept_as_before(cursor, client):
    if connection.vendor == "sqlite":
        return
    cursor.execute(STAND_INS)
    planned = list(statements(cursor))
    for statement in planned:
        cursor.execute(statement)
    made = [line for line in planned if line.startswith("SELECT create_distributed_table")]
    assert sorted(line.split("'")[1] for line in made) == TABLES
    for question in (UNIQUE_WITHOUT_RUNNER, JOINS_WITHOUT_RUNNER):
        cursor.execute(question, [TABLES])
        assert cursor.fetchall() == []
    days_go_by(client)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def days_go_by(client) -> None:
    """Logged twice at once, changed, shared, spoken of, deleted; at last the runner leaves."""
    anna, kim = make_runner("anna"), make_runner("kim")
    client.force_login(anna)
    form = data(anna)
    for _ in range(2):
        assert client.post(reverse("log-run"), form).status_code == 302
    run = anna.runs.get()
    run.shoe = make_shoe(anna)
    run.save()
    share(anna, kim)
    Note.objects.create(runner=anna, coach=kim, by_coach=True, text="x", run=run)
    assert client.get(reverse("runs")).context["total"] == 1
    assert client.post(reverse("delete-run", args=[run.pk])).status_code == 302
    assert client.get(reverse("today")).context["user"].unread_notes == 1
    assert (Run.objects.count(), Note.objects.get().run) == (0, None)
    erase(anna)
    assert list(User.objects.all()) == [kim]
