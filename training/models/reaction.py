"""What a person said of a warning. The warning itself is computed and never stored."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.entry import LogEntry


class Reaction(LogEntry):
    """Append-only: the newest of each kind counts. `subject` is empty where a whole rule is muted."""

    class Kind(models.TextChoices):
        ACKNOWLEDGED = "acknowledged", _("got it")
        SNOOZED = "snoozed", _("snoozed")
        MUTED = "muted", _("muted")
        RESTORED = "restored", _("shown again")
        USEFUL = "useful", _("useful")
        WRONG = "wrong", _("wrong")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions")
    rule = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    severity = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["runner", "created_at"], name="reaction_by_runner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["acknowledged", "snoozed", "muted", "restored", "useful", "wrong"]),
                name="reaction_kind_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}"
