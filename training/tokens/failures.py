"""Tokens that were none, counted by the address they came from, for all processes alike.

There is nothing to guess in 256 random bits; this keeps whoever tries from filling logs and costing work.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from django.core.cache import cache

MOST = 100
WINDOW = timedelta(minutes=15)


def count_failure(address: str, now: datetime) -> int:
    """Count one, and give the seconds to wait before the next where there were too many; 0 else."""
    number, passed = divmod(now.timestamp(), WINDOW.total_seconds())
    key = f"failed-tokens:{address}:{number:.0f}"
    failed = cache.get(key, 0)
    if failed >= MOST:
        return math.ceil(WINDOW.total_seconds() - passed)
    cache.set(key, failed + 1, WINDOW.total_seconds())
    return 0
