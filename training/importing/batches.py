"""What a runner decides about a batch that waits for them. Starting the work: training/tasks/imports.py."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import transaction

from training.importers.spreadsheet_mapping import mapping_of, to_plain
from training.importing.redeciding import count_in, redecide
from training.importing.states import BatchStateError, State, lock, move
from training.importing.uploads import remove_files
from training.models import ImportBatch, ImportFile, ImportItem, ImportUpload

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


def reopen(upload: ImportUpload, mapping: dict[str, Any]) -> None:
    """Drop what was read of a spreadsheet, and its batch is being read, with other columns for this one.

    ValueError where that is no mapping; BatchStateError where the batch does not wait.
    """
    told = to_plain(mapping_of(mapping))
    batch = upload.batch
    with _waiting(batch):
        ImportUpload.objects.filter(runner=batch.runner_id, pk=upload.pk).update(mapping=told)
        files = batch.files.filter(runner=batch.runner_id, upload=upload)
        batch.items.filter(runner=batch.runner_id, file__in=files).delete()
        files.delete()
        redecide(batch)
        move(batch, [State.READY], State.READING)


def discard(batch: ImportBatch) -> None:
    """Everything of a batch that is not in the log goes, and so do its files."""
    with transaction.atomic():
        rows = ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk)
        if not rows.exists():
            return
        if not lock(batch, *DISCARDED) or batch.saved_at:
            raise BatchStateError(batch.state)
        delete_staged(batch)
        rows.delete()
    remove_files(batch)


@contextmanager
def _waiting(batch: ImportBatch) -> Iterator[None]:
    """The batch locked while it waits for its runner; BatchStateError where it does not."""
    with transaction.atomic():
        if not lock(batch, State.READY):
            raise BatchStateError(batch.state)
        yield


def delete_staged(batch: ImportBatch) -> None:
    """What was read of a batch, at once however much it is."""
    mine = {"runner": batch.runner_id, "batch": batch}
    ImportItem.objects.filter(**mine).delete()
    ImportFile.objects.filter(**mine).delete()


def _change(batch: ImportBatch, **changes: Any) -> None:
    ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk).update(**changes)
    batch.refresh_from_db(fields=list(changes))
    items = batch.items.filter(runner=batch.runner_id)
    if "unnamed_are_runs" in changes:
        choice = Choice.ADD if changes["unnamed_are_runs"] else Choice.KEEP
        items.filter(verdict=Verdict.UNNAMED).update(choice=choice)
    if "miles" in changes:
        count_in(batch, miles=changes["miles"])
    if "with_care" in changes:
        choice = Choice.ADD if changes["with_care"] else Choice.KEEP
        items.filter(kind=ImportItem.Kind.CARE, verdict=Verdict.NEW).update(choice=choice)
