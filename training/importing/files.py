"""Activity files into an account at once, as the command line does it, and what came of each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from training.importers.run import LeftOut, UnknownKind, UnreadableFile
from training.importers.spreadsheet_mapping import Answers
from training.importing.batch_reading import read_batch
from training.importing.problems import printable
from training.importing.progress import begin_undoing, summary
from training.importing.states import State, move
from training.importing.working import work_on
from training.models import ImportBatch, ImportFile, ImportItem, ImportUpload, User
from training.models.import_batch import LONGEST_NAME

Verdict, Choice = ImportItem.Verdict, ImportItem.Choice
UNNAMED = "the file does not name its sport"


class Outcome(Enum):
    """What became of a file as a whole, in the word that is shown."""

    IMPORTED = "imported"
    KNOWN = "already logged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass
class FileImport:
    """What became of the rows of one file.

    imported: runs added; care: care entries added; changed: rows whose logged run has now what the file says.
    known: rows whose run was logged before. conflicts: by the facts that differ, rows whose run is logged
    differently. without_shoe: by name of a retired shoe, the runs that came in without it, because they are
    later than its last day. assumed_units: by unit, runs whose file names none.
    """

    imported: int = 0
    care: int = 0
    changed: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    conflicts: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    skipped: list[LeftOut] = field(default_factory=list)
    failed: list[LeftOut] = field(default_factory=list)
    without_shoe: Counter[str] = field(default_factory=Counter)
    assumed_units: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file: its name, what came of it row by row, or the reason why it was not read.

    joined: how many of its runs came with the files that its rows name. guess: of a runner's own sheet, how
    it was understood, as plain values.
    """

    name: str
    rows: FileImport
    problem: UnreadableFile | None = None
    joined: int = 0
    guess: dict[str, Any] | None = None

    @property
    def outcome(self) -> Outcome:
        if self.problem:
            return Outcome.SKIPPED if isinstance(self.problem, UnknownKind) else Outcome.FAILED
        if self.rows.imported or self.rows.care:
            return Outcome.IMPORTED
        if self.rows.known or self.rows.conflicts or self.rows.changed:
            return Outcome.KNOWN
        return Outcome.FAILED if self.rows.failed else Outcome.SKIPPED


def import_files(
    runner: User,
    paths: Iterable[Path],
    *,
    unnamed_are_runs: bool = False,
    with_care: bool = False,
    take_richer: bool = False,
    answers: Answers | None = None,
) -> tuple[ImportBatch, list[FileReport]]:
    """Import every file named, found in a folder or packed in an archive, each whole or not at all.

    take_richer: whether a file that tells more of a run changes it. answers: for what sheets leave open.
    """
    batch = ImportBatch.objects.create(
        runner=runner, beat_at=timezone.now(), unnamed_are_runs=unnamed_are_runs, with_care=with_care
    )
    where = {upload.number: path for upload, path in _uploads(batch, paths)}
    # It stays `receiving`, which no worker picks up: the files are here alone.
    read = list(read_batch(batch, lambda upload: where[upload.number], State.RECEIVING, answers))
    if not take_richer:
        taken = batch.items.filter(runner=runner, choice=Choice.TAKE, twin__isnull=False)
        taken.update(choice=Choice.KEEP)
    move(batch, [State.RECEIVING], State.SAVING)
    work_on(batch)
    return batch, list(reports(batch, read))


def _uploads(batch: ImportBatch, paths: Iterable[Path]) -> Iterator[tuple[ImportUpload, Path]]:
    for number, path in enumerate(paths, 1):
        name = printable(path.name, LONGEST_NAME - 1)
        upload = ImportUpload(runner=batch.runner, batch=batch, number=number, name=name, size=0)
        upload.save()
        yield upload, path


def find_batch(runner: User, wanted: str) -> ImportBatch | None:
    """The import of that id, or the `last` one that did something; ValidationError for what is no id."""
    batches = runner.import_batches.filter(state__in=[State.DONE, State.FAILED])
    if wanted != "last":
        return batches.filter(pk=wanted).first()
    logged = ImportItem.objects.filter(runner=runner, batch=OuterRef("pk"), entry_id__isnull=False)
    return batches.filter(Exists(logged)).order_by("-created_at").first()


def undo_import(batch: ImportBatch) -> int:
    """Take a batch back at once; how many entries stay because they were edited since."""
    begin_undoing(batch)
    work_on(batch)
    return summary(batch).kept


def forget(batch: ImportBatch) -> None:
    """Of an import that gave nothing there is nothing to undo."""
    ImportBatch.objects.filter(runner=batch.runner_id, pk=batch.pk).delete()


def reports(batch: ImportBatch, files: list[ImportFile]) -> Iterator[FileReport]:
    """What came of these files of a batch, in their order."""
    units = batch.runner.profile.units if batch.miles is None else ("mi" if batch.miles else "km")
    rows = {file.pk: _told(file) for file in files}
    for item in batch.items.filter(runner=batch.runner_id).order_by("row"):
        if item.file_id in rows:
            _count(rows[item.file_id], item, units)
    without = dict(batch.files.filter(runner=batch.runner_id).values_list("pk", "without_shoe"))
    for file in files:
        rows[file.pk].without_shoe.update(without[file.pk])
        yield FileReport(file.name, rows[file.pk], _problem(file), file.joined, file.guess)


def _told(file: ImportFile) -> FileImport:
    told = FileImport()
    for row, why, what, kind in file.left_out:
        (told.skipped if kind == "skipped" else told.failed).append(LeftOut(row, why, what))
    told.failed.sort(key=lambda left_out: left_out.row)
    return told


def _problem(file: ImportFile) -> UnreadableFile | None:
    if file.outcome == ImportFile.Outcome.READ:
        return None
    kind = UnknownKind if file.outcome == ImportFile.Outcome.SKIPPED else UnreadableFile
    return kind(file.reason, file.hint)


def _count(rows: FileImport, item: ImportItem, units: str) -> None:
    if item.kind == ImportItem.Kind.CARE:
        rows.care += item.entry_id is not None
    elif item.choice == Choice.ADD:
        rows.imported += 1
        if "distance_if_miles_m" in item.facts:
            rows.assumed_units[units] += 1
    elif item.choice == Choice.TAKE:
        # A copy of a run of another file, which has now what both tell, is no news.
        (rows.known if item.twin_item_id else rows.changed).append(item.row)
    elif item.verdict == Verdict.UNNAMED:
        rows.skipped.append(LeftOut(item.row, UNNAMED, "activity"))
    elif item.verdict == Verdict.CONFLICT:
        rows.conflicts.append((item.row, tuple(item.differs)))
    else:
        rows.known.append(item.row)
