"""What a runner said of days without any entry, so that each is asked about once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from training.models.choices import GapReason
from training.models.entry import LogEntry
from training.models.log_stamp import Stamped


class GapAnswer(Stamped, LogEntry):
    """Both days included. Rest that was told is also logged day by day, at the same moment."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="gap_answers")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    answer = models.CharField(_("answer"), max_length=10, choices=GapReason)

    class Meta:
        ordering = ["-first", "-last"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "first", "last"], name="gap_answered_once"),
            models.CheckConstraint(condition=Q(answer__in=GapReason.values), name="gap_answer_known"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="gap_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.last} {self.answer}"
