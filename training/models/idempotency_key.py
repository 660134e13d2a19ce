"""A request that may be sent twice, and what it was answered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from training.models.entry import LogEntry

LONGEST_KEY = 255


class IdempotencyKey(LogEntry):
    """fingerprint: of the request. answer: status, headers and body; written in the act's transaction."""

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="idempotency_keys"
    )
    key = models.CharField(max_length=LONGEST_KEY)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="idempotency_key_by_age")]
        constraints = [models.UniqueConstraint(fields=["runner", "key"], name="idempotency_key_once")]

    def __str__(self) -> str:
        return str(self.id)
