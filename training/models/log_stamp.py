"""Whether a log is still what it was: each write stamps it anew, so that what was made of it can be kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone


class LogStamp(models.Model):
    """Drawn anew at each write to the runner's log; a count would come back after a restore. at: when."""

    runner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="log_stamp"
    )
    stamp = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="log_stamp_by_moment")]

    def __str__(self) -> str:
        return str(self.stamp)


def stamp(runners: Iterable[uuid.UUID]) -> None:
    """Mark the logs of these runners as changed; first thing in the transaction that changes them."""
    rows = [LogStamp(runner_id=runner, stamp=uuid.uuid4()) for runner in sorted(set(runners))]
    if rows:
        LogStamp.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["runner"], update_fields=["stamp", "at"]
        )


class StampedRows(models.QuerySet):
    """Rows of a log: whatever writes many of them at once stamps the logs they are in."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        with transaction.atomic(using=self.db, savepoint=False):
            stamp(row.runner_id for row in rows)
            return super().bulk_create(rows, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        with transaction.atomic(using=self.db, savepoint=False):
            stamp(self._runners())
            return super().update(**kwargs)

    update.alters_data = True

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db, savepoint=False):
            stamp(self._runners())
            return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def _runners(self) -> Iterable[uuid.UUID]:
        return self.order_by().values_list("runner", flat=True).distinct()


class Stamped(models.Model):
    """A row that rules read. It is written together with its log's stamp, or not at all."""

    objects = StampedRows.as_manager()

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic(using=kwargs.get("using"), savepoint=False):
            stamp([self.runner_id])
            super().save_base(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=kwargs.get("using"), savepoint=False):
            stamp([self.runner_id])
            return super().delete(*args, **kwargs)
