"""Imports in the background: the steps that a worker does, and how a request asks for them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django_tasks import task

from training.importing.progress import undo_until
from training.importing.states import BatchStateError, State, move
from training.importing.working import work_on
from training.models import ImportBatch, ImportUpload


@task()
def work_on_import(runner_id: str, batch_id: str) -> None:
    """Do what the state of the batch asks for; done already or by somebody else, it does no harm."""
    batch = ImportBatch.objects.filter(runner=UUID(runner_id), pk=UUID(batch_id)).first()
    if batch:
        work_on(batch)


def enqueue(batch: ImportBatch) -> None:
    work_on_import.enqueue(str(batch.runner_id), str(batch.pk))


def start_reading(batch: ImportBatch) -> None:
    """Read the files that were received; BatchStateError where they were read already."""
    _start(batch, [State.RECEIVING], State.READING)


def start_saving(batch: ImportBatch) -> None:
    """Take into the log what was chosen; BatchStateError unless the batch waits for that."""
    _start(batch, [State.READY], State.SAVING)


def start_undoing(batch: ImportBatch) -> None:
    """Take back what the batch did; BatchStateError where it did nothing or that is too long ago."""
    if batch.state in (State.DONE, State.FAILED) and undo_until(batch) is None:
        raise BatchStateError(batch.state)
    _start(batch, [State.DONE, State.FAILED], State.UNDOING)


def read_again(upload: ImportUpload, mapping: dict[str, Any]) -> None:
    """Read a spreadsheet with other columns; BatchStateError unless its batch waits for the runner."""
    raise NotImplementedError


def _start(batch: ImportBatch, allowed: list[State], state: State) -> None:
    if move(batch, allowed, state):
        enqueue(batch)
        batch.refresh_from_db()
