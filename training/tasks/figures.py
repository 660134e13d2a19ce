"""What waits, what runs and what was done by the clock, as figures about nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from training.models import Schedule, WebhookDelivery, Worker
from training.tasks.workers import living

STATES = {
    TaskResultStatus.READY: "waiting",
    TaskResultStatus.RUNNING: "running",
    TaskResultStatus.SUCCESSFUL: "done",
    TaskResultStatus.FAILED: "failed",
}


@dataclass(frozen=True)
class Figures:
    """jobs: (task, state) -> how many; done and failed ones are counted for a day.

    longest_wait_s: how long ago the oldest job that waits should have begun. workers: how many live.
    webhooks: how many messages wait to be sent.
    """

    jobs: dict[tuple[str, str], int]
    longest_wait_s: float
    workers: int
    schedules: list[Schedule]
    webhooks: int


def read_figures(now: datetime) -> Figures:
    counted = DBTaskResult.objects.order_by().values_list("task_path", "status").annotate(jobs=Count("pk"))
    return Figures(
        jobs={(path.rpartition(".")[2], STATES[status]): number for path, status, number in counted},
        longest_wait_s=longest_wait(now),
        workers=Worker.objects.filter(living(now)).count(),
        schedules=list(Schedule.objects.all()),
        webhooks=WebhookDelivery.objects.filter(state=WebhookDelivery.State.WAITING).count(),
    )


def longest_wait(now: datetime) -> float:
    at_once = Q(run_after=get_date_max())
    oldest = DBTaskResult.objects.ready().aggregate(
        asked_at=Min("enqueued_at", filter=at_once), run_after=Min("run_after", filter=~at_once)
    )
    return max(((now - since).total_seconds() for since in oldest.values() if since), default=0.0)
