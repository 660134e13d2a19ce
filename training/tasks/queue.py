"""The queue of jobs: what a worker does, and what a killed one left."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import connections
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from training.importing.purging import purge_stale
from training.importing.working import stop
from training.leaving import erase_due
from training.tasks import back_tests, imports

ASK_SECONDS = 1
PAUSE_SECONDS = 5
REVIVE_EVERY = timedelta(seconds=10)
PURGE_EVERY = timedelta(hours=1)
RESULT_KEPT = timedelta(days=1)

logger = logging.getLogger(__name__)


class Jobs:
    """Does jobs until it is told to stop, and looks after those that somebody else left."""

    def __init__(self) -> None:
        self.revived: datetime | None = None
        self.purged: datetime | None = None
        self.worker = Worker(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )

    def run(self, *, once: bool = False) -> None:
        """Return when `end` was called, or, if once, as soon as nothing is left to do."""
        while not stop.is_set():
            try:
                self._look_after(timezone.now())
                # Asked first, for taking a job locks out whoever writes.
                if DBTaskResult.objects.ready().exists():
                    self.worker.run()
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
        self.worker.running = False
        stop.set()

    def _look_after(self, now: datetime) -> None:
        if self.revived is None or now - self.revived >= REVIVE_EVERY:
            self.revived = now
            imports.revive(now)
            back_tests.revive(now)
        if self.purged is None or now - self.purged >= PURGE_EVERY:
            self.purged = now
            purge_stale(now)
            erase_due(now)
            forget_results(now)


def forget_results(now: datetime) -> None:
    """Jobs done long ago, and those of killed workers, whose work went on under another one."""
    before = now - RESULT_KEPT
    results = DBTaskResult.objects.order_by()
    results.finished().filter(finished_at__lt=before).delete()
    results.running().filter(started_at__lt=before).delete()
