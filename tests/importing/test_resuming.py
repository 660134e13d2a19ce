"""Work that is killed anywhere: whole or not at all per file, and in the end as if nothing had happened."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import quote

import pytest
from django.db import connection
from django.db.models import Count

from tests.architecture.source import REPOSITORY
from tests.importing.batch import accept, log_of, packed, rows, sent, staged, undone, verdicts
from tests.importing.test_joined import HEADER as STRAVA
from training.importing.batch_reading import read_batch
from training.importing.states import State, move
from training.importing.uploads import path_of
from training.importing.working import work_on
from training.models import ImportBatch, ImportFile, ImportItem, Run, User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
FILES, RUNS_EACH = 60, 3
# So many that each time the worker is killed, most of its work lies before it.
MANY_FILES, KILLS = 180, 5


@pytest.fixture(autouse=True)
def first_of_june() -> None:
    """The workers have the clock of the computer, so this side has it too."""


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def run_at(number: int, day: int) -> str:
    return f"2024-{1 + number // 28:02}-{1 + number % 28:02}T{7 + day * 2:02}:30:00Z"


def many_files(number_of_files: int = FILES) -> dict[str, bytes]:
    """An archive whose table names most of its files, and a sheet that repeats some of their runs."""
    table, members = STRAVA, {}
    for number in range(number_of_files):
        name = f"activities/{number}.csv.txt"
        starts = [run_at(number, day) for day in range(1 if number % 2 else RUNS_EACH)]
        members[name] = rows(*(f"{start},10000,50:00,trail,Ghost,,5" for start in starts))
        if number % 2:
            table += f'"{starts[0][:10]} 07:30:00",Run,10.0,3600,10000.4,Pegasus,{name},3000\n'
    archive = packed({"activities.csv": table.encode(), **members})
    sheet = rows(*(f"{run_at(number, 0)},10000,50:00,,,from the sheet {number}," for number in range(40)))
    return {"export.zip": archive, "sheet.csv": sheet}


def address() -> str:
    """DATABASE_URL of the database under test."""
    config = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{config['NAME']}"
    who = f"{quote(config['USER'])}:{quote(config['PASSWORD'])}@{config['HOST']}:{config['PORT']}"
    return f"postgresql://{who}/{config['NAME']}"


@contextmanager
def worker(data_folder, *options):
    """A worker in a process of its own, killed where the block ends."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KNEELOG_", "DJANGO_"))}
    changes = {"DATABASE_URL": address(), "KNEELOG_DATA_DIR": str(data_folder)}
    command = [sys.executable, "manage.py", "work", *options]
    process = subprocess.Popen(command, cwd=REPOSITORY, env=kept | changes, stdin=subprocess.PIPE)
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    while not is_so() and process.poll() is None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.01)


