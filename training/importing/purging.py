"""What is left of old imports goes: what nobody answered, and what can no longer be undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from training.importing.batches import delete_staged
from training.importing.progress import UNDO_FOR
from training.importing.states import WORKING, State, lock
from training.importing.uploads import remove_files, uploads_folder
from training.models import ImportBatch

UNANSWERED_FOR = timedelta(days=7)
# A folder is made a moment before its batch is there to be seen.
FOLDER_IS_NEW = timedelta(days=1)


def purge_stale(now: datetime) -> int:
    """Remove batches that waited too long or can no longer be undone, with their files; how many."""
    waiting = Q(state__in=[State.RECEIVING, State.READY], created_at__lt=now - UNANSWERED_FOR)
    over = Q(saved_at__lt=now - UNDO_FOR) | Q(saved_at=None, created_at__lt=now - UNDO_FOR)
    batches = ImportBatch.objects.filter(waiting | (over & ~Q(state__in=WORKING)))
    gone = sum(_purge(batch) for batch in batches.order_by("created_at"))
    for folder in _left_folders(now):
        shutil.rmtree(folder, ignore_errors=True)
    return gone


def _purge(batch: ImportBatch) -> bool:
    with transaction.atomic():
        if not lock(batch, State(batch.state)):
            return False
        delete_staged(batch)
        ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk).delete()
    remove_files(batch)
    return True


def _left_folders(now: datetime) -> Iterator[Path]:
    """Folders of batches that are not there any more, or need their files no longer."""
    folders = {path.name: path for path in uploads_folder().glob("*-*-*-*-*") if path.is_dir()}
    needed = ImportBatch.objects.exclude(state__in=[State.DONE, State.UNDONE])
    kept = {str(key) for key in needed.values_list("pk", flat=True)} if folders else set()
    newest = (now - FOLDER_IS_NEW).timestamp()
    for name, path in folders.items():
        if name not in kept and path.stat().st_mtime < newest:
            yield path
