"""What a link of a report and a token share: made once, so many at a time, ended by its runner or by time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from training.logbook.writing import add_one_of
from training.models.key import Key


class KeyGoneError(Exception):
    """No such key of this runner's."""


def add_key(key: Key, most: int) -> None:
    """Open a new one, unless `most` of its kind are open; raises as `add_one_of` does."""
    mine = type(key)._default_manager.filter(runner=key.runner_id)
    add_one_of(most, open_among(mine), key, token_hash=key.token_hash)


def open_among(keys: QuerySet[Any]) -> QuerySet[Any]:
    """Those that open something now, the newest first."""
    return keys.filter(ended_at=None, expires_at__gt=timezone.now())


def end_key(mine: QuerySet[Any], pk: UUID) -> None:
    """End one of these at once. Ended twice is ended."""
    one = mine.filter(pk=pk)
    if not one.exists():
        raise KeyGoneError
    end_all(one)


def end_all(keys: QuerySet[Any]) -> int:
    """End those that are not ended yet; how many."""
    return keys.filter(ended_at=None).update(ended_at=timezone.now())
