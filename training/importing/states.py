"""From one state of a batch to the next: each step once, however often it is asked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from training.models import ImportBatch

State = ImportBatch.State
WORKING = (State.READING, State.SAVING, State.UNDOING)


class BatchStateError(Exception):
    """The batch is not where this can be done, perhaps because it is done already."""


# Where a batch is on its way to a state, or past it: asked for twice, nothing is to be done.
AFTER = {
    State.READING: (State.READING, State.READY),
    State.SAVING: (State.SAVING, State.DONE),
    State.UNDOING: (State.UNDOING, State.UNDONE),
}


def move(batch: ImportBatch, allowed: Iterable[str], state: State, **changes: object) -> bool:
    """Whether the batch went on to `state`; False where it did so before. BatchStateError elsewhere."""
    changes = {"beat_at": timezone.now(), "attempts": 0, **changes}
    rows = ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk)
    moved = rows.filter(state__in=list(allowed)).update(state=state, **changes)
    batch.refresh_from_db(fields=["state", *changes])
    if not moved and batch.state not in AFTER.get(state, (state,)):
        raise BatchStateError(batch.state)
    return bool(moved)


def beat(batch: ImportBatch, **changes: object) -> None:
    """Say that somebody is at work on the batch and gets on."""
    rows = ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk)
    rows.update(beat_at=timezone.now(), attempts=0, **changes)


def lock(batch: ImportBatch, *states: State) -> bool:
    """Whether the batch is in one of these states, and stays there until this transaction ends.

    The lock makes two workers on one batch follow each other.
    """
    rows = ImportBatch.objects.select_for_update().filter(runner=batch.runner_id, pk=batch.pk)
    return rows.values_list("state", flat=True).first() in states
