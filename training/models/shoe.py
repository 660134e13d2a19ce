"""A pair of running shoes. Its mileage is the sum of its runs, never a counter."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from training.models.bounds import MAX_SHOE_M
from training.models.choices import Support
from training.models.entry import LogEntry
from training.models.log_stamp import Stamped


class Shoe(Stamped, LogEntry):
    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shoes")
    key = models.SlugField(max_length=60, allow_unicode=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    support = models.CharField(_("support"), max_length=10, choices=Support, default=Support.UNKNOWN)
    start_distance_m = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(MAX_SHOE_M)])
    notice_at_m = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_SHOE_M)]
    )
    replace_at_m = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MAX_SHOE_M)]
    )
    limit_reason = models.CharField(_("reason for other limits"), max_length=200, blank=True)
    started_on = models.DateField(_("in use since"), null=True, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="predecessors"
    )

    class Meta:
        ordering = [F("retired_on").desc(nulls_first=True), "name"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "key"], name="shoe_key_once"),
            models.CheckConstraint(condition=Q(support__in=Support.values), name="shoe_support_known"),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(retired_on__gte=F("started_on")),
                name="shoe_retired_after_start",
            ),
            models.CheckConstraint(
                condition=Q(notice_at_m__isnull=True)
                | Q(replace_at_m__isnull=True)
                | Q(notice_at_m__lt=F("replace_at_m")),
                name="shoe_notice_before_replace",
            ),
            models.CheckConstraint(condition=Q(start_distance_m__lte=MAX_SHOE_M), name="shoe_start_bounded"),
        ]

    def __str__(self) -> str:
        return self.name
