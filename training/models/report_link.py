"""A link that shows a report to whoever holds it, for a few days."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from training.models.choices import Side
from training.models.fields import WordSetField
from training.models.key import Key

LONGEST = timedelta(days=7)


class ReportLink(Key):
    """It shows the report of the moment it is opened. Nobody but its holders has its secret."""

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="report_links"
    )
    sides = WordSetField(words=Side.choices, max_length=12)
    notes = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "id"]
        # Whoever opens a link names no runner, so that one query asks for the hash alone.
        indexes = [models.Index(fields=["token_hash"], name="report_link_by_token")]
        constraints = [
            models.UniqueConstraint(fields=["runner", "token_hash"], name="report_link_once"),
            models.CheckConstraint(condition=~Q(sides=""), name="report_link_of_a_knee"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="report_link_has_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
