"""Who may see whose log: a grant exists only once both sides have said yes."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from training.models.choices import Category
from training.models.entry import LogEntry
from training.models.fields import WordSetField


class Grant(LogEntry):
    """What one coach may see of one runner. `until` is the last day of it, on the runner's own clock.

    may_set: whether the coach may also set thresholds for the runner, of what they see (see Override).

    There is no row before both agreed (see Invitation), so that nothing half agreed can be taken for a yes.
    """

    class State(models.TextChoices):
        GRANTED = "granted", _("shared")
        ENDED = "ended", _("ended")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coachings")
    state = models.CharField(max_length=8, choices=State, default=State.GRANTED)
    categories = WordSetField(_("what is shared"), words=Category.choices, max_length=60)
    until = models.DateField(_("until"), null=True, blank=True)
    may_set = models.BooleanField(_("may set thresholds"), default=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [models.Index(fields=["coach", "state"], name="grant_by_coach")]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "coach"], condition=Q(state="granted"), name="grant_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=["granted", "ended"]), name="grant_state_known"),
            models.CheckConstraint(condition=~Q(categories=""), name="grant_of_something"),
            models.CheckConstraint(condition=~Q(runner=F("coach")), name="grant_to_another"),
            models.CheckConstraint(
                condition=Q(state="granted", ended_at__isnull=True)
                | Q(state="ended", ended_at__isnull=False),
                name="grant_ended_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.id}"

    def holds_on(self, day: date) -> bool:
        """Whether both still agree on this day of the runner's."""
        return self.state == self.State.GRANTED and (self.until is None or day <= self.until)
