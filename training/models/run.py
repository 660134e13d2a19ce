"""One run."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.bounds import MAX_DISTANCE_M, MAX_DURATION_S, MAX_NOTES, MAX_SCORE
from training.models.choices import Session, Surface, Terrain, Trigger
from training.models.entry import TimedEntry
from training.models.fields import WordSetField
from training.models.log_stamp import Stamped

PROPOSED = [
    ("surface", _("surface")),
    ("terrain", _("terrain")),
    ("session", _("session")),
    ("zone", _("time zone")),
]


class Run(Stamped, TimedEntry):
    """Distance in metres, duration (moving time) in seconds; blank or None: the runner did not say.

    elapsed_s: from start to end, pauses too. proposed: the facts that an imported file only suggests, until
    the runner confirms or changes them.
    """

    INSTANT = "starts_at"

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="runs")
    starts_at = models.DateTimeField(editable=False)
    distance_m = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MAX_DISTANCE_M)]
    )
    duration_s = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MAX_DURATION_S)]
    )
    elapsed_s = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MAX_DURATION_S)]
    )
    surface = models.CharField(_("surface"), max_length=10, choices=Surface, blank=True)
    terrain = models.CharField(_("terrain"), max_length=10, choices=Terrain, blank=True)
    session = models.CharField(_("session"), max_length=10, choices=Session, blank=True)
    shoe = models.ForeignKey(
        "training.Shoe", null=True, blank=True, on_delete=models.SET_NULL, related_name="runs"
    )
    rpe = models.PositiveSmallIntegerField(
        _("effort"), null=True, blank=True, validators=[MaxValueValidator(MAX_SCORE)]
    )
    warm_up = models.BooleanField(_("warmed up"), null=True, blank=True)
    cool_down = models.BooleanField(_("stretched after"), null=True, blank=True)
    trigger = models.CharField(_("what set the knee off"), max_length=10, choices=Trigger, blank=True)
    notes = models.TextField(_("notes"), max_length=MAX_NOTES, blank=True)
    proposed = WordSetField(_("proposed by the file"), words=PROPOSED, max_length=60, editable=False)

    class Meta:
        ordering = ["-local_date", "-starts_at", "-distance_m"]
        indexes = [
            models.Index(fields=["runner", "local_date", "starts_at"], name="run_by_day"),
            models.Index(fields=["runner", "shoe", "local_date", "distance_m"], name="run_by_shoe"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["runner", "starts_at", "distance_m"], name="run_once"),
            models.CheckConstraint(
                condition=Q(distance_m__gte=1, distance_m__lte=MAX_DISTANCE_M), name="run_distance_bounded"
            ),
            models.CheckConstraint(
                condition=Q(duration_s__isnull=True) | Q(duration_s__gte=1, duration_s__lte=MAX_DURATION_S),
                name="run_duration_bounded",
            ),
            models.CheckConstraint(
                condition=Q(elapsed_s__isnull=True) | Q(elapsed_s__gte=1, elapsed_s__lte=MAX_DURATION_S),
                name="run_elapsed_bounded",
            ),
            models.CheckConstraint(
                condition=Q(rpe__isnull=True) | Q(rpe__lte=MAX_SCORE), name="run_rpe_bounded"
            ),
            models.CheckConstraint(condition=Q(surface__in=["", *Surface.values]), name="run_surface_known"),
            models.CheckConstraint(condition=Q(terrain__in=["", *Terrain.values]), name="run_terrain_known"),
            models.CheckConstraint(condition=Q(session__in=["", *Session.values]), name="run_session_known"),
            models.CheckConstraint(condition=Q(trigger__in=["", *Trigger.values]), name="run_trigger_known"),
        ]

    def __str__(self) -> str:
        return f"{self.local_text} {self.distance_m} m"
