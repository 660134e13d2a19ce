"""What is new for runners, looked for again and again, and handed to each way they hear of it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from training.announcing import Say, look, stamps_from
from training.mailing.addresses import has_server
from training.mailing.news import queue_news
from training.mailing.wishing import CHANNEL
from training.models import Schedule
from training.webhooks import outbox

SCHEDULE = "news"


def ways() -> dict[str, Say]:
    """By kind of channel: what is done with the news of it."""
    found: dict[str, Say] = {"webhook": outbox.say} if settings.KNEELOG_WEBHOOKS_TO.any else {}
    return found | ({CHANNEL: queue_news} if has_server() else {})


def look_for_news(now: datetime) -> int:
    """Look at each log that changed since the last look, for whoever wants to hear; how many."""
    kept = Schedule.objects.filter(name=SCHEDULE)
    seen_until = kept.values_list("seen_until", flat=True).first()
    looked = look(now, ways(), stamps_from(seen_until, now))
    if looked.is_all:
        kept.update(seen_until=now)
    return looked.number
