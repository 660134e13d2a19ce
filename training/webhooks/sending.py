"""Sending what is due: each message taken by one worker, and noted as delivered only after a yes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from training.models import Webhook, WebhookDelivery
from training.webhooks.hooks import stop
from training.webhooks.pauses import MOST_ATTEMPTS, pause_after
from training.webhooks.posting import Answer, post
from training.webhooks.signing import signed_headers

State, Kind, Problem = WebhookDelivery.State, WebhookDelivery.Kind, WebhookDelivery.Problem
GONE = 410


def claim(now: datetime, most: int) -> list[WebhookDelivery]:
    """Messages that are due, each given to one worker alone.

    Who takes one says when it is due again, so that another worker goes on where this one was killed.
    """
    waiting = WebhookDelivery.objects.filter(state=State.WAITING, next_at__lte=now)
    here = waiting.filter(runner__is_active=True, runner__leaves_at=None)
    due = here.select_related("webhook").order_by("next_at")[:most]
    return [message for message in due if _take(message, now)]


def _take(message: WebhookDelivery, now: datetime) -> bool:
    untaken = _waiting(message).filter(next_at=message.next_at)
    message.attempts += 1
    again = now + pause_after(message.attempts, message.pk)
    return bool(untaken.update(attempts=message.attempts, tried_at=now, next_at=again))


def send(message: WebhookDelivery, now: datetime) -> Answer | None:
    """Send a claimed message; None where it cannot be signed any more. It asks no database."""
    hook, body = message.webhook, message.body.encode()
    if not (hook.url and hook.secret):
        return None
    old = [hook.old_secret] if hook.old_secret_until and now < hook.old_secret_until else []
    return post(hook.url, body, signed_headers(str(message.pk), now, body, [hook.secret, *old]))


def note(message: WebhookDelivery, answer: Answer | None, now: datetime) -> None:
    """Keep what came of it."""
    with transaction.atomic():
        if answer is None:
            stop(message.webhook, Webhook.Why.UNREADABLE)
        elif answer.is_yes:
            _end(message, State.DELIVERED, answer)
            Webhook.objects.filter(runner=message.runner_id, pk=message.webhook_id).update(reached_at=now)
        elif answer.status == GONE:
            _end(message, State.GIVEN_UP, answer)
            stop(message.webhook, Webhook.Why.GONE)
        elif message.kind == Kind.TEST:
            _end(message, State.GIVEN_UP, answer)
        elif message.attempts >= MOST_ATTEMPTS:
            _end(message, State.GIVEN_UP, answer)
            _stop_if_silent(message)
        else:
            _waiting(message).update(**_told(answer))


def _stop_if_silent(message: WebhookDelivery) -> None:
    """Stop a webhook that took no other message either, for as long as this one was tried."""
    hook = Webhook.objects.filter(runner=message.runner_id, pk=message.webhook_id).first()
    if hook and not (hook.reached_at and hook.reached_at > message.created_at):
        stop(hook, Webhook.Why.SILENT)


def _end(message: WebhookDelivery, state: str, answer: Answer) -> None:
    _waiting(message).update(state=state, body="", next_at=None, **_told(answer))


def _told(answer: Answer) -> dict[str, Any]:
    refused = Problem.REFUSED if answer.status and not answer.is_yes else ""
    return {"answer": answer.status, "problem": answer.problem or refused}


def _waiting(message: WebhookDelivery) -> QuerySet[WebhookDelivery]:
    mine = WebhookDelivery.objects.filter(runner=message.runner_id, pk=message.pk)
    return mine.filter(state=State.WAITING)
