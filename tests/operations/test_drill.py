"""What an operator will do on a bad day: back up a living KneeLog, and bring it back somewhere else."""

from __future__ import annotations

import uuid
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from threading import Barrier, Event

import pytest
from django.core.cache import cache
from django.urls import reverse

from kneelog.backups.files import LEFT_OUT
from tests.commands.run import said
from tests.factories import make_runner
from tests.operations.databases import live, opened, tables
from tests.shell.test_start import PATIENCE_S
from tests.views.test_concurrent import at_once, data, logged_in
from training.demo import create_demo_accounts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
WRITERS, RUNS_BEFORE = 3, 5


def back_up(folder):
    said("backup", folder)
    (path,) = folder.iterdir()
    return path


def test_all_of_it_comes_back_but_who_was_logged_in(client, tmp_path, elsewhere):
    create_demo_accounts()
    client.force_login(make_runner())
    client.get(reverse("today"))
    cache.set("failures", 3)
    before = tables(live())
    assert all(before[name] for name in ("training_run", "training_checkin", "django_session", LEFT_OUT[-1]))
    backup = back_up(tmp_path / "backups")
    elsewhere.run("restore", backup)
    expected = before | {name: [] for name in LEFT_OUT}
    assert tables(elsewhere.name) == expected
    told = elsewhere.run("restore", backup, "--replace")
    assert tables(elsewhere.name) == expected
    kept = [str(path) for path in elsewhere.folder.rglob("*") if ".before-" in path.name]
    kept += [str(path) for path in elsewhere.folder.rglob("*.dump")]
    assert len(kept) == 1
    assert kept[0] in told


@dataclass
class Written:
    """A run that was acknowledged: the ticks before it was sent and after the answer came."""

    entry: uuid.UUID
    began: int
    ended: int


@dataclass
class Drill:
    """Writers who log runs before, during and after a backup; the clock is a counter they share."""

    folder: object
    ticks: count = field(default_factory=count)
    ready: Barrier = field(default_factory=lambda: Barrier(WRITERS + 1, timeout=PATIENCE_S))
    done: Event = field(default_factory=Event)

    def write(self, client, runner) -> list[Written]:
        written = [self.log(client, runner, number) for number in range(RUNS_BEFORE)]
        self.ready.wait()
        while not self.done.is_set():
            written.append(self.log(client, runner, len(written)))
        return [*written, self.log(client, runner, len(written))]

    def log(self, client, runner, number) -> Written:
        form, began = data(runner, number), next(self.ticks)
        assert client.post(reverse("log-run"), form).status_code == 302
        return Written(uuid.UUID(form["entry_id"]), began, next(self.ticks))

    def back_up(self):
        self.ready.wait()
        try:
            return back_up(self.folder)
        finally:
            self.done.set()


def ids(name):
    with closing(opened(name)) as database:
        found = database.execute("SELECT id FROM training_run").fetchall()
    return {uuid.UUID(str(pk)) for (pk,) in found}


def test_a_backup_while_writers_write_is_one_moment_of_it(tmp_path, elsewhere):
    runners = [make_runner(f"runner{number}") for number in range(WRITERS)]
    clients = [logged_in(runner) for runner in runners]
    before = tables(live())
    drill = Drill(tmp_path / "backups")
    pairs = zip(clients, runners, strict=True)
    backup, *logs = at_once([drill.back_up, *(lambda c=c, r=r: drill.write(c, r) for c, r in pairs)])
    after = tables(live())
    elsewhere.run("restore", backup)
    restored, came_back = tables(elsewhere.name), ids(elsewhere.name)

    written = [run for log in logs for run in log]
    there = [run for run in written if run.entry in came_back]
    missing = [run for run in written if run.entry not in came_back]
    assert len(there) == len(came_back)
    # Acknowledged before it began: there. Sent after it ended: not.
    assert {run.entry for log in logs for run in log[:RUNS_BEFORE]} <= came_back
    assert not {log[-1].entry for log in logs} & came_back
    # One moment: nothing is there that was sent after something missing had been acknowledged.
    assert max(run.began for run in there) < min(run.ended for run in missing)
    assert set(restored["training_run"]) <= set(after["training_run"])
    quiet = {name: rows for name, rows in before.items() if rows == after[name] and name not in LEFT_OUT}
    assert {name: restored[name] for name in quiet} == quiet
    assert len(quiet) > 20
