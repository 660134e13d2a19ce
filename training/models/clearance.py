"""A clinician's word, as the runner tells it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.choices import Side
from training.models.entry import LogEntry


class Clearance(LogEntry):
    """A clinician cleared this knee for running on that day; it says nothing of what comes later."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clearances")
    side = models.CharField(_("knee"), max_length=5, choices=Side)
    on = models.DateField(_("day"))

    class Meta:
        ordering = ["-on", "side"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "on", "side"], name="clearance_once"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="clearance_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.side}"
