"""What a runner decides about a batch that waits for them. Starting the work: training/tasks/imports.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction

from training.importing.states import BatchStateError, State
from training.importing.stored import remove_files
from training.models import ImportBatch, ImportItem

Verdict, Choice = ImportItem.Verdict, ImportItem.Choice

# What may be done with an entry; the first is what is done unless there is a reason.
CHOICES = {
    Verdict.NEW: (Choice.ADD, Choice.KEEP),
    Verdict.UNNAMED: (Choice.KEEP, Choice.ADD),
    Verdict.KNOWN: (Choice.KEEP,),
    Verdict.CONFLICT: (Choice.KEEP, Choice.TAKE),
}
DISCARDED = (State.RECEIVING, State.READING, State.READY, State.FAILED)


def choose(batch: ImportBatch, item_id: UUID, choice: str) -> bool:
    """Whether the batch has such an entry and it may be treated so."""
    with _waiting(batch):
        item = batch.items.filter(runner=batch.runner_id, pk=item_id).first()
        if item is None or choice not in CHOICES[Verdict(item.verdict)]:
            return False
        batch.items.filter(runner=batch.runner_id, pk=item_id).update(choice=choice)
    return True


def choose_all(batch: ImportBatch, verdict: str, choice: str, kind: str = ImportItem.Kind.RUN) -> int:
    """Treat all runs (or care entries) of a verdict alike; how many there are."""
    with _waiting(batch):
        if choice not in CHOICES.get(Verdict(verdict), ()):
            return 0
        items = batch.items.filter(runner=batch.runner_id, kind=kind, verdict=verdict)
        return items.update(choice=choice)


def set_options(
    batch: ImportBatch,
    *,
    unnamed_are_runs: bool | None = None,
    with_care: bool | None = None,
    miles: bool | None = None,
) -> None:
    """Change what holds for the whole batch, and with it the choices of the entries it concerns.

    unnamed_are_runs: activities without a sport; with_care: cross-training; miles: distances without a unit.
    """
    given = {"unnamed_are_runs": unnamed_are_runs, "with_care": with_care, "miles": miles}
    changes = {name: value for name, value in given.items() if value is not None}
    with _waiting(batch):
        _change(batch, **changes)


def discard(batch: ImportBatch) -> None:
    """Everything of a batch that is not in the log goes, and so do its files."""
    with transaction.atomic():
        rows = ImportBatch.objects.select_for_update().filter(runner=batch.runner_id, pk=batch.pk)
        found = rows.first()
        if found is None:
            return
        if found.state not in DISCARDED or found.files.filter(saved_at__isnull=False).exists():
            raise BatchStateError(found.state)
        rows.delete()
    remove_files(batch)


@contextmanager
def _waiting(batch: ImportBatch) -> Iterator[None]:
    """The batch locked while it waits for its runner; BatchStateError where it does not."""
    with transaction.atomic():
        rows = ImportBatch.objects.select_for_update().filter(runner=batch.runner_id, pk=batch.pk)
        found = rows.first()
        if found is None or found.state != State.READY:
            raise BatchStateError(found.state if found else "")
        yield


def _change(batch: ImportBatch, **changes: Any) -> None:
    ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk).update(**changes)
    batch.refresh_from_db(fields=list(changes))
    items = batch.items.filter(runner=batch.runner_id)
    if "unnamed_are_runs" in changes:
        choice = Choice.ADD if changes["unnamed_are_runs"] else Choice.KEEP
        items.filter(verdict=Verdict.UNNAMED).update(choice=choice)
    if "with_care" in changes:
        choice = Choice.ADD if changes["with_care"] else Choice.KEEP
        items.filter(kind=ImportItem.Kind.CARE, verdict=Verdict.NEW).update(choice=choice)
