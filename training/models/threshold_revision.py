"""The thresholds in force, append-only: a revision is value and audit trail at once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ThresholdRevision(models.Model):
    """values: {rule id: {threshold: number}} of everything that differs from the defaults in the code."""

    number = models.PositiveIntegerField(primary_key=True)
    values = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=500)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"#{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add this revision; TypeError where it exists, since the past is never rewritten."""
        if not self._state.adding:
            raise TypeError("A threshold revision is never changed; add a new one.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """TypeError, always."""
        raise TypeError("A threshold revision is never deleted; add a new one.")
