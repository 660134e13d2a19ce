"""Other programs that a runner wants told of new warnings, and what is on its way to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.entry import LogEntry
from training.models.sealed import SealedField

# As of the engine's Severity.
SEVERITIES = (1, 2, 3, 4)


class Webhook(LogEntry):
    """One address. least: the severity from which on it is told. with_text: of the whole warning.

    old_secret: until it is over, messages are signed with it too. reached_at: when it last took a message.
    """

    class State(models.TextChoices):
        ON = "on", _("on")
        PAUSED = "paused", _("paused")
        STOPPED = "stopped", _("stopped")

    class Why(models.TextChoices):
        """Why KneeLog itself stopped it."""

        SILENT = "silent", _("It took no message for three days.")
        GONE = "gone", _("It answered that it is gone for good (410).")
        UNREADABLE = "unreadable", _("Its secret can no longer be read here. Delete it, and add it anew.")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks")
    url = SealedField()
    secret = SealedField()
    old_secret = SealedField(default="")
    old_secret_until = models.DateTimeField(null=True)
    least = models.PositiveSmallIntegerField(default=2)
    with_text = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=State, default=State.ON)
    why = models.CharField(max_length=10, choices=Why, blank=True)
    reached_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["on", "paused", "stopped"]), name="webhook_state_known"
            ),
            models.CheckConstraint(condition=Q(least__in=SEVERITIES), name="webhook_severity_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def channel(self) -> str:
        """What it is called where it is noted which warnings it was told of."""
        return f"webhook:{self.pk}"


class WebhookDelivery(LogEntry):
    """One message. body: the bytes that are signed, as text; kept until it is delivered or given up.

    next_at: when it is sent, or sent again. answer: the status of the last answer, where there was one.
    """

    class Kind(models.TextChoices):
        FINDING = "finding.new", _("a new warning")
        TEST = "test", _("a test")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given_up", _("given up")

    class Problem(models.TextChoices):
        UNKNOWN = "unknown", _("no computer of this name was found")
        FORBIDDEN = "forbidden", _("it leads into a network that messages may not go to")
        UNREACHABLE = "unreachable", _("no connection")
        UNTRUSTED = "untrusted", _("its certificate is not valid for this name")
        LATE = "late", _("no answer within ten seconds")
        BROKEN = "broken", _("it broke off, or what it answered is no HTTP")
        REFUSED = "refused", _("it did not take the message")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=11, choices=Kind)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=11, choices=Problem, blank=True)
    answer = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="delivery_due"),
            models.Index(fields=["runner", "webhook", "created_at"], name="delivery_by_webhook"),
            models.Index(fields=["created_at"], name="delivery_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "delivered", "given_up"]), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", next_at__isnull=False) | (~Q(state="waiting") & Q(body="")),
                name="delivery_kept_while_it_waits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
