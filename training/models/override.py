"""Numbers that a coach set, for one athlete or a team: value and audit trail at once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.models.entry import LogEntry
from training.models.grant import Grant
from training.models.log_stamp import Stamped
from training.models.team import Team

NEVER = "Numbers that were set are never changed: end them, and set others."
STANDING = Q(ended_at__isnull=True)


def ends_with_the_coach(collector: Any, field: Any, rows: Any, using: str) -> None:
    """As a grant goes with the account of its coach, what was set under it ends; its words go, too."""
    model = field.model
    standing = models.QuerySet(model, using=using).filter(pk__in=[row.pk for row in rows], ended_at=None)
    collector.add_field_update(model._meta.get_field("ended_at"), timezone.now(), standing)
    collector.add_field_update(model._meta.get_field("reason"), "", rows)
    models.SET_NULL(collector, field, rows, using)


class SetNumbers(LogEntry):
    """Of one rule, by one act. values: {threshold: number}. In force from `created_at` to `ended_at`."""

    rule = models.CharField(max_length=60)
    values = models.JSONField()
    reason = models.CharField(_("reason"), max_length=500)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add these numbers; TypeError where they exist, since the past is never rewritten."""
        if not self._state.adding:
            raise TypeError(NEVER)
        super().save(*args, **{**kwargs, "force_insert": True})


class Override(Stamped, SetNumbers):
    """For one athlete. Whether it holds is for the grant to say, which may end without a word here.

    source: the numbers of a team that these were taken from; None: set for this athlete alone. days:
    {threshold: the ISO date, on the runner's clock, it got its number}. ended_by: who ended it by itself;
    None where it ended with the permission. seen_at: when the runner first saw it.
    """

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="overrides")
    grant = models.ForeignKey(Grant, null=True, on_delete=ends_with_the_coach, related_name="overrides")
    source = models.UUIDField(null=True, editable=False)
    days = models.JSONField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["runner", "created_at"], name="override_by_runner"),
            models.Index(fields=["runner"], condition=STANDING, name="override_standing"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["runner", "grant", "rule"],
                condition=STANDING & Q(source__isnull=True),
                name="override_once",
            ),
            models.UniqueConstraint(
                fields=["runner", "grant", "source"],
                condition=STANDING & Q(source__isnull=False),
                name="override_once_of_a_team",
            ),
        ]


class TeamOverride(SetNumbers):
    """For everybody in a team whose grant allows it, those who come later among them, as an Override each."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="overrides")

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["team", "rule"], condition=STANDING, name="team_override_once")
        ]
