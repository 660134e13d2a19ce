"""Files of a batch, as they were read, beside the log: each whole or not at all, and only once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from training.importers.run import ImportedRun, LeftOut, Reading, UnknownKind, UnreadableFile
from training.importers.spreadsheet_mapping import to_plain
from training.importing.care_items import care_items, decide_care
from training.importing.deciding import Decisions, Logged
from training.importing.item_facts import facts_of_run, run_facts
from training.importing.log_batches import counts_of
from training.importing.log_import import LogImport
from training.importing.problems import printable
from training.importing.shoe_rack import ShoeRack
from training.importing.states import State, beat, lock
from training.importing.twins import TWIN_TIME, spans
from training.models import ImportBatch, ImportFile, ImportItem, ImportUpload, Run
from training.models.import_batch import LONGEST_NAME

Kind, Outcome = ImportItem.Kind, ImportFile.Outcome
DAMAGED = LeftOut(0, "it is damaged or missing", "part of the file")
# As many files, or entries, are written in one transaction at once.
FILES_AT_ONCE, ROWS_AT_ONCE = 16, 1_000
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands in a batch, and the name it has there."""

    upload: ImportUpload
    position: int
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """A file as it was read, or why it was not. joined: runs of a table that came with their own files."""

    place: Place
    reading: Reading | LogImport | UnreadableFile
    joined: int = 0


def stage(
    batch: ImportBatch, told: Iterable[Told], states: Iterable[str] = (State.READING,)
) -> list[ImportFile]:
    """Keep what files tell, all in one transaction, but for those of which that was done.

    None of them where the batch does not want it.
    """
    read = [(file := _file(batch, each), _items(file, each.reading, batch)) for each in told]
    with transaction.atomic():
        if not lock(batch, *states):
            return []
        kept = _kept(batch, [file.position for file, _ in read])
        new = [(file, items) for file, items in read if file.position not in kept]
        files, items = [file for file, _ in new], [item for _, items in new for item in items]
        ImportFile.objects.bulk_create(files)
        _decide(batch, items)
        ImportItem.objects.bulk_create(items, batch_size=ROWS_AT_ONCE)
        beat(batch)
    return files


def _kept(batch: ImportBatch, positions: list[int]) -> set[int]:
    """Those of these places whose files were kept before."""
    rows = ImportFile.objects.filter(runner=batch.runner_id, batch=batch, position__in=positions)
    return set(rows.values_list("position", flat=True))


def _file(batch: ImportBatch, told: Told) -> ImportFile:
    file = ImportFile(
        runner_id=batch.runner_id,
        batch=batch,
        upload=told.place.upload,
        position=told.place.position,
        name=printable(told.place.name, LONGEST_NAME - 1),
        outcome=Outcome.READ,
        joined=told.joined,
    )
    if isinstance(told.reading, UnreadableFile):
        file.outcome = Outcome.SKIPPED if isinstance(told.reading, UnknownKind) else Outcome.FAILED
        file.reason = printable(told.reading.message, LONGEST_REASON - 1)
        file.hint = printable(told.reading.hint, LONGEST_REASON - 1)
    elif isinstance(told.reading, LogImport):
        file.log = counts_of(told.reading)
    else:
        file.left_out = list(_left_out(told.reading))
        file.guess = to_plain(told.reading.guess) if told.reading.guess else None
    return file


def _left_out(reading: Reading) -> Iterator[list[object]]:
    skipped = [*reading.skipped, *([DAMAGED] if reading.is_damaged else [])]
    for kind, rows in (("skipped", skipped), ("failed", reading.failed)):
        yield from (_row(row, kind) for row in rows)


def _row(row: LeftOut, kind: str) -> list[object]:
    return [row.row, printable(row.why, LONGEST_REASON), printable(row.what, LONGEST_NAME), kind]


def _items(
    file: ImportFile, reading: Reading | LogImport | UnreadableFile, batch: ImportBatch
) -> list[ImportItem]:
    if not isinstance(reading, Reading):
        return []
    return [*_run_items(file, reading, batch), *care_items(file, reading, batch)]


def _run_items(file: ImportFile, reading: Reading, batch: ImportBatch) -> Iterator[ImportItem]:
    """The runs that a log can hold; the others are added to what the file leaves out."""
    profile, now = batch.runner.profile, timezone.now()
    miles = profile.units == "mi" if batch.miles is None else batch.miles
    shoes: list[tuple[Run, ImportItem]] = []
    for source in reading.runs:
        try:
            run, facts = run_facts(source, profile.time_zone, now, miles=miles, is_damaged=reading.is_damaged)
        except (ValueError, OverflowError) as why:
            file.left_out.append(_row(LeftOut(source.row, str(why)), "failed"))
            continue
        item = _item(file, source, run)
        item.facts = facts
        if "shoe" in facts:
            shoes.append((run, item))
        yield item
    _tell_retired(batch, shoes)


def _item(file: ImportFile, source: ImportedRun, run: Run) -> ImportItem:
    return ImportItem(
        runner_id=file.runner_id, batch_id=file.batch_id, file=file, row=source.row, starts_at=run.starts_at
    )


def _tell_retired(batch: ImportBatch, shoes: list[tuple[Run, ImportItem]]) -> None:
    """A shoe that was retired before the run is none that the run can have."""
    rack = ShoeRack(batch.runner) if shoes else None
    for run, item in shoes:
        shoe = rack.find(item.facts["shoe"]) if rack else None
        if shoe and shoe.retired_on and run.local_date > shoe.retired_on:
            item.facts["retired_shoe"] = item.facts.pop("shoe")


def _decide(batch: ImportBatch, items: list[ImportItem]) -> None:
    runs = [item for item in items if item.kind == Kind.RUN]
    decide_care(batch, [item for item in items if item.kind == Kind.CARE])
    if not runs:
        return
    decisions = Decisions(batch, logged_near(batch, runs), _staged_near(batch, runs))
    for item in runs:
        decisions.decide(item)
    # Those of these files are not in the database yet.
    update_items([item for item in decisions.changed.values() if not item._state.adding])


def logged_near(batch: ImportBatch, items: list[ImportItem]) -> Iterator[Logged]:
    """The runs of the log that may be copies of these."""
    runs = Run.objects.filter(_begun_near(items, TWIN_TIME), runner=batch.runner_id)
    for run in runs.order_by().select_related("shoe"):
        yield Logged(run, facts_of_run(run))


def _staged_near(batch: ImportBatch, items: list[ImportItem]) -> list[ImportItem]:
    near = _begun_near(items, 3 * TWIN_TIME)
    return list(batch.items.filter(near, runner=batch.runner_id, kind=Kind.RUN).order_by())


def _begun_near(items: list[ImportItem], room: timedelta) -> Q:
    when = spans((item.starts_at for item in items), room)
    return Q(*(Q(starts_at__range=each) for each in when), _connector=Q.OR)


def update_items(items: list[ImportItem]) -> None:
    """Write what was decided of entries that are there, however many."""
    ImportItem.objects.bulk_create(
        items,
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["verdict", "choice", "facts", "differs", "twin", "twin_item", "entry_id", "before"],
    )
