"""What a change of the thresholds would do, reckoned in the background before anybody saves it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BackTest(models.Model):
    """Two rulesets over the logs of all runners, from `first` to `last`. No row names a runner.

    base: the number of the ruleset in force when it was asked for. setting: what saving would put in force;
    preview: what is compared with the ruleset in force (both as `Setting.as_json`). cursor: the last runner
    that is in `partial`, a sum half-way; `result` holds figures about 5 runners or more alone.
    beat_at: the last sign of life of a worker. attempts: begun so often since the last whole step.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("change")
        TRIAL = "trial", _("shadow")
        REPORT = "report", _("report")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="back_tests")
    kind = models.CharField(max_length=8, choices=Kind)
    rule = models.CharField(max_length=60, blank=True)
    base = models.PositiveIntegerField()
    setting = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    cursor = models.UUIDField(null=True, editable=False)
    partial = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    beat_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=models.F("last")), name="back_test_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.rule}".strip()

    @property
    def is_finished(self) -> bool:
        return self.state != self.State.WAITING

    @property
    def is_trial(self) -> bool:
        return self.kind == self.Kind.TRIAL

    @property
    def is_report(self) -> bool:
        return self.kind == self.Kind.REPORT

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1
