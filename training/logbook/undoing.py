"""Deleting with a way back."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import serializers
from django.db import IntegrityError, transaction
from django.utils import timezone

from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    LadderSession,
    PreviousInjury,
    Run,
    Shoe,
    Undo,
    User,
)
from training.models.entry import LogEntry

UNDO_FOR = timedelta(days=1)
OWNED = (Run, CheckIn, CareEntry, Shoe, PreviousInjury, LadderSession, Clearance)


class UndoGoneError(Exception):
    """Nothing to bring back: too late, done already, or not this runner's."""


def delete(runner: User, entries: list[LogEntry]) -> Undo:
    """Delete entries of this runner and keep them for a day."""
    with transaction.atomic():
        Undo.objects.filter(runner=runner, created_at__lt=timezone.now() - UNDO_FOR).delete()
        undo = Undo.objects.create(runner=runner, payload=json.loads(serializers.serialize("json", entries)))
        for entry in entries:
            entry.delete()
    return undo


def restore(runner: User, undo_id: UUID) -> list[LogEntry]:
    """Bring back what an Undo of this runner holds; UndoGoneError where there is nothing to bring back."""
    with transaction.atomic():
        since = timezone.now() - UNDO_FOR
        undo = runner.undos.select_for_update().filter(pk=undo_id, created_at__gte=since).first()
        if undo is None:
            raise UndoGoneError
        restored = [_restored(item, runner) for item in serializers.deserialize("python", undo.payload)]
        undo.delete()
    return restored


def _restored(item: Any, runner: User) -> LogEntry:
    entry: LogEntry = item.object
    if not isinstance(entry, OWNED) or entry.runner_id != runner.pk:
        raise UndoGoneError
    if isinstance(entry, Run) and not runner.shoes.filter(pk=entry.shoe_id).exists():
        entry.shoe_id = None
    # Logged again by hand in the meantime: that one is as good.
    with suppress(IntegrityError), transaction.atomic():
        entry.save_base(raw=True, force_insert=True)
    return entry
