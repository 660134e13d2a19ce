"""What waits, what runs and what was done by the clock, as figures about nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from training.models import MailSent, Schedule, WebhookDelivery, Worker
from training.tasks.workers import living

STATES = {
    TaskResultStatus.READY: "waiting",
    TaskResultStatus.RUNNING: "running",
    TaskResultStatus.SUCCESSFUL: "done",
    TaskResultStatus.FAILED: "failed",
}


@dataclass(frozen=True)
class Waiting:
    """number: how many are to be sent, due yet or not. longest_s: how late the oldest of them is."""

    number: int
    longest_s: float


@dataclass(frozen=True)
class Figures:
    """jobs: (task, state) -> how many; done and failed ones are counted for a day.

    longest_wait_s: how long ago the oldest job that waits should have begun. workers: how many live.
    """

    jobs: dict[tuple[str, str], int]
    longest_wait_s: float
    workers: int
    schedules: list[Schedule]
    mails: Waiting
    webhooks: Waiting


def read_figures(now: datetime) -> Figures:
    counted = DBTaskResult.objects.order_by().values_list("task_path", "status").annotate(jobs=Count("pk"))
    return Figures(
        jobs={(path.rpartition(".")[2], STATES[status]): number for path, status, number in counted},
        longest_wait_s=longest_wait(now),
        workers=Worker.objects.filter(living(now)).count(),
        schedules=list(Schedule.objects.all()),
        mails=waiting_mails(now),
        webhooks=waiting_webhooks(now),
    )


def longest_wait(now: datetime) -> float:
    at_once = Q(run_after=get_date_max())
    oldest = DBTaskResult.objects.ready().aggregate(
        asked_at=Min("enqueued_at", filter=at_once), run_after=Min("run_after", filter=~at_once)
    )
    return longest(now, oldest.values())


def waiting_mails(now: datetime) -> Waiting:
    """What was tried in vain is late since it was to come; what quiet hours hold back is not late."""
    counted = MailSent.objects.filter(state=MailSent.State.WAITING).aggregate(
        number=Count("pk"), tried=Min("created_at", filter=Q(tries__gt=0)), due=Min("at", filter=Q(tries=0))
    )
    return Waiting(counted["number"], longest(now, [counted["tried"], counted["due"]]))


def waiting_webhooks(now: datetime) -> Waiting:
    """Whether a receiver answers is not for an operator to mend: what is late was not tried in time."""
    here = WebhookDelivery.objects.filter(runner__is_active=True, runner__leaves_at=None)
    counted = here.filter(state=WebhookDelivery.State.WAITING).aggregate(
        number=Count("pk"), due=Min("next_at")
    )
    return Waiting(counted["number"], longest(now, [counted["due"]]))


def longest(now: datetime, moments: Iterable[datetime | None]) -> float:
    """Seconds since the first of them; 0 where all lie ahead."""
    return max(((now - since).total_seconds() for since in moments if since and since < now), default=0.0)
