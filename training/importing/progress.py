"""How far a batch is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from training.importing.states import BatchStateError, State, move
from training.models import ImportBatch, ImportFile, ImportItem

UNDO_FOR = timedelta(days=30)
CARE = ImportItem.Kind.CARE


@dataclass(frozen=True, slots=True)
class Progress:
    """files_done of files_expected (0: not known yet) in this state; counts: runs by verdict, and `care`."""

    state: str
    files_done: int
    files_expected: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """counts: runs by verdict, and `care`. files: by outcome. left_out: rows that give no entry, by
    "skipped" and "failed". added, changed: entries that came into the log. assumed: runs whose distance has
    no unit. kept: entries that stayed when the batch was undone, because they were edited since.
    undo_until: None where there is nothing to undo any more.
    """

    counts: dict[str, int]
    files: dict[str, int]
    left_out: dict[str, int]
    added: int
    changed: int
    assumed: int
    kept: int
    undo_until: datetime | None


def progress(batch: ImportBatch) -> Progress:
    """Asks the database anew, whatever `batch` holds."""
    rows = ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk)
    saved, unsaved = Q(files__saved_at__isnull=False), Q(files__saved_at__isnull=True)
    counted = rows.annotate(
        read=Count("files"), in_log=Count("files", filter=saved), not_in_log=Count("files", filter=unsaved)
    )
    state, expected, files, is_saved, is_not = counted.values_list(
        "state", "expected", "read", "in_log", "not_in_log"
    ).get()
    done = {State.SAVING: is_saved, State.UNDOING: is_not}.get(state, files)
    of = files if state in (State.SAVING, State.UNDOING) else max(expected, files)
    return Progress(state, done, of, _counts(batch))


def summary(batch: ImportBatch) -> Summary:
    """What came of the whole batch."""
    mine = {"runner": batch.runner_id}
    items, files = batch.items.filter(**mine), batch.files.filter(**mine)
    outcomes = dict.fromkeys(ImportFile.Outcome.values, 0)
    outcomes |= dict(files.order_by().values_list("outcome").annotate(Count("pk")))
    entries = items.exclude(entry_id=None).order_by().values_list("choice").annotate(Count("pk"))
    made, undone = dict(entries), batch.state == State.UNDONE
    return Summary(
        counts=_counts(batch),
        files=outcomes,
        left_out=_left_out(files.values_list("left_out", flat=True)),
        added=0 if undone else made.get(ImportItem.Choice.ADD, 0),
        changed=0 if undone else made.get(ImportItem.Choice.TAKE, 0),
        assumed=items.filter(facts__has_key="distance_if_miles_m").count(),
        kept=sum(made.values()) if undone else 0,
        undo_until=undo_until(batch),
    )


def undo_until(batch: ImportBatch) -> datetime | None:
    """Until when the batch can be undone; None: not, or not any more."""
    if batch.state not in (State.DONE, State.FAILED) or batch.saved_at is None:
        return None
    last = batch.saved_at + UNDO_FOR
    return last if last > timezone.now() else None


def begin_undoing(batch: ImportBatch) -> bool:
    """Whether the batch is undone from now on; BatchStateError where that is not possible any more."""
    if batch.state in (State.DONE, State.FAILED) and undo_until(batch) is None:
        raise BatchStateError(batch.state)
    return move(batch, [State.DONE, State.FAILED], State.UNDOING)


def _counts(batch: ImportBatch) -> dict[str, int]:
    counts = {str(verdict): 0 for verdict in ImportItem.Verdict.values} | {str(CARE): 0}
    rows = batch.items.filter(runner=batch.runner_id).order_by().values_list("kind", "verdict")
    for kind, verdict, number in rows.annotate(Count("pk")):
        counts[CARE if kind == CARE else verdict] += number
    return counts


def _left_out(lists: object) -> dict[str, int]:
    counts = {"skipped": 0, "failed": 0}
    for rows in lists:
        for *_, kind in rows:
            counts[kind] += 1
    return counts
