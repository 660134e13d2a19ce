"""The thresholds in force, append-only: a revision is value and audit trail at once."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

NEVER = "A threshold revision is never changed or deleted; add a new one."


class AppendOnly(models.QuerySet["ThresholdRevision"]):
    """Rows are added and read: every other way of the model API to write is a TypeError."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(NEVER)

    def delete(self) -> NoReturn:
        raise TypeError(NEVER)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(NEVER)

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(NEVER)


class ThresholdRevision(models.Model):
    """Everything that differs from the defaults in the code, as of one change.

    values: {rule id: {threshold: number}}. silent: ids of the rules that are off. trials: what runs in
    shadow, {rule id: {values, days, since}}. origins: {rule id: {threshold: the ISO date it was set}}.
    """

    number = models.PositiveIntegerField(primary_key=True)
    values = models.JSONField(default=dict)
    silent = models.JSONField(default=list)
    trials = models.JSONField(default=dict)
    origins = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=500)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(AppendOnly)()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"#{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add this revision; TypeError where it exists, since the past is never rewritten."""
        if not self._state.adding:
            raise TypeError(NEVER)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """TypeError, always."""
        raise TypeError(NEVER)
