"""What is done by the clock: once per interval, by one worker at a time, and again where it failed.

Decisions: docs/adr/0019-schedules.md.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from kneelog.tracing import doing
from training.importing.working import stop
from training.models import Schedule, Worker
from training.tasks.workers import living

DAY = timedelta(days=1)
SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)

logger = logging.getLogger(__name__)


class NotDoneError(Exception):
    """An act did not do its work; the words are for an operator and hold no health data."""


@dataclass(frozen=True, kw_only=True)
class Scheduled:
    """What is done `every` so often, or once a day `at` a time of UTC.

    act: gets the moment, can be broken off anywhere and done again, and takes care of its transactions.
    at_start: also when a worker starts. wanted: whether there is such a schedule, by the settings.
    """

    name: str
    act: Callable[[datetime], object]
    every: timedelta = DAY
    at: time | None = None
    at_start: bool = False
    wanted: Callable[[], bool] = lambda: True

    def following(self, now: datetime) -> datetime:
        """When it is due next, `now` being done."""
        if self.at is None:
            return now + self.every
        today = datetime.combine(now.astimezone(UTC), self.at, UTC)
        return today if today > now else today + DAY

    def pause(self, failures: int) -> timedelta:
        """How long to wait after so many failures in a row."""
        return min(min(self.every, SHORTEST_PAUSE) * 2 ** min(failures - 1, 10), LONGEST_PAUSE)

    def is_out_of_reach(self, row: Schedule, now: datetime) -> bool:
        """Due so late that the clock must have been set back since."""
        usual = self.pause(row.failures) if row.failures else self.every
        return row.next_at > now + 2 * usual + SHORTEST_PAUSE


def settle(schedules: Iterable[Scheduled], now: datetime) -> None:
    """At a worker's start: forget schedules that there are no more, and have done what is done then."""
    schedules = list(schedules)
    Schedule.objects.exclude(name__in=[each.name for each in schedules]).delete()
    Schedule.objects.filter(name__in=[each.name for each in schedules if each.at_start]).update(next_at=now)


def do_due(schedules: Iterable[Scheduled], worker: str) -> int:
    """Do what is due and no other worker is at; how many were done."""
    kept = {row.name: row for row in Schedule.objects.all()}
    done = 0
    for each in schedules:
        now = timezone.now()
        if stop.is_set():
            break
        if is_due(each, kept.get(each.name), now) and claim(each, worker, now):
            perform(each, worker, now)
            done += 1
    return done


def is_due(each: Scheduled, row: Schedule | None, now: datetime) -> bool:
    """Whether it may be claimed; a row that is missing, or out of reach, is put right on the way."""
    if row is None:
        first = now if each.at is None else each.following(now)
        Schedule.objects.bulk_create([Schedule(name=each.name, next_at=first)], ignore_conflicts=True)
        return first <= now
    if each.is_out_of_reach(row, now):
        Schedule.objects.filter(name=row.name, next_at=row.next_at).update(next_at=each.following(now))
        return False
    return row.next_at <= now


def claim(each: Scheduled, worker: str, now: datetime) -> bool:
    """Take it where it is free, or its worker is dead, or is this one, which could not write how it ended."""
    others = Worker.objects.filter(living(now)).exclude(pk=worker).values("pk")
    free = Q(worker="") | ~Q(worker__in=others)
    due = Schedule.objects.filter(free, name=each.name, next_at__lte=now)
    return bool(due.update(worker=worker, started_at=now))


def perform(each: Scheduled, worker: str, now: datetime) -> None:
    """Do it, whatever it raises, and write down how that went."""
    with doing(lambda: {"schedule": each.name}):
        words = attempt(each, now)
    end = timezone.now()
    mine = Schedule.objects.filter(name=each.name, worker=worker)
    if not words:
        following = each.following(now)
        mine.update(worker="", next_at=following, last_at=end, success_at=end, failures=0, outcome="done")
    for before in mine.values_list("failures", flat=True):
        outcome, again = f"failed: {words}"[:200], end + each.pause(before + 1)
        mine.update(worker="", next_at=again, last_at=end, failures=before + 1, outcome=outcome)


def attempt(each: Scheduled, now: datetime) -> str:
    """Why it failed, in words without health data; nothing where it did not."""
    try:
        each.act(now)
    except NotDoneError as problem:
        logger.error("schedule %s: %s", each.name, problem)
        return str(problem)
    except Exception as problem:
        logger.exception("schedule %s", each.name)
        return type(problem).__name__
    return ""
