"""A whole batch out of the log again: what it added goes, what it changed is as before.

What the runner edited since stays as they left it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from training.importing.staging import update_items
from training.importing.states import State, beat, lock
from training.models import CareEntry, ImportBatch, ImportFile, ImportItem, Run, Shoe, User

Kind, Choice = ImportItem.Kind, ImportItem.Choice


def undo_batch(batch: ImportBatch) -> Iterator[UUID]:
    """Each file that was not undone before, the last one first; stopping between two of them does no harm."""
    mine = {"runner": batch.runner_id, "batch": batch}
    logged = ImportItem.objects.filter(**mine, file=OuterRef("pk"), entry_id__isnull=False)
    files = ImportFile.objects.filter(**mine, saved_at__isnull=False)
    files.exclude(Exists(logged)).update(saved_at=None)
    for file_id in list(files.order_by("-position").values_list("pk", flat=True)):
        if undo_file(batch, file_id):
            yield file_id
    _remove_shoes(batch)


def undo_file(batch: ImportBatch, file_id: UUID) -> bool:
    """Whether what came of a file went; False where it did before."""
    with transaction.atomic():
        if not lock(batch, State.UNDOING):
            return False
        runner = User.objects.select_for_update().get(pk=batch.runner_id)
        saved = ImportFile.objects.filter(runner=runner, pk=file_id, saved_at__isnull=False)
        if not saved.exists():
            return False
        items = batch.items.filter(runner=runner, file=file_id, entry_id__isnull=False)
        _remove_added(runner, items)
        _restore_changed(runner, items)
        saved.update(saved_at=None)
        beat(batch)
    return True


def _remove_added(runner: User, items: Any) -> None:
    added = items.filter(choice=Choice.ADD)
    for model, kind in ((Run, Kind.RUN), (CareEntry, Kind.CARE)):
        ids = added.filter(kind=kind).values("entry_id")
        entries = model.objects.filter(runner=runner, pk__in=ids)
        entries.filter(version=1).delete()
        gone = added.filter(kind=kind).exclude(entry_id__in=entries.values("pk"))
        gone.update(entry_id=None)


def _restore_changed(runner: User, items: Any) -> None:
    """The last change first, so that the version of each is the one that it left."""
    changed = list(items.filter(choice=Choice.TAKE).order_by("-row", "-pk"))
    for item in changed:
        # Of a copy of a run of this batch there is nothing to restore: the run goes.
        if item.twin_item_id or _restore(runner, item):
            item.entry_id = None
    update_items(changed)


def _restore(runner: User, item: ImportItem) -> bool:
    before = dict(item.before)
    version = before.pop("version")
    shoe = before.get("shoe_id")
    if shoe and not Shoe.objects.filter(runner=runner, pk=shoe).exists():
        before["shoe_id"] = None
    mine = Run.objects.filter(runner=runner, pk=item.entry_id)
    return bool(mine.filter(version=version + 1).update(**before, version=version)) or not mine.exists()


def _remove_shoes(batch: ImportBatch) -> None:
    """The shoes that were made for its runs, unless something else uses or knows them."""
    mine = {"runner": batch.runner_id}
    made = {key for keys in batch.files.filter(**mine).values_list("shoes", flat=True) for key in keys}
    runs = Run.objects.filter(**mine, shoe=OuterRef("pk"))
    others = Shoe.objects.filter(**mine, successor=OuterRef("pk"))
    shoes = Shoe.objects.filter(**mine, pk__in=made, version=1)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=batch.runner_id)
        shoes.exclude(Exists(runs)).exclude(Exists(others)).delete()
