"""Files as they are sent: kept in pieces below the data folder until their import is over.

Each batch has a folder of its own, named by its id, and each file a number: no name that a runner
gives reaches the file system.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from training.importing.limits import MB, archive_limits
from training.importing.problems import printable
from training.models import ImportBatch, ImportUpload, User
from training.models.import_batch import LONGEST_NAME

State = ImportBatch.State
KEPT = (State.RECEIVING, State.READING, State.READY, State.SAVING)
# A runner's files that wait may take this many times what one import may.
MOST_KEPT = 2
GIVEN_UP_AFTER = timedelta(days=2)
SPARE_BYTES = 64 * MB


class UploadRefusedError(Exception):
    """What is wrong with what is to be sent, and what to do about it, in a runner's words."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(f"{reason} {hint}".strip())


class NoRoomError(UploadRefusedError):
    """The server could not keep the piece; what it has of the file is as before."""


class OffsetError(Exception):
    """The piece does not begin where the file ends. received: bytes of it that are here."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


def folder_of(batch: ImportBatch) -> Path:
    return uploads_folder() / str(batch.pk)


def path_of(upload: ImportUpload) -> Path:
    return uploads_folder() / str(upload.batch_id) / str(upload.number)


def uploads_folder() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def open_batch(runner: User, files: list[tuple[str, int]]) -> ImportBatch:
    """A batch that waits for files of these names and bytes; UploadRefusedError where it may not."""
    forget_given_up(runner)
    _refuse_too_much(runner, [size for _name, size in files])
    _refuse_full_disk(sum(size for _name, size in files))
    with transaction.atomic():
        batch = ImportBatch.objects.create(runner=runner)
        ImportUpload.objects.bulk_create(
            ImportUpload(runner=runner, batch=batch, number=number, size=size, name=_shown(name))
            for number, (name, size) in enumerate(files, 1)
        )
        _make_folder(folder_of(batch))
    return batch


def _shown(name: str) -> str:
    return printable(name, LONGEST_NAME - 1).strip() or _("a file without a name")


def _refuse_too_much(runner: User, sizes: list[int]) -> None:
    limits = archive_limits()
    largest, total = limits.archive_bytes, sum(sizes)
    if not sizes:
        raise UploadRefusedError(_("No file was chosen."), _("Choose one or more files, then send them."))
    if len(sizes) > limits.members:
        reason = _("These are more than %(n)s files.") % {"n": f"{limits.members:,}"}
        raise UploadRefusedError(reason, _("Send them in several parts, or as one archive."))
    if total > largest:
        reason = _("This is more than %(n)s MB.") % {"n": f"{largest // MB:,}"}
        raise UploadRefusedError(reason, _("Send the files in several parts."))
    kept = ImportUpload.objects.filter(runner=runner, batch__state__in=KEPT).aggregate(size=Sum("size"))
    if (kept["size"] or 0) + total > MOST_KEPT * largest:
        reason = _("Earlier imports still wait for your answer, and there is no room for more.")
        raise UploadRefusedError(reason, _("Add or discard them first."))


def _refuse_full_disk(size: int) -> None:
    _make_folder(uploads_folder())
    if size > shutil.disk_usage(uploads_folder()).free - SPARE_BYTES:
        hint = _("Nothing was lost. Tell whoever runs this server.")
        raise NoRoomError(_("There is no room left on the server."), hint)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise _no_room(problem) from problem


def add_piece(upload: ImportUpload, offset: int, piece: Iterable[bytes]) -> int:
    """Append to a file that is being sent; the bytes that are here now.

    Whole or not at all: OffsetError where the piece begins elsewhere, UploadRefusedError where the file
    becomes longer than it was said to be, NoRoomError where it cannot be kept.
    """
    with transaction.atomic():
        # The lock makes the pieces of two tabs follow each other.
        rows = ImportUpload.objects.select_for_update(of=("self",)).filter(runner=upload.runner_id)
        row = rows.filter(pk=upload.pk, batch__state=State.RECEIVING).first()
        if row is None:
            raise UploadRefusedError(_("This import takes no more files."))
        if offset != row.received:
            raise OffsetError(row.received)
        row.received += _append(path_of(row), offset, piece, row.size - offset)
        row.save(update_fields=["received"])
    upload.received = row.received
    return row.received


def _append(path: Path, offset: int, piece: Iterable[bytes], room: int) -> int:
    try:
        with path.open("r+b" if path.exists() else "wb") as file:
            file.seek(offset)
            try:
                written = _write(file, piece, room)
            except BaseException:
                with suppress(OSError):
                    file.truncate(offset)
                raise
            # What a killed server left behind the end.
            file.truncate()
            return written
    except OSError as problem:
        raise _no_room(problem) from problem


def _write(file: BinaryIO, piece: Iterable[bytes], room: int) -> int:
    written = 0
    for part in piece:
        written += len(part)
        if written > room:
            reason = _("The file has changed while it was sent.")
            raise UploadRefusedError(reason, _("Send it again."))
        file.write(part)
    file.flush()
    return written


def _no_room(problem: OSError) -> NoRoomError:
    reason = _("The server cannot keep the file: %(why)s.") % {"why": problem.strerror or problem}
    return NoRoomError(reason, _("Nothing in your log has changed. Tell whoever runs this server."))


def receive(runner: User, files: list[tuple[str, int, Iterable[bytes]]]) -> ImportBatch:
    """A batch of files (name, bytes, content) that come at once: all of them, or UploadRefusedError."""
    batch = open_batch(runner, [(name, size) for name, size, _content in files])
    try:
        for upload, (_name, _size, content) in zip(batch.uploads.all(), files, strict=True):
            add_piece(upload, 0, content)
    except BaseException:
        remove_files(batch)
        batch.delete()
        raise
    return batch


def missing_bytes(batch: ImportBatch) -> int:
    """How much of what was to be sent is not here yet."""
    sums = batch.uploads.aggregate(size=Sum("size", default=0), received=Sum("received", default=0))
    return int(sums["size"] - sums["received"])


def touch_empty(batch: ImportBatch) -> None:
    """Files of no bytes: no piece of them ever comes."""
    for upload in batch.uploads.filter(size=0):
        path_of(upload).touch(mode=0o600)


def remove_files(batch: ImportBatch) -> None:
    """The files as sent; what was read of them stays."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)


def forget_given_up(runner: User) -> None:
    """Batches of this runner whose sending ended long ago, with all their files."""
    before = timezone.now() - GIVEN_UP_AFTER
    for batch in runner.import_batches.filter(state=State.RECEIVING, created_at__lt=before):
        remove_files(batch)
        batch.delete()
