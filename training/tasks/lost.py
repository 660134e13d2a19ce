"""Jobs of killed workers: given back to the others, and forgotten when they are old."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from training.models import Worker
from training.tasks.back_tests import work_on_back_test
from training.tasks.imports import work_on_import
from training.tasks.workers import forget_dead

RESULT_KEPT = timedelta(days=1)
# Where so many workers died at it, it may be what kills them.
MOST_ATTEMPTS = 5
# Their work is found by its own signs of life, and a new job asked for.
LOOKED_AFTER = {task.module_path for task in (work_on_import, work_on_back_test)}

logger = logging.getLogger(__name__)


def reap(now: datetime) -> int:
    """Give back what dead workers were at, so that somebody does it again; how many jobs.

    A job may therefore be begun twice, and says itself what of it is done already.
    """
    forget_dead(now)
    alive = set(Worker.objects.values_list("pk", flat=True))
    running = DBTaskResult.objects.running().order_by("started_at")
    return sum(_give_back(job) for job in running if job.worker_ids[-1] not in alive)


def _give_back(job: DBTaskResult) -> bool:
    held = DBTaskResult.objects.running().filter(pk=job.pk, started_at=job.started_at).order_by()
    if job.task_path in LOOKED_AFTER or len(job.worker_ids) >= MOST_ATTEMPTS:
        logger.error("job %s %s: its worker died", job.task_name, job.pk)
        values = {"finished_at": timezone.now(), "exception_class_path": "training.tasks.lost.WorkerDied"}
        held.update(status=TaskResultStatus.FAILED, **values)
        return False
    logger.warning("job %s %s: its worker died, it is done again", job.task_name, job.pk)
    return bool(held.update(status=TaskResultStatus.READY, started_at=None))


def forget_results(now: datetime) -> None:
    """Jobs done long ago."""
    DBTaskResult.objects.finished().order_by().filter(finished_at__lt=now - RESULT_KEPT).delete()
