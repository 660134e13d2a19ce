"""One act of care on one day: rest, ice, a stretch, a visit."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.bounds import MAX_CARE_MINUTES
from training.models.choices import CareKind
from training.models.entry import LogEntry
from training.models.log_stamp import Stamped


class CareEntry(Stamped, LogEntry):
    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="care_entries"
    )
    on = models.DateField(_("day"))
    kind = models.CharField(_("what"), max_length=20, choices=CareKind)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_CARE_MINUTES)],
    )

    class Meta:
        ordering = ["-on", "kind", "minutes"]
        indexes = [models.Index(fields=["runner", "on"], name="care_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["runner", "on", "kind", "minutes"], name="care_once"),
            models.UniqueConstraint(
                fields=["runner", "on", "kind"],
                condition=Q(minutes__isnull=True),
                name="care_once_without_minutes",
            ),
            models.CheckConstraint(condition=Q(kind__in=CareKind.values), name="care_kind_known"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=MAX_CARE_MINUTES),
                name="care_minutes_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"
