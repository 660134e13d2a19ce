"""Putting due mails into the queue: each once, whoever else does the same at the moment.

A mail is a row of its own before anything is sent. The row is unique by person, kind and day, and in the same
transaction the person's next moment moves on: done twice or by two at once, there is one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from training.mailing.hours import last_daily, last_weekly
from training.mailing.morning import unanswered
from training.mailing.wishing import plan
from training.models import MailSent, MailWishes

Kind = MailSent.Kind
AT_ONCE = 500
# A week that was over longer ago than this is no news any more.
LATE = timedelta(days=2)
NOON = 12


def queue_digests(now: datetime) -> int:
    """Queue the weekly mails that are due, of at most so many people; how many people were due."""
    due = _due("digest_at", now)
    _queue(due, [row for wishes in due for row in _weekly(wishes, now)], "digest_at", now)
    return len(due)


def queue_mornings(now: datetime) -> int:
    """The same of the morning's question: of who ran yesterday, has not checked in, and has morning still."""
    due = _due("morning_at", now)
    _queue(due, list(_mornings(due, now)), "morning_at", now)
    return len(due)


def _due(field: str, now: datetime) -> Sequence[MailWishes]:
    found = MailWishes.objects.filter(**{f"{field}__lte": now}).order_by(field)
    return list(found.select_related("runner__profile")[:AT_ONCE])


def _queue(due: Sequence[MailWishes], rows: Iterable[MailSent], field: str, now: datetime) -> None:
    for wishes in due:
        plan(wishes, now)
    with transaction.atomic():
        MailSent.objects.bulk_create(rows, ignore_conflicts=True)
        MailWishes.objects.bulk_update(due, [field])


def _weekly(wishes: MailWishes, now: datetime) -> Iterator[MailSent]:
    zone = wishes.runner.profile.zone
    moment = last_weekly(now, zone, wishes.weekday, wishes.hour)
    if now - moment > LATE:
        return
    for kind, wished in ((Kind.DIGEST, wishes.digest), (Kind.COACHES, wishes.coaches)):
        if wished:
            about = moment.astimezone(zone).date().isoformat()
            yield MailSent(runner_id=wishes.pk, kind=kind, about=about, at=now, created_at=moment)


def _mornings(due: Sequence[MailWishes], now: datetime) -> Iterator[MailSent]:
    days, moments = {}, {}
    for wishes in due:
        local = now.astimezone(wishes.runner.profile.zone)
        moment = last_daily(now, wishes.runner.profile.zone, wishes.morning_hour)
        if wishes.morning and is_morning(local) and moment.astimezone(local.tzinfo).date() == local.date():
            days[wishes.pk], moments[wishes.pk] = local.date(), moment
    for runner in _in_order(unanswered(days)) if days else ():
        about = days[runner].isoformat()
        yield MailSent(runner_id=runner, kind=Kind.MORNING, about=about, at=now, created_at=moments[runner])


def is_morning(local: datetime) -> bool:
    """Whether the question of a morning is not yet beside the point."""
    return local.hour < NOON


def _in_order(runners: Iterable[UUID]) -> list[UUID]:
    """Always the same one, so that two who write the same rows never wait for each other in a circle."""
    return sorted(runners)
