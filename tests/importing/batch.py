"""Batches for tests: files sent by a runner, and what an account holds."""

from __future__ import annotations

import io
import re
import zipfile

from training.exporting.log_file import export_log
from training.importing.states import State, move
from training.importing.uploads import receive
from training.importing.working import work_on
from training.models import ImportBatch, ImportItem, User

LOGGED_AT = re.compile(r'"logged_at": "[^"]*"')
HEADER = "start,distance_m,duration,surface,shoe,notes,rpe"


def rows(*texts: str, header: str = HEADER) -> bytes:
    """A CSV of KneeLog with these rows."""
    return "\n".join([header, *texts, ""]).encode()


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def sent(runner: User, files: dict[str, bytes]) -> ImportBatch:
    """Files that were received, and wait to be read."""
    return receive(runner, [(name, len(data), [data]) for name, data in files.items()])


def staged(runner: User, files: dict[str, bytes], **options: bool) -> ImportBatch:
    """Files that were read, and wait for the runner."""
    batch = sent(runner, files)
    ImportBatch.objects.filter(pk=batch.pk).update(**options)
    go_on(batch, State.RECEIVING, State.READING)
    assert batch.state == State.READY
    return batch


def logged(runner: User, files: dict[str, bytes], **options: bool) -> ImportBatch:
    """Files whose entries came into the log with the choices that are proposed."""
    batch = staged(runner, files, **options)
    accept(batch)
    return batch


def accept(batch: ImportBatch) -> None:
    go_on(batch, State.READY, State.SAVING)
    assert batch.state == State.DONE


def undone(batch: ImportBatch) -> ImportBatch:
    go_on(batch, State.DONE, State.UNDOING)
    assert batch.state == State.UNDONE
    return batch


def go_on(batch: ImportBatch, before: State, state: State) -> None:
    move(batch, [before], state)
    work_on(batch)


def verdicts(batch: ImportBatch) -> list[tuple[str, int, str, str, list[str]]]:
    """File, row, verdict, choice and differences of each entry."""
    items = ImportItem.objects.filter(batch=batch).order_by("file__position", "row")
    return [
        (item.file.name, item.row, item.verdict, item.choice, item.differs)
        for item in items.select_related("file")
    ]


def log_of(runner: User) -> str:
    """Everything an account holds, as it leaves with it, but for when it was logged."""
    return LOGGED_AT.sub("", "".join(export_log(User.objects.get(pk=runner.pk))))
