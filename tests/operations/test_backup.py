from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.architecture.source import REPOSITORY
from tests.commands.run import refused, said
from tests.factories import make_runner
from tests.operations.databases import live, opened, tables
from tests.shell.test_start import command, environment
from training.models import User

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path, settings, time_machine):
    time_machine.move_to(NOON, tick=False)
    settings.DATA_DIR = tmp_path
    make_runner()
    return tmp_path / "backups"


def suffix():
    return {"sqlite": "sqlite3", "postgresql": "dump"}[connection.vendor]


@pytest.mark.data
def test_says_in_a_line_what_it_holds(folder):
    line = said("backup")
    path = folder / f"kneelog-2026-06-01-120000Z.{suffix()}"
    assert line.startswith(f"{path}: 1 accounts, ")
    assert line.count("\n") == 1
    assert list(folder.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert refused("backup") == f"No backup was made. {path} is there already: a second has not passed."


@pytest.mark.data
def test_the_oldest_are_forgotten_and_nothing_else(folder, time_machine):
    folder.mkdir()
    (folder / "kneelog-of-my-own.sqlite3").touch()
    for hour in (12, 13, 14):
        time_machine.move_to(NOON.replace(hour=hour), tick=False)
        line = said("backup", "--keep", "2")
    assert line.endswith("; 1 older removed\n")
    assert sorted(path.name for path in folder.iterdir()) == [
        f"kneelog-2026-06-01-130000Z.{suffix()}",
        f"kneelog-2026-06-01-140000Z.{suffix()}",
        "kneelog-of-my-own.sqlite3",
    ]
    assert refused("backup", "--keep", "0") == "--keep: keep at least 1."


def test_what_a_killed_one_left_goes_after_a_day(folder, time_machine):
    draft = folder / ".kneelog-unfinished-x"
    draft.mkdir(parents=True)
    os.utime(draft, (NOON.timestamp(), NOON.timestamp()))
    said("backup")
    assert draft.exists()
    time_machine.move_to(NOON.replace(day=2, hour=13), tick=False)
    said("backup")
    assert not draft.exists()


@pytest.mark.data
def test_a_folder_that_cannot_be_written_is_one_line(folder):
    folder.touch()
    assert refused("backup") == f"No backup was made. {folder} cannot be written (File exists)."


@pytest.mark.skipif(os.name == "nt", reason="Windows has no ulimit")
def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path):
    assert command("migrate", "-v0", KNEELOG_DATA_DIR=str(tmp_path)).returncode == 0
    full = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -f 64; exec "$@"', "sh", sys.executable, "manage.py", "backup"],
        cwd=REPOSITORY,
        env=environment(KNEELOG_DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (full.returncode, full.stdout) == (1, "")
    assert full.stderr.startswith("CommandError: No backup was made. The database could not be copied (")
    assert full.stderr.count("\n") == 1
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.data
def test_a_log_is_replaced_only_when_told_to_and_while_nobody_has_it_open(folder, time_machine):
    said("backup")
    (backup,) = folder.iterdir()
    before = tables(live())
    assert refused("restore", backup) == (
        "Nothing was restored. There are accounts in the database. --replace puts the backup in its place."
    )
    somebody = opened(live())
    somebody.execute("SELECT count(*) FROM training_user").fetchall()
    time_machine.shift(1)
    line = refused("restore", backup, "--replace")
    assert line.startswith("Nothing was restored. KneeLog has the database open")
    somebody.close()
    assert tables(live()) == before


@pytest.mark.data
def test_what_is_no_whole_backup_changes_nothing(folder, tmp_path):
    said("backup")
    (backup,) = folder.iterdir()
    User.objects.all().delete()
    before = tables(live())
    half, text = tmp_path / "half", tmp_path / "text"
    half.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    text.write_text("a letter")
    for file in (half, text, tmp_path / "none"):
        assert refused("restore", file).startswith("Nothing was restored. ")
    assert tables(live()) == before


@pytest.mark.data
def test_a_backup_of_a_newer_kneelog_is_refused(folder):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("training", "9999_of_the_future")
    said("backup")
    recorder.record_unapplied("training", "9999_of_the_future")
    (backup,) = folder.iterdir()
    assert refused("restore", backup) == (
        "Nothing was restored. The backup is of a newer KneeLog (training.9999_of_the_future). "
        "Update this one first."
    )


@pytest.mark.data
def test_a_backup_of_an_older_kneelog_is_brought_up_to_date(tmp_path, elsewhere):
    elsewhere.run("migrate", "-v0")
    elsewhere.run("migrate", "-v0", "training", "0012")
    elsewhere.run("backup", tmp_path / "backups")
    (backup,) = (tmp_path / "backups").iterdir()
    elsewhere.run("migrate", "-v0")
    newest = {name: len(rows) for name, rows in tables(elsewhere.name).items()}
    elsewhere.run("restore", backup)
    assert {name: len(rows) for name, rows in tables(elsewhere.name).items()} == newest


def test_without_the_programs_of_postgresql_it_says_what_to_install(tmp_path):
    nowhere = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "KNEELOG_DATA_DIR": str(tmp_path)}
    missing = command("backup", **nowhere, PATH=str(tmp_path))
    assert (missing.returncode, missing.stderr) == (
        1,
        "CommandError: No backup was made. pg_dump is missing: "
        "install PostgreSQL's own (apt install postgresql-client).\n",
    )
    old = tmp_path / "pg_dump"
    old.write_text(
        "#!/bin/sh\necho 'pg_dump: error: aborting because of server version mismatch' >&2; exit 1\n"
    )
    old.chmod(0o755)
    assert "server version mismatch" in command("backup", **nowhere, PATH=str(tmp_path)).stderr
    assert list((tmp_path / "backups").iterdir()) == []
