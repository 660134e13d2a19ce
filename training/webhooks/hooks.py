"""Webhooks of a runner: added, changed, paused, stopped and removed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from training.announcing import listen, stop_listening
from training.logbook.writing import add_one_of
from training.models import Webhook
from training.webhooks.outbox import give_up_all
from training.webhooks.signing import draw_secret

MOST = 5
# So long both secrets hold, so that a receiver can take the new one in without losing a message.
OLD_SECRET_FOR = timedelta(days=1)
State = Webhook.State


def add_hook(hook: Webhook) -> str:
    """Add it, and give its secret, which is shown this once; what stands now is not news to it."""
    hook.secret = draw_secret()
    with transaction.atomic():
        add_one_of(MOST, hook.runner.webhooks.all(), hook, pk=hook.pk)
        listen(hook.runner, hook.channel)
    return hook.secret


def change(hook: Webhook, **values: Any) -> None:
    """What it is told from now on: `least` and `with_text`."""
    _row(hook).update(**values)


def renew_secret(hook: Webhook) -> str:
    """Another secret, shown this once; the one before holds for a day more."""
    secret, until = draw_secret(), timezone.now() + OLD_SECRET_FOR
    _row(hook).update(secret=secret, old_secret=hook.secret, old_secret_until=until)
    return secret


def resume(hook: Webhook) -> None:
    """Tell it again, from now on; what arose meanwhile is not news to it."""
    with transaction.atomic():
        _row(hook).update(state=State.ON, why="")
        listen(hook.runner, hook.channel)


def pause(hook: Webhook) -> None:
    """Tell it nothing until it is resumed, and keep nothing for later."""
    _silence(hook, State.PAUSED)


def stop(hook: Webhook, why: str) -> None:
    """The same because it does not answer, until its runner resumes it."""
    _silence(hook, State.STOPPED, why)


def _silence(hook: Webhook, state: str, why: str = "") -> None:
    with transaction.atomic():
        _row(hook).update(state=state, why=why)
        stop_listening(hook.runner, hook.channel)
        give_up_all(hook)


def remove(hook: Webhook) -> None:
    with transaction.atomic():
        stop_listening(hook.runner, hook.channel)
        _row(hook).delete()


def _row(hook: Webhook) -> QuerySet[Webhook]:
    return Webhook.objects.filter(runner=hook.runner_id, pk=hook.pk)
