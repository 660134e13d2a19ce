"""What a worker does by the clock, and the signs of life of the workers."""

from __future__ import annotations

from django.db import models


class Schedule(models.Model):
    """One row a schedule of `training.tasks.schedules`; all moments are UTC.

    next_at: due from then on. worker: who is at it, since `started_at`; free where that one gives no sign
    of life. last_at, outcome: when it ended last, and how, in words fit for an operator: no health data.
    success_at: when it last ended well. failures: how often it failed since. seen_until: kept by a schedule
    that looks for what is new, and the moment up to which it saw all there was.
    """

    name = models.CharField(primary_key=True, max_length=40)
    next_at = models.DateTimeField()
    worker = models.CharField(max_length=32, blank=True)
    started_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    success_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=200, blank=True)
    failures = models.PositiveIntegerField(default=0)
    seen_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """One row a worker that runs, or was killed a moment ago; `beat_at`: its last sign of life."""

    id = models.CharField(primary_key=True, max_length=32)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    class Meta:
        ordering = ["started_at", "id"]

    def __str__(self) -> str:
        return self.id
