"""What is new for runners, looked for again and again, and handed to each way they hear of it."""

from __future__ import annotations

from datetime import datetime

from training.announcing import Say, look

# By kind of channel.
WAYS: dict[str, Say] = {}


def look_for_news(now: datetime) -> int:
    """Look at each log that changed since the last look, for whoever wants to hear; how many."""
    return look(now, WAYS)
