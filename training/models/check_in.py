"""What a runner says of one knee at one moment."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.bounds import MAX_NOTES, MAX_SCORE
from training.models.choices import Feel, Moment, Side, Sign
from training.models.entry import TimedEntry
from training.models.fields import WordSetField
from training.models.log_stamp import Stamped

HAS_SYMPTOM = Q(score__gt=0) | ~Q(signs="")


class CheckIn(Stamped, TimedEntry):
    """Score 0-10; score 0 without a sign is a clear entry."""

    INSTANT = "at"

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_ins")
    at = models.DateTimeField(editable=False)
    side = models.CharField(_("knee"), max_length=5, choices=Side)
    moment = models.CharField(_("when"), max_length=12, choices=Moment, default=Moment.AFTER)
    score = models.PositiveSmallIntegerField(
        _("tightness or pain"), validators=[MaxValueValidator(MAX_SCORE)]
    )
    feel = WordSetField(_("feel"), words=Feel.choices)
    signs = WordSetField(_("signs"), words=Sign.choices)
    notes = models.TextField(_("notes"), max_length=MAX_NOTES, blank=True)

    class Meta:
        ordering = ["-local_date", "-at", "side", "moment"]
        indexes = [
            models.Index(fields=["runner", "local_date"], name="check_in_by_day"),
            models.Index(fields=["runner", "local_date"], condition=HAS_SYMPTOM, name="check_in_symptom_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["runner", "at", "side", "moment"], name="check_in_once"),
            models.CheckConstraint(condition=Q(score__lte=MAX_SCORE), name="check_in_score_bounded"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="check_in_side_known"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="check_in_moment_known"),
        ]

    def says_the_same(self, other: CheckIn) -> bool:
        return (self.score, self.feel, self.signs) == (other.score, other.feel, other.signs)

    def __str__(self) -> str:
        return f"{self.local_text} {self.side} {self.moment}"
