"""Ways by which a runner hears of new warnings, and what each has told: never what a warning says."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from training.models.entry import LogEntry


class Listener(LogEntry):
    """One way of one runner: `mail`, or `webhook:<id>`.

    stamp, ruleset, day_ends_at: the log's stamp, the number of the thresholds and the end of the runner's
    day at the last look. While none of them is another one, nothing can be new. Empty before the first look.
    """

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="listeners")
    channel = models.CharField(max_length=60)
    stamp = models.UUIDField(null=True, editable=False)
    ruleset = models.PositiveIntegerField(null=True, editable=False)
    day_ends_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["day_ends_at"], name="listener_by_day"),
            models.Index(fields=["ruleset"], name="listener_by_ruleset"),
            models.Index(fields=["runner"], condition=Q(stamp=None), name="listener_never_looked_at"),
        ]
        constraints = [models.UniqueConstraint(fields=["runner", "channel"], name="listener_once")]

    def __str__(self) -> str:
        return self.channel

    @property
    def kind(self) -> str:
        """`mail` or `webhook`."""
        return self.channel.partition(":")[0]


class Told(LogEntry):
    """That a warning stood at a severity and is known on this channel.

    left_on: the day on which it was first seen gone; empty while it stands.
    """

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=60)
    rule = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    severity = models.PositiveSmallIntegerField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "channel", "rule", "subject", "severity"], name="told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.rule}"
