"""Links of reports: made by their runner, ended by them or by time."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from training.keys import add_key, end_key, open_among
from training.models import ReportLink, User

MOST_OPEN = 5
# 256 bits, 43 characters.
SECRET_BYTES = 32


def make_link(runner: User, pk: UUID, sides: Iterable[str], *, notes: bool, days: int) -> str:
    """Open a link for so many days, and give its secret, which is stored nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = ReportLink(
        pk=pk,
        runner=runner,
        token_hash=ReportLink.hash_of(secret),
        sides=frozenset(sides),
        notes=notes,
        expires_at=timezone.now() + timedelta(days=days),
    )
    add_key(link, MOST_OPEN)
    return secret


def open_links(runner: User) -> QuerySet[ReportLink]:
    """Those that open something now, the newest first."""
    return open_among(runner.report_links)


def end_link(runner: User, pk: UUID) -> None:
    """End it at once. Ended twice is ended."""
    end_key(runner.report_links, pk)
