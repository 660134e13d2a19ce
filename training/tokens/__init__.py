"""Personal tokens: made by a runner for one other program, which acts in that runner's own log alone.

A token sees no athlete of a coach, and no thresholds of an admin: whatever its owner may do besides.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import Q

from training.keys import add_key, end_key
from training.models import AccessToken, User
from training.tokens.rate import TooFastError, used
from training.tokens.secret import PREFIX, make_secret, runner_of

__all__ = ["TooFastError", "end", "find", "issue", "purge", "used"]
MOST_OPEN = 20
LONGEST_DAYS = 365
# Enough to tell one from another.
SHOWN = len(PREFIX) + 4
KEPT_AFTER_END = timedelta(days=90)


def issue(
    person: User, name: str, scopes: Iterable[str], expires_on: date, *, pk: UUID | None = None
) -> tuple[AccessToken, str]:
    """A new token with its secret, which is stored nowhere; it works to the end of that day of theirs."""
    secret = make_secret(person.pk)
    token = AccessToken(
        pk=pk or uuid4(),
        runner=person,
        name=name,
        scopes=frozenset(scopes),
        start=secret[:SHOWN],
        token_hash=AccessToken.hash_of(secret),
        expires_at=person.profile.end_of(expires_on),
    )
    add_key(token, MOST_OPEN)
    return token, secret


def find(secret: str, now: datetime) -> AccessToken | None:
    """The token that works now, with its runner and their profile; None for all others, in one query."""
    runner = runner_of(secret)
    if runner is None:
        return None
    alive = AccessToken.objects.filter(ended_at=None, expires_at__gt=now)
    here = alive.filter(runner__is_active=True, runner__leaves_at=None).select_related("runner__profile")
    return here.filter(runner=runner, token_hash=AccessToken.hash_of(secret)).first()


def end(person: User, pk: UUID) -> None:
    """End it at once. Ended twice is ended."""
    end_key(person.access_tokens, pk)


def purge(now: datetime) -> int:
    """Forget those that ended long ago; how many."""
    before = now - KEPT_AFTER_END
    gone, _ = AccessToken.objects.filter(Q(ended_at__lt=before) | Q(expires_at__lt=before)).delete()
    return gone
