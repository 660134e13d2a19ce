"""Links of reports: made by their runner, ended by them or by time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from training.models import ReportLink, User

MOST_OPEN = 5
# 256 bits, 43 characters.
SECRET_BYTES = 32


class TooManyLinksError(Exception):
    """So many are open already."""


class AlreadyMadeError(Exception):
    """The same form, sent twice: the secret was shown once, and no one else has it."""


class LinkGoneError(Exception):
    """No such link of this runner's."""


def make_link(runner: User, pk: UUID, sides: Iterable[str], *, notes: bool, days: int) -> str:
    """Open a link for so many days, and give its secret, which is stored nowhere."""
    secret, now = secrets.token_urlsafe(SECRET_BYTES), timezone.now()
    with transaction.atomic():
        # One after the other, so that a burst of forms cannot pass the bound together.
        User.objects.select_for_update().get(pk=runner.pk)
        if runner.report_links.filter(pk=pk).exists():
            raise AlreadyMadeError
        if open_links(runner).count() >= MOST_OPEN:
            raise TooManyLinksError
        link = ReportLink(
            pk=pk,
            runner=runner,
            token_hash=ReportLink.hash_of(secret),
            sides=frozenset(sides),
            notes=notes,
            expires_at=now + timedelta(days=days),
        )
        _add(link)
    return secret


def _add(link: ReportLink) -> None:
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        # The id is somebody else's: theirs to keep, and no reason to refuse.
        link.pk = uuid4()
        link.save(force_insert=True)


def open_links(runner: User) -> QuerySet[ReportLink]:
    """Those that open something now, the newest first."""
    return runner.report_links.filter(ended_at=None, expires_at__gt=timezone.now())


def end_link(runner: User, pk: UUID) -> None:
    """End it at once. Ended twice is ended."""
    mine = runner.report_links.filter(pk=pk)
    if not mine.exists():
        raise LinkGoneError
    mine.filter(ended_at=None).update(ended_at=timezone.now())
