"""Settings: the webhooks of a runner, what each is told, and what became of its messages."""

from __future__ import annotations

from datetime import datetime
from inspect import getsource
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.engine.rule import Severity
from training.models import User, Webhook, WebhookDelivery
from training.units import format_moment
from training.webhooks.example import is_from_kneelog
from training.webhooks.hooks import MOST
from training.webhooks.targets import target_of

SHOWN = 20
State, Sent = Webhook.State, WebhookDelivery.State
TONES = {State.ON: "accent", State.PAUSED: "plain", State.STOPPED: "caution"}
SENT_TONES = {Sent.DELIVERED: "accent", Sent.WAITING: "plain", Sent.GIVEN_UP: "caution"}
TOLD_OF = {
    Severity.NOTICE: _("Every new warning"),
    Severity.CAUTION: _("New warnings to change something today, and graver ones"),
    Severity.SPECIALIST: _("New warnings to see somebody"),
}
ACTS = ("test", "retry", "pause", "resume", "renew", "delete")


def webhooks_page(runner: User) -> dict[str, Any]:
    """All of them, and whether there is room for one more."""
    hooks = list(runner.webhooks.all())
    is_off = not settings.KNEELOG_WEBHOOKS_TO.any
    return {
        "hooks": [_row(hook) for hook in hooks],
        "is_off": is_off,
        "may_add": len(hooks) < MOST and not is_off,
        "most": MOST,
        "example": example(),
    }


def _row(hook: Webhook) -> dict[str, Any]:
    return {
        "title": host_of(hook),
        "url": reverse("webhook", args=[hook.pk]),
        "detail": _told(hook),
        "tags": [_state_tag(hook)],
    }


def _state_tag(hook: Webhook) -> dict[str, str]:
    return {"text": hook.get_state_display(), "tone": TONES[State(hook.state)]}


def host_of(hook: Webhook) -> str:
    """The name of the computer it leads to; the rest of an address may be a secret."""
    return target_of(hook.url).host if hook.url else gettext("An address that can no longer be read")


def _told(hook: Webhook) -> str:
    of = str(TOLD_OF[Severity(hook.least)])
    told = gettext("with text and numbers") if hook.with_text else gettext("without their text")
    return f"{of}, {told}"


def webhook_page(hook: Webhook) -> dict[str, Any]:
    """One of them, with what was sent to it of late."""
    now = hook.runner.profile.now()
    messages = list(hook.deliveries.filter(runner=hook.runner_id)[:SHOWN])
    return {
        "host": host_of(hook),
        "address": hook.url,
        "is_on": hook.state == State.ON,
        "state": _state_tag(hook),
        "says": _says(hook, now),
        "acts": {act: reverse(f"{act}-webhook", args=[hook.pk]) for act in ACTS},
        "messages_sent": [_message(message, now) for message in messages],
        "may_retry": any(message.state == Sent.WAITING and message.attempts for message in messages),
        "example": example(),
    }


def _says(hook: Webhook, now: datetime) -> str:
    if hook.state == State.STOPPED:
        return gettext("%(why)s It is told nothing until you turn it on again.") % {
            "why": hook.get_why_display()
        }
    if hook.state == State.PAUSED:
        return gettext("It is told nothing, and nothing is kept for later.")
    if hook.reached_at is None:
        return gettext("It took no message yet. Send a test to see whether it does.")
    return gettext("It last took a message on %(when)s.") % {"when": format_moment(hook.reached_at, now)}


def _message(message: WebhookDelivery, now: datetime) -> dict[str, Any]:
    return {
        "date": format_moment(message.created_at, now),
        "title": capfirst(message.get_kind_display()),
        "detail": _became(message, now),
        "tags": [{"text": message.get_state_display(), "tone": SENT_TONES[Sent(message.state)]}],
    }


def _became(message: WebhookDelivery, now: datetime) -> str:
    """What became of it so far, in one or two sentences; nothing where the state says it all."""
    tries = ngettext("Tried once", "Tried %(n)s times", message.attempts) % {"n": message.attempts}
    if message.state == Sent.WAITING and message.attempts == 0:
        return gettext("It is sent within a few seconds, where the worker runs.")
    if message.state == Sent.WAITING:
        words = {"tries": tries, "why": _why(message), "when": format_moment(message.next_at, now)}
        return gettext("%(tries)s: %(why)s. Again on %(when)s.") % words
    if message.state == Sent.DELIVERED:
        sent = ngettext("Sent once", "Sent %(n)s times", message.attempts) % {"n": message.attempts}
        return gettext("%(sent)s, answered %(status)s.") % {"sent": sent, "status": message.answer}
    return gettext("%(tries)s: %(why)s.") % {"tries": tries, "why": _why(message)} if message.attempts else ""


def _why(message: WebhookDelivery) -> str:
    if message.answer:
        return gettext("it answered %(status)s") % {"status": message.answer}
    return message.get_problem_display() or gettext("nothing is known of an answer")


def example() -> str:
    """How a receiver checks a signature, in Python: the function that our own tests call."""
    return "import base64, hashlib, hmac, time\n\n" + getsource(is_from_kneelog)
