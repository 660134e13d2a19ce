"""Workers as processes: each job once, whoever of them is killed, and a stop that leaves nothing half."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.importing.test_resuming import wait_until, worker
from tests.operations.counted import DEADLY, DONE, GATE, count, count_at_the_second_try, count_when_let, fail
from tests.shell.test_start import PATIENCE_S
from training.importing import working
from training.models import Schedule, Worker
from training.tasks.lost import MOST_ATTEMPTS, reap
from training.tasks.queue import Jobs
from training.tasks.workers import SILENT_FOR

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
JOBS, WORKERS = 60, 3


@pytest.fixture(autouse=True)
def first_of_june():
    """The workers have the clock of the computer, so this side has it too."""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    working.stop.clear()
    return tmp_path


def statuses():
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


def done(folder):
    return sorted(map(int, (folder / DONE).read_text().split()))


def silence(worker_id):
    """As if a minute had gone by since the last sign of life."""
    Worker.objects.filter(pk=worker_id).update(beat_at=timezone.now() - SILENT_FOR)
    Schedule.objects.filter(name="lost-jobs").update(next_at=timezone.now())


def test_three_workers_do_each_job_once_though_one_is_killed(folder):
    with ExitStack() as stack:
        processes = [stack.enter_context(worker(folder)) for _ in range(WORKERS)]
        wait_until(lambda: Worker.objects.count() == WORKERS, processes[0])
        for number in range(JOBS):
            (count_at_the_second_try if number == JOBS // 2 else count).enqueue(str(folder), number)
        said = folder / DEADLY
        wait_until(lambda: said.exists() and said.read_text(), processes[0])
        (victim,) = (process for process in processes if str(process.pid) == said.read_text())
        victim.kill()
        victim.wait()
        (held,) = DBTaskResult.objects.filter(task_path__endswith="second_try")
        silence(held.worker_ids[0])
        survivors = [process for process in processes if process is not victim]
        wait_until(lambda: DBTaskResult.objects.successful().count() == JOBS, survivors[0])
        for process in survivors:
            process.send_signal(signal.SIGTERM)
        assert [process.wait(PATIENCE_S) for process in survivors] == [0, 0]
    assert done(folder) == list(range(JOBS))
    tries = {job.task_name: len(job.worker_ids) for job in DBTaskResult.objects.order_by()}
    assert tries == {"count": 1, "count_at_the_second_try": 2}
    assert Worker.objects.count() == 0


def test_told_to_stop_a_worker_finishes_its_job_and_leaves_the_rest(folder):
    os.mkfifo(folder / GATE)
    for job in (count_when_let, count, count):
        job.enqueue(str(folder), 1)
    with worker(folder) as process:
        with (folder / GATE).open("wb"):
            process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    assert (done(folder), statuses()) == ([1], ["READY", "READY", "SUCCESSFUL"])


@pytest.mark.parametrize(
    "end", [lambda it: it.terminate(), lambda it: it.stdin.close()], ids=["told", "left"]
)
def test_a_worker_tied_to_a_server_ends_well_when_it_is_told_to_and_when_the_server_is_gone(folder, end):
    with worker(folder, "--tied") as process:
        wait_until(lambda: Worker.objects.exists(), process)
        end(process)
        assert process.wait(PATIENCE_S) == 0
    assert Worker.objects.count() == 0


def lost_job(task, *args, tries=1):
    """A job that a worker had begun when it was killed."""
    job = DBTaskResult.objects.get(pk=task.enqueue(*args).id)
    for number in range(tries):
        job.claim(f"killed-{number}")
    return job


def test_a_job_whose_worker_lives_is_left_alone(folder):
    job = lost_job(count, str(folder), 1)
    now = timezone.now()
    Worker.objects.create(pk="killed-0", started_at=now, beat_at=now)
    assert (reap(now + SILENT_FOR - timedelta(seconds=1)), statuses()) == (0, ["RUNNING"])
    assert reap(now + SILENT_FOR) == 1
    assert (reap(now + SILENT_FOR), statuses()) == (0, ["READY"])
    Jobs().run(once=True)
    job.refresh_from_db()
    assert (job.status, len(job.worker_ids), done(folder)) == ("SUCCESSFUL", 2, [1])


def test_a_job_that_kills_its_workers_is_given_up(folder, caplog):
    job = lost_job(count, str(folder), 1, tries=MOST_ATTEMPTS)
    assert (reap(timezone.now()), statuses()) == (0, ["FAILED"])
    assert [record.getMessage() for record in caplog.records] == [f"job count {job.pk}: its worker died"]


def test_of_a_job_that_fails_the_log_keeps_the_frames_and_nothing_keeps_the_words(written):
    fail.enqueue("secret of a knee")
    Jobs().run(once=True)
    job = DBTaskResult.objects.get()
    assert (job.status, job.exception_class_path, job.traceback) == ("FAILED", "builtins.ValueError", "")
    failed, ended = written()
    assert (failed["level"], failed["job"], failed["job_id"]) == ("ERROR", "fail", str(job.pk))
    assert (ended["message"], ended["job"], ended["job_id"]) == ("job failed", "fail", str(job.pk))
    assert failed["exception"] == "builtins.ValueError"
    assert "counted.py" in failed["traceback"]
    assert "secret" not in str([failed, ended])
