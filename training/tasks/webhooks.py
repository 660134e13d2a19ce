"""Sending webhooks: a few at a time beside each other, for one that does not answer holds up nobody."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from time import monotonic

from django.conf import settings

from training.importing.working import stop
from training.webhooks.sending import claim, note, send

AT_ONCE = 8
# Then other jobs come in between.
SHIFT_S = 15


def deliver_webhooks(now: datetime) -> int:
    """Send what is due; how many messages. A worker killed here leaves its messages to another one."""
    ends, sent = monotonic() + SHIFT_S, 0
    if not settings.KNEELOG_WEBHOOKS_TO.any:
        return sent
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while monotonic() < ends and not stop.is_set() and (taken := claim(now, AT_ONCE)):
            for message, answer in zip(taken, pool.map(partial(send, now=now), taken), strict=True):
                note(message, answer, now)
                sent += 1
    return sent
