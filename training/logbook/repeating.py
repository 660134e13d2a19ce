"""The same request sent again, because nobody heard the answer: done once, answered twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from training.models import IdempotencyKey, User

KEPT = timedelta(days=1)
Answer = dict[str, Any]


class KeyReusedError(Exception):
    """The key stands for another request."""


def once(runner: User, key: str, request: bytes, act: Callable[[], Answer]) -> Answer:
    """What `act` gives, or gave when this key was sent before with the same request.

    Both are written together or not at all: an act that raises leaves the key free. Requests of one key
    follow each other, since no two transactions hold the same row.
    """
    fingerprint = hashlib.sha256(request).hexdigest()
    keys = IdempotencyKey.objects.filter(runner=runner)
    with transaction.atomic():
        keys.filter(key=key, created_at__lt=timezone.now() - KEPT).delete()
        held, is_new = keys.get_or_create(runner=runner, key=key, defaults={"fingerprint": fingerprint})
        if is_new:
            held.answer = act()
            held.save(update_fields=["answer"])
    if held.fingerprint != fingerprint:
        raise KeyReusedError
    return held.answer


def forget_keys(now: datetime) -> int:
    """Forget the requests of more than a day ago; how many."""
    gone, _ = IdempotencyKey.objects.filter(created_at__lt=now - KEPT).delete()
    return gone
