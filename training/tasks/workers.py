"""Which workers live, told by a sign of life that each gives from a thread of its own."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import connections
from django.db.models import Q
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from training.models import Worker

BEAT_SECONDS = 10
SILENT_FOR = timedelta(minutes=1)

logger = logging.getLogger(__name__)


def living(now: datetime) -> Q:
    """Of `Worker`: gave a sign of life lately. One of the future is of a clock that was set back since."""
    return Q(beat_at__gt=now - SILENT_FOR, beat_at__lt=now + SILENT_FOR)


def forget_dead(now: datetime) -> int:
    """Remove the workers that were killed; how many."""
    return Worker.objects.exclude(living(now)).delete()[0]


class SignOfLife:
    """Says while the block runs that this worker lives, once it was told to `begin`."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> SignOfLife:
        return self

    def begin(self) -> bool:
        """Give the first sign, before anything is taken on; whether it was the first."""
        if self.thread.ident is not None:
            return False
        self._beat()
        self.thread.start()
        return True

    def __exit__(self, *problem: object) -> None:
        if self.thread.ident is not None:
            self.ended.set()
            self.thread.join()
            with suppress(OperationalError, InterfaceError):
                Worker.objects.filter(pk=self.worker).delete()

    def _go_on(self) -> None:
        while not self.ended.wait(BEAT_SECONDS):
            try:
                self._beat()
            except (OperationalError, InterfaceError):
                logger.exception("sign of life")
                connections.close_all()
        connections.close_all()

    def _beat(self) -> None:
        now = timezone.now()
        if not Worker.objects.filter(pk=self.worker).update(beat_at=now):
            Worker.objects.create(pk=self.worker, started_at=now, beat_at=now)
