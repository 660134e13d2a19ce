"""What comes before the first page, and several servers that start at once."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.request import urlopen

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kneelog.alone import KEY, WAITING
from tests.architecture.source import REPOSITORY
from tests.commands.run import refused, said
from tests.operations.databases import opened
from tests.shell.test_start import PATIENCE_S, environment, running
from training.management.trials.ports import free_ports

fcntl = pytest.importorskip("fcntl", reason="Windows locks no folders")


@contextmanager
def being_prepared(elsewhere):
    """Somebody else prepares it: on PostgreSQL from another computer, on SQLite in the same folder."""
    elsewhere.folder.mkdir()
    if connection.vendor == "postgresql":
        with closing(opened(elsewhere.name)) as database:
            database.execute(f"SELECT pg_advisory_lock({KEY})")
            yield
        return
    folder = os.open(elsewhere.folder, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    yield
    os.close(folder)


def places(elsewhere):
    """Two KneeLogs of one database: on PostgreSQL two computers, on SQLite two processes in one folder."""
    own = [{"KNEELOG_DATA_DIR": str(elsewhere.folder / name)} for name in ("one", "other")]
    shared = elsewhere.environment()
    return [shared | folder for folder in own] if connection.vendor == "postgresql" else [shared, shared]


def preparing(variables):
    words = [sys.executable, "manage.py", "prepare"]
    return subprocess.Popen(
        words, cwd=REPOSITORY, env=environment(**variables), stderr=subprocess.PIPE, text=True
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.data
def test_two_that_start_at_once_take_turns_and_serve_the_same(elsewhere):
    both = places(elsewhere)
    with being_prepared(elsewhere):
        several = [preparing(variables) for variables in both]
        assert [one.stderr.readline() for one in several] == [f"{WAITING}\n"] * 2
    assert {(one.communicate()[1].replace(f"{WAITING}\n", ""), one.returncode) for one in several} == {
        ("", 0)
    }
    with closing(opened(elsewhere.name)) as database:
        twice = "SELECT app, name FROM django_migrations GROUP BY app, name HAVING count(*) > 1"
        assert database.execute(twice).fetchall() == []
    one, other = free_ports(2)
    with (
        running(one, "", by="serve", **both[0]) as (first, _),
        running(other, "", by="serve", **both[1]) as (_, said_last),
    ):
        assert said_last == f"KneeLog runs at http://127.0.0.1:{other}/   (Ctrl-C stops it)\n"
        for port in (one, other):
            with urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
                assert answer.read() == b"ready\n"
        first.terminate()
        assert first.wait(PATIENCE_S) == 0


def test_a_server_does_not_start_before_that(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert refused("serve", "--port", "0") == (
        "The static files are not collected yet: run the command prepare first."
    )


@pytest.mark.django_db
def test_static_files_collected_beforehand_stay_as_they_are(settings, tmp_path):
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATIC_IS_COLLECTED = True
    said("prepare")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.data
def test_an_older_version_leaves_a_newer_database_alone(settings, tmp_path):
    settings.DATA_DIR, settings.STATIC_IS_COLLECTED = tmp_path, True
    recorder = MigrationRecorder(connection)
    recorder.record_applied("training", "9999_of_the_future")
    assert refused("prepare") == (
        "The database is of a newer KneeLog (9999_of_the_future). Install that one again, or this one into "
        "an empty database, and restore a backup that was made by it."
    )
    recorder.record_unapplied("training", "9999_of_the_future")
    said("prepare")


def test_a_database_that_does_not_answer_yet_is_waited_for(tmp_path):
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    process = preparing({"KNEELOG_DATA_DIR": str(tmp_path), "DATABASE_URL": nowhere})
    with process:
        line = process.stderr.readline()
        assert line.startswith("Waiting for the database, 60 seconds at most: ")
        assert "Connection refused" in line
        assert process.poll() is None
        process.kill()
