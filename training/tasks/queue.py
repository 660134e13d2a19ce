"""What a worker does: what is due by the clock, and the jobs that wait."""

from __future__ import annotations

import logging
from time import monotonic

from django.db import connections
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kneelog.tracing import doing
from training.importing.working import stop
from training.tasks.schedules import wanted
from training.tasks.scheduling import do_due, settle
from training.tasks.workers import SignOfLife

ASK_SECONDS = 1
PAUSE_SECONDS = 5

logger = logging.getLogger("kneelog.jobs")


class Jobs:
    """Does jobs until it is told to stop, and looks after those that somebody else left."""

    def __init__(self) -> None:
        self.id = get_random_string(32)
        self.look_at = monotonic()

    def run(self, *, once: bool = False) -> None:
        """Return when `end` was called, or, if once, as soon as nothing is left to do."""
        with SignOfLife(self.id) as sign:
            while not stop.is_set():
                try:
                    if sign.begin():
                        settle(wanted(), timezone.now())
                    self._look_at_the_clock()
                    if self._do_one():
                        continue
                except (OperationalError, InterfaceError):
                    # A full disk or a database that restarts: the next try may find it well.
                    logger.exception("jobs")
                    connections.close_all()
                    stop.wait(PAUSE_SECONDS)
                if once:
                    return
                stop.wait(ASK_SECONDS)

    def end(self) -> None:
        """Stop after the file under way."""
        stop.set()

    def _look_at_the_clock(self) -> None:
        if monotonic() >= self.look_at:
            self.look_at = monotonic() + ASK_SECONDS
            do_due(wanted(), self.id)

    def _do_one(self) -> bool:
        """Do one of the jobs that wait; whether there was one."""
        # Asked first, for taking a job locks out whoever writes.
        waits = not stop.is_set() and DBTaskResult.objects.ready().exists()
        if waits:
            OneJob(self.id).run()
        return waits


class OneJob(Worker):
    """Takes one job alone, so that what is due by the clock comes in between."""

    def __init__(self, worker: str) -> None:
        super().__init__(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=1,
            worker_id=worker,
            excluded_queue_names=[],
        )

    def run_task(self, job: DBTaskResult) -> None:
        began = monotonic()
        with doing(lambda: {"job": job.task_name, "job_id": str(job.pk)}):
            super().run_task(job)
            if job.status == TaskResultStatus.FAILED:
                # The log has the frames; the words may quote what somebody logged.
                DBTaskResult.objects.filter(pk=job.pk).update(traceback="")
            took = {"ms": round((monotonic() - began) * 1000, 1)}
            logger.info("job %s", job.status.lower(), extra={"fields": took})
