"""What a coach did with a warning on their own list; the runner's own reactions stay the runner's."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from training.models.entry import LogEntry


class CoachMark(LogEntry):
    """Append-only: the newest of a warning counts. `until`: the day a snoozed line comes back."""

    class Kind(models.TextChoices):
        ACKNOWLEDGED = "acknowledged"
        SNOOZED = "snoozed"
        RESTORED = "restored"

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coach_marks")
    rule = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    severity = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["coach", "runner", "created_at"], name="coach_mark_by_coach")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["acknowledged", "snoozed", "restored"]),
                name="coach_mark_kind_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}"
