"""Whether the replica is near: it has replayed what the primary had written a few seconds ago.

Asked of both servers at most once a second in each process, by the log positions they name and this
computer's clock alone: what a server says of time is wrong on a quiet day, and after a clock was set.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from django.db import Error, connections

from kneelog.databases import DEFAULT, REPLICA

LOOK_EVERY = timedelta(seconds=1)
# With LOOK_EVERY below the time in which people read their own writes from the primary.
FAR_BEHIND = timedelta(seconds=3)
RETRY_AFTER = timedelta(seconds=10)

WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'"
# A replica that was made a primary answers too, of a log that went another way.
REPLAYED = "SELECT pg_last_wal_replay_lsn() - '0/0' WHERE pg_is_in_recovery()"


@dataclass
class Nearness:
    """What one process knows. written: where the primary's log ended, and when that was asked."""

    is_near: bool = False
    written: list[tuple[datetime, Any]] = field(default_factory=list)
    looked_at: datetime | None = None
    look_again_at: datetime | None = None
    looking: Lock = field(default_factory=Lock)

    def ask(self, now: datetime) -> bool:
        """As of the last look, which is not long ago. While one thread looks, the others do not wait."""
        if self._is_due(now) and self.looking.acquire(blocking=False):
            try:
                self._look(now)
            finally:
                self.looking.release()
        return self.is_near

    def failed(self, now: datetime) -> None:
        """All is read from the primary for a while."""
        connections[REPLICA].close()
        self.is_near = False
        self.looked_at, self.look_again_at = now, now + RETRY_AFTER

    def _is_due(self, now: datetime) -> bool:
        if self.looked_at is None or self.look_again_at is None:
            return True
        return not self.looked_at <= now < self.look_again_at

    def _look(self, now: datetime) -> None:
        try:
            written, replayed = _asked(DEFAULT, WRITTEN), _asked(REPLICA, REPLAYED)
        except Error:
            self.failed(now)
            return
        lately = [known for known in self.written if timedelta() <= now - known[0] <= FAR_BEHIND]
        self.written = [*lately, (now, written)]
        self.is_near = replayed is not None and self.written[0][1] <= replayed
        self.looked_at, self.look_again_at = now, now + LOOK_EVERY


def _asked(alias: str, question: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        return (cursor.fetchone() or (None,))[0]


nearness = Nearness()


def is_near(now: datetime) -> bool:
    """Whether this thread may read from the replica; then it is connected."""
    if not nearness.ask(now):
        return False
    try:
        connections[REPLICA].ensure_connection()
    except Error:
        nearness.failed(now)
        return False
    return True
