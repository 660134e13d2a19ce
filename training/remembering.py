"""What was worked out of a log, kept in this process's memory alone while nothing it rests on changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.cache import caches

from training.access import Sight
from training.engine.evaluate import Ruleset
from training.models import LogStamp


def memory() -> Any:
    return caches["summaries"]


def stamps_of(sights: Sequence[Sight]) -> dict[UUID, UUID]:
    """The stamps of these logs by runner id: to be asked before the logs are read, and where they will be."""
    stamped = LogStamp.objects.filter(runner__in=[sight.runner.pk for sight in sights])
    return dict(stamped.values_list("runner", "stamp"))


def key_of(sight: Sight, stamps: Mapping[UUID, UUID], ruleset: Ruleset, today: date) -> str:
    """Everything that what is kept depends on: runner, log, thresholds, day, and what may be seen."""
    runner, seen = sight.runner.pk, "+".join(sorted(sight.categories))
    return f"{runner}:{stamps.get(runner, '')}:{ruleset.number}{ruleset.laid}:{today.isoformat()}:{seen}"
