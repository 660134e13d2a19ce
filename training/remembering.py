"""What was worked out of a log, kept in this process's memory alone while nothing it rests on changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.cache import caches

from training.access import Sight
from training.engine.evaluate import Ruleset
from training.models import LogStamp


@dataclass(frozen=True)
class Key:
    """place: whose log, seen how far, and what of it; state: all else that what is kept there depends on.

    What is kept for a new state takes the place of what was kept for the one before.
    """

    place: str
    state: str


def stamps_of(sights: Sequence[Sight]) -> dict[UUID, UUID]:
    """The stamps of these logs by runner id: to be asked before the logs are read, and where they will be."""
    stamped = LogStamp.objects.filter(runner__in=[sight.runner.pk for sight in sights])
    return dict(stamped.values_list("runner", "stamp"))


def key_of(
    sight: Sight, stamps: Mapping[UUID, UUID], ruleset: Ruleset, today: date, what: str = "summary"
) -> Key:
    """Everything that what is kept depends on: runner, log, thresholds, day, and what may be seen."""
    runner, seen = sight.runner.pk, "+".join(sorted(sight.categories))
    state = f"{stamps.get(runner, '')}:{ruleset.number}{ruleset.laid}:{today.isoformat()}"
    return Key(f"{what}:{runner}:{seen}", state)


def kept(keys: Iterable[Key]) -> dict[Key, Any]:
    """What is known for these states."""
    wanted = {key.place: key for key in keys}
    found = _memory().get_many(wanted)
    return {wanted[place]: value for place, (state, value) in found.items() if state == wanted[place].state}


def keep(found: Mapping[Key, Any]) -> None:
    _memory().set_many({key.place: (key.state, value) for key, value in found.items()})


def _memory() -> Any:
    return caches["summaries"]
