"""What is to be sent: written together with what it tells, and gone once it is delivered or given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from training.announcing import Heard
from training.models import Webhook, WebhookDelivery
from training.webhooks.payloads import finding_body, test_body

State, Kind = WebhookDelivery.State, WebhookDelivery.Kind
KEPT_FOR = timedelta(days=30)
AGAIN_AFTER = timedelta(minutes=1)


def say(heard: Heard) -> None:
    """Put what is new into the outbox, within the transaction that remembers it as told."""
    runner, pk = heard.runner, UUID(heard.channel.partition(":")[2])
    hook = runner.webhooks.filter(pk=pk, state=Webhook.State.ON).first()
    for finding in heard.new if hook else ():
        if finding.severity >= hook.least:
            message = _message(hook, Kind.FINDING)
            message.body = finding_body(message, finding, runner, with_text=hook.with_text)
            message.save(force_insert=True)


def send_test(hook: Webhook) -> None:
    """Put a test into the outbox."""
    message = _message(hook, Kind.TEST)
    message.body = test_body(message)
    message.save(force_insert=True)


def try_again(hook: Webhook) -> int:
    """Send what waits without waiting longer, and take nothing from its attempts; how many messages."""
    now = timezone.now()
    waiting = _of(hook).filter(state=State.WAITING, attempts__gte=1, tried_at__lte=now - AGAIN_AFTER)
    return waiting.update(next_at=now, attempts=F("attempts") - 1)


def give_up_all(hook: Webhook) -> None:
    """Send nothing of what waits, and keep nothing of it."""
    _of(hook).filter(state=State.WAITING).update(state=State.GIVEN_UP, body="", next_at=None)


def forget_deliveries(now: datetime) -> int:
    """Remove what was sent, or waited, long ago; how many messages."""
    return WebhookDelivery.objects.filter(created_at__lt=now - KEPT_FOR).delete()[0]


def _of(hook: Webhook) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(runner=hook.runner_id, webhook=hook)


def _message(hook: Webhook, kind: str) -> WebhookDelivery:
    return WebhookDelivery(runner_id=hook.runner_id, webhook=hook, kind=kind, next_at=timezone.now())
