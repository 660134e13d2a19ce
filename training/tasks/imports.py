"""Imports in the background: the steps that a worker does, and how a request asks for them."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django_tasks import task

from training.importing.batches import reopen
from training.importing.progress import begin_undoing
from training.importing.states import WORKING, State, move
from training.importing.working import work_on
from training.models import ImportBatch, ImportUpload

logger = logging.getLogger(__name__)

SIGN_OF_LIFE = timedelta(seconds=30)


@task()
def work_on_import(runner_id: str, batch_id: str) -> None:
    """Do what the state of the batch asks for; done already or by somebody else, it does no harm."""
    batch = ImportBatch.objects.filter(runner=UUID(runner_id), pk=UUID(batch_id)).first()
    if batch:
        try:
            work_on(batch)
        except Exception:
            # Whoever finds no sign of life goes on with it; here is why there is none.
            logger.exception("import %s", batch_id)
            raise


def enqueue(batch: ImportBatch) -> None:
    work_on_import.enqueue(str(batch.runner_id), str(batch.pk))


def revive(now: datetime) -> int:
    """Go on with imports whose worker gives no sign of life or gave them back; how many."""
    left = Q(beat_at=None) | Q(beat_at__lt=now - SIGN_OF_LIFE)
    batches = ImportBatch.objects.filter(left, state__in=WORKING)
    revived = 0
    for batch in batches.order_by("created_at"):
        # One of several workers takes it.
        if batches.filter(runner=batch.runner_id, pk=batch.pk).update(beat_at=now):
            enqueue(batch)
            revived += 1
    return revived


def start_reading(batch: ImportBatch) -> None:
    """Read the files that were received; BatchStateError where they were read already."""
    _start(batch, [State.RECEIVING], State.READING)


def start_saving(batch: ImportBatch) -> None:
    """Take into the log what was chosen; BatchStateError unless the batch waits for that."""
    _start(batch, [State.READY], State.SAVING)


def start_undoing(batch: ImportBatch) -> None:
    """Take back what the batch did; BatchStateError where it did nothing or that is too long ago."""
    if begin_undoing(batch):
        _enqueue(batch)


def read_again(upload: ImportUpload, mapping: dict[str, Any]) -> None:
    """Read a spreadsheet with other columns; BatchStateError unless its batch waits for the runner.

    ValueError says what about the mapping cannot be.
    """
    reopen(upload, mapping)
    _enqueue(upload.batch)


def _start(batch: ImportBatch, allowed: list[State], state: State) -> None:
    if move(batch, allowed, state):
        _enqueue(batch)


def _enqueue(batch: ImportBatch) -> None:
    enqueue(batch)
    batch.refresh_from_db()