def kill_on_the_way(
    data_folder, batch: ImportBatch, count: Callable[[], int], end: State, kills: int = KILLS
) -> int:
    """Go on with the batch, its worker killed again and again in its first half, until it is done.

    How many kills came before the end: a computer that is busy elsewhere may miss one.
    """
    step, before_the_end = MANY_FILES // (2 * KILLS), 0
    for number in range(1, kills + 1):
        ImportBatch.objects.filter(pk=batch.pk).update(beat_at=None)
        with worker(data_folder) as process:
            wait_until(lambda: count() >= number * step, process)  # noqa: B023
        batch.refresh_from_db()
        before_the_end += batch.state != end
        assert_whole(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(beat_at=None)
    with worker(data_folder) as process:
        wait_until(lambda: ImportBatch.objects.get(pk=batch.pk).state == end, process)
    batch.refresh_from_db()
    assert batch.state == end
    return before_the_end


def assert_whole(batch: ImportBatch) -> None:
    """Each file has all of its entries beside the log, and all or none of them in it."""
    in_log = Run.objects.filter(pk__in=batch.items.values("pk")).values_list("pk", flat=True)
    ids = set(in_log)
    for file in batch.files.annotate(told=Count("pk")):
        items = list(batch.items.filter(file=file))
        assert len(items) in {1, RUNS_EACH, 40} or file.joined == MANY_FILES // 2
        added = {item.pk for item in items if item.choice == "add"}
        assert added <= ids if file.saved_at else not added & ids


def test_a_worker_killed_ten_times_and_its_undoing_too(anna, data_folder):
    bert, files = User.objects.create_user("bert"), many_files(MANY_FILES)
    undisturbed = staged(bert, files)
    empty = log_of(bert)
    batch = sent(anna, files)
    move(batch, [State.RECEIVING], State.READING)
    mine = ImportFile.objects.filter(batch=batch)
    kills = kill_on_the_way(data_folder, batch, mine.count, State.READY)
    assert verdicts(batch) == verdicts(undisturbed)
    accept(undisturbed)
    move(batch, [State.READY], State.SAVING)
    kills += kill_on_the_way(data_folder, batch, mine.filter(saved_at__isnull=False).count, State.DONE)
    assert log_of(anna) == log_of(bert)
    assert Run.objects.filter(runner=anna).count() == MANY_FILES // 2 * (RUNS_EACH + 1)
    move(batch, [State.DONE], State.UNDOING)
    kills += kill_on_the_way(data_folder, batch, mine.filter(saved_at=None).count, State.UNDONE, kills=2)
    assert log_of(anna) == empty
    assert kills >= KILLS


@pytest.mark.parametrize("stop_after", [0, 1, 31, FILES + 1])
def test_broken_off_after_any_file(anna, stop_after):
    bert, files = User.objects.create_user("bert"), many_files()
    undisturbed = staged(bert, files)
    batch = sent(anna, files)
    move(batch, [State.RECEIVING], State.READING)
    reading = read_batch(batch)
    for _ in range(stop_after):
        next(reading)
    reading.close()
    work_on(batch)
    assert verdicts(batch) == verdicts(undisturbed)
    assert [file.joined for file in batch.files.all()] == [file.joined for file in undisturbed.files.all()]


def at_once(batch: ImportBatch, workers: int = 2) -> list[BaseException]:
    """Work on a batch from several threads; what went wrong."""
    problems: list[BaseException] = []

    def work() -> None:
        try:
            work_on(ImportBatch.objects.get(pk=batch.pk))
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    batch.refresh_from_db()
    return problems


def test_two_workers_at_once_do_no_harm(anna):
    bert, files = User.objects.create_user("bert"), many_files()
    undisturbed = staged(bert, files)
    accept(undisturbed)
    batch = sent(anna, files)
    for before, state, after in (
        (State.RECEIVING, State.READING, State.READY),
        (State.READY, State.SAVING, State.DONE),
    ):
        move(batch, [before], state)
        assert (at_once(batch), batch.state) == ([], after)
    assert log_of(anna) == log_of(bert)
    move(batch, [State.DONE], State.UNDOING)
    assert (at_once(batch), batch.state) == ([], State.UNDONE)
    assert log_of(anna) == log_of(undone(undisturbed).runner)


def test_files_that_are_gone_from_the_disk_are_named(anna):
    batch = sent(
        anna, {"a.csv": rows(f"{run_at(1, 0)},10000,,,,,"), "export.zip": many_files()["export.zip"]}
    )
    move(batch, [State.RECEIVING], State.READING)
    reading = read_batch(batch)
    for _ in range(5):
        next(reading)
    reading.close()
    kept = batch.files.count()
    for upload in batch.uploads.all():
        path_of(upload).unlink()
    for _ in range(2):
        ImportBatch.objects.update(state=State.READING)
        batch.refresh_from_db()
        work_on(batch)
        assert batch.files.count() == kept + 1
        (last,) = batch.files.exclude(outcome="read")
        assert (last.name, last.outcome) == ("export.zip", "failed")
        assert (last.reason, last.hint) == ("It is no longer on the server", "Send it again.")
    assert ImportItem.objects.count() > 5
