"""One session of the way back to running. A walk is no run, and no distance is kept here."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.bounds import MAX_CARE_MINUTES
from training.models.choices import LadderStep
from training.models.entry import LogEntry


class LadderSession(LogEntry):
    """That a step was done on a day, once a day. minutes: of all of it, walking and running.

    What was run of it stands in the log as the run of that day.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ladder_sessions"
    )
    on = models.DateField(_("day"))
    step = models.CharField(_("step"), max_length=10, choices=LadderStep)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_CARE_MINUTES)],
    )

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "on"], name="ladder_session_once"),
            models.CheckConstraint(condition=Q(step__in=LadderStep.values), name="ladder_session_step_known"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=MAX_CARE_MINUTES),
                name="ladder_session_minutes_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.step}"
