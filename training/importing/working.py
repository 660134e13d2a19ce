"""The work on a batch, in steps that can be broken off anywhere and done again."""

from __future__ import annotations

from contextlib import suppress
from threading import Event

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from training.importing.batch_reading import read_batch
from training.importing.batch_undo import undo_batch
from training.importing.saving import save_batch
from training.importing.states import BatchStateError, State, move
from training.importing.uploads import remove_files
from training.models import ImportBatch

# Set where this process is to end: the work stops after the file under way, and another process goes on.
stop = Event()

# Broken off so often without one file done, a batch is given up.
MOST_ATTEMPTS = 20


def work_on(batch: ImportBatch) -> None:
    """Do what the state of the batch asks for, up to the next answer of its runner."""
    rows = ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk)
    rows.update(attempts=F("attempts") + 1, beat_at=timezone.now())
    batch.refresh_from_db()
    if batch.state not in STEPS:
        return
    if batch.attempts > MOST_ATTEMPTS:
        _give_up(batch)
        return
    for _file in STEPS[State(batch.state)](batch):
        if stop.is_set():
            rows.update(beat_at=None)
            return
    _finish(batch)


def _finish(batch: ImportBatch) -> None:
    state = State(batch.state)
    following, changes = AFTER[state], {}
    if state == State.SAVING:
        changes["saved_at"] = timezone.now()
    with suppress(BatchStateError):  # another worker was faster, and its runner too
        move(batch, [state], following, **changes)
    if batch.state == State.DONE:
        remove_files(batch)


def _give_up(batch: ImportBatch) -> None:
    reason = _("KneeLog could not go on with it. Whoever runs this server finds more in its log.")
    saved = batch.files.filter(runner=batch.runner_id, saved_at__isnull=False).exists()
    changes = {"saved_at": timezone.now()} if saved and batch.saved_at is None else {}
    move(batch, [batch.state], State.FAILED, reason=reason, **changes)


STEPS = {State.READING: read_batch, State.SAVING: save_batch, State.UNDOING: undo_batch}
AFTER = {State.READING: State.READY, State.SAVING: State.DONE, State.UNDOING: State.UNDONE}
