"""Takes back what a log file added: what was edited since, or is in use, stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    GapAnswer,
    LadderSession,
    PreviousInjury,
    Profile,
    Reaction,
    Run,
    Shoe,
    User,
)

# Runs first: a shoe stays as long as a run wears it.
MODELS: tuple[type[Any], ...] = (
    *(Run, CheckIn, CareEntry, GapAnswer, PreviousInjury, Reaction, LadderSession, Clearance, Shoe),
)
# SQLite takes no more values in one query.
AT_ONCE = 10_000


def remove_added(
    runner: User, ids: dict[str, list[str]], changes: dict[str, list[Any]] | None = None
) -> dict[str, int]:
    """Remove entries of this runner by the ids that `LogImport` told; how many of each kind stayed.

    changes: the fields of the profile to set back, as `LogImport` told them.
    """
    kept = {}
    with transaction.atomic():
        User.objects.select_for_update().get(pk=runner.pk)
        for model in MODELS:
            stayed = sum(_remove(model, runner, some) for some in _parts(ids.get(model.__name__, [])))
            if stayed:
                kept[model.__name__] = stayed
        for name, (was, became) in (changes or {}).items():
            Profile.objects.filter(runner=runner, **{name: became}).update(**{name: was})
    return kept


def _parts(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _remove(model: type[Any], runner: User, ids: list[str]) -> int:
    """How many stayed."""
    rows = model.objects.filter(runner=runner, pk__in=ids)
    unedited = rows.filter(version=1)
    if model is Shoe:
        unedited = unedited.exclude(pk__in=Run.objects.filter(runner=runner, shoe__in=ids).values("shoe"))
    unedited.delete()
    return int(rows.count())
