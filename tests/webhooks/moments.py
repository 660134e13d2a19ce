"""A day on which a knee is sore, and what that puts into the outbox."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.factories import make_check_in
from training.models import Webhook, WebhookDelivery
from training.tasks.news import look_for_news

DAY = date(2026, 6, 15)
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
MINUTE, HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def sore(hook: Webhook, score: int = 4) -> None:
    make_check_in(hook.runner, DAY, score, hour=score)
    look_for_news(NOON)


def only() -> WebhookDelivery:
    return WebhookDelivery.objects.get()


def state(message: WebhookDelivery) -> tuple[str, int, str, int | None]:
    return message.state, message.attempts, message.problem, message.answer
