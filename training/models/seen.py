"""What a coach had before them when they last opened an athlete: the measure of what changed since."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from training.models.choices import Category
from training.models.entry import LogEntry
from training.models.fields import WordSetField


class Seen(LogEntry):
    """One row a coach and athlete. warnings: [rule id, subject, severity] of all that stood.

    Kept as it was shown, since no later reading of the log tells that: entries come late, are changed and
    deleted, and thresholds move. categories: what was shared then; with other ones nothing is compared.
    """

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seen")
    at = models.DateTimeField(default=timezone.now)
    categories = WordSetField(words=Category.choices, max_length=60)
    warnings = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "coach"], name="seen_once")]
        indexes = [models.Index(fields=["coach"], name="seen_by_coach")]

    def __str__(self) -> str:
        return str(self.id)
