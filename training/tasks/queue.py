"""What a worker does: what is due by the clock, and the jobs that wait."""

from __future__ import annotations

import logging
from time import monotonic

from django.db import connections
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from training.importing.working import stop
from training.tasks.schedules import wanted
from training.tasks.scheduling import do_due, settle
from training.tasks.workers import SignOfLife

ASK_SECONDS = 1
PAUSE_SECONDS = 5

logger = logging.getLogger(__name__)


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
            self._taker().run()
        return waits

    def _taker(self) -> Worker:
        """For one job alone, so that what is due by the clock comes in between."""
        return Worker(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=0,
            batch=True,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=1,
            worker_id=self.id,
            excluded_queue_names=[],
        )
