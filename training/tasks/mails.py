"""What the schedules do for mail; each act may be done twice or by two at once."""

from __future__ import annotations

from datetime import datetime

from training.mailing.delivering import deliver
from training.mailing.queueing import queue_digests, queue_mornings
from training.models import MailSent

Kind = MailSent.Kind


def send_digests(now: datetime) -> int:
    """Queue the weekly mails that are due, and send what waits; how many were sent."""
    queue_digests(now)
    return deliver([Kind.DIGEST, Kind.COACHES], now)


def send_prompts(now: datetime) -> int:
    """The same of the question of the morning after a run."""
    queue_mornings(now)
    return deliver([Kind.MORNING], now)


def send_news(now: datetime) -> int:
    """Send the mails about warnings that wait (training.tasks.news looks for them); how many were sent."""
    return deliver([Kind.HELP, Kind.NEWS], now)
