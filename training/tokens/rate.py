"""How fast a token may ask: so many at once, then one after the other as time passes.

What was asked counts until `spent_until`, further away with each request, never further than the burst is
long. A process draws a share of what is left for itself, so that most requests write nothing; a share that
is not used up goes when its time has passed, as if it had been used. All processes together never pass the
bound; one that asks for the rest while others hold theirs may be told to wait a little early.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import caches

from training.models import AccessToken

# A process draws this part of what is left: many while there are many, single ones towards the end.
PARTS = 6


class TooFastError(Exception):
    """retry_after: whole seconds until there is room for one more."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("too fast")
        self.retry_after = retry_after


def every() -> timedelta:
    """How long one request counts."""
    return timedelta(hours=1) / settings.KNEELOG_API_PER_HOUR


def burst() -> timedelta:
    """How long those count that may come at once."""
    return every() * settings.KNEELOG_API_BURST


def used(token: AccessToken, now: datetime) -> int:
    """Count one request; how many more may come at once. TooFastError where this one is too many."""
    try:
        held = _shares().decr(token.pk)
    except ValueError:
        held = -1
    if held < 0:
        held = _draw(token, now) - 1
        _shares().set(token.pk, held, (held + 1) * every().total_seconds())
    return held + _free(token, now)


def _draw(token: AccessToken, now: datetime) -> int:
    """Take a share of what is left, and write down when: one row by its key."""
    mine = AccessToken.objects.filter(runner=token.runner_id, pk=token.pk)
    while True:
        if not (free := _free(token, now)):
            wait = _behind(token, now) + every() - burst()
            raise TooFastError(math.ceil(wait.total_seconds()))
        share = math.ceil(free / PARTS)
        until = now + _behind(token, now) + share * every()
        unchanged = mine.filter(spent_until=token.spent_until)
        if unchanged.update(spent_until=until, last_used_at=now):
            token.spent_until = until
            return share
        # Another process was faster: there is less now.
        token.spent_until = mine.values_list("spent_until", flat=True).get()


def _free(token: AccessToken, now: datetime) -> int:
    return (burst() - _behind(token, now)) // every()


def _behind(token: AccessToken, now: datetime) -> timedelta:
    """For how long what was asked still counts; never longer than the burst, unless a clock was put back."""
    ahead = token.spent_until - now
    return timedelta() if ahead > 2 * burst() else min(max(ahead, timedelta()), burst())


def _shares() -> Any:
    return caches["shares"]
