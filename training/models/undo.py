"""A deleted entry, kept for a day so that one tap brings it back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from training.models.entry import LogEntry


class Undo(LogEntry):
    """payload: the deleted rows as Django serialises them."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="undos")
    payload = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="undo_by_age")]

    def __str__(self) -> str:
        return str(self.id)
