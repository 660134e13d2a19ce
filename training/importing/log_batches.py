"""A whole log that comes as a file of a batch: previewed, added and taken back like everything else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from training.importers.readers import HEAD_BYTES
from training.importers.run import UnreadableFile
from training.importing.archive import is_archive
from training.importing.document import MOST_BYTES, is_log
from training.importing.log_import import LogImport, add_log, preview_log
from training.importing.log_undo import remove_added
from training.importing.log_zip import is_log_archive
from training.importing.problems import BadLog
from training.models import ImportFile, User

GONE = UnreadableFile("It is no longer on the server", "Send it again.")


def is_log_file(path: Path) -> bool:
    """Whether a whole log was sent, by its content."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        return is_log(head) or (is_archive(head) and is_log_archive(path))
    except OSError:
        return False


def told_of_log(runner: User, path: Path) -> LogImport | UnreadableFile:
    """What it would add to the account now, or why it cannot be read."""
    try:
        return preview_log(runner, _content(path))
    except BadLog as problem:
        return UnreadableFile(str(problem), "Nothing of it was taken.")
    except OSError:
        return GONE


def counts_of(told: LogImport) -> dict[str, Any]:
    """As the file of a batch keeps it."""
    return {"added": told.added, "known": told.known, "profile": told.profile, "ids": {}, "changes": {}}


def save_log(runner: User, file: ImportFile, path: Path) -> None:
    """Add the log; where it cannot be added any more, the file says why. Inside the caller's transaction."""
    try:
        done = add_log(runner, _content(path))
    except (BadLog, OSError) as problem:
        reason = str(problem) if isinstance(problem, BadLog) else GONE.message
        file.outcome, file.reason = ImportFile.Outcome.FAILED, reason[:300]
        file.log = counts_of(LogImport())
        return
    file.log = {**counts_of(done), "ids": done.ids, "changes": done.changes}


def undo_log(runner: User, file: ImportFile) -> None:
    """Take back what it added. kept: how many of each kind stay, because they were edited since."""
    kept = remove_added(runner, file.log["ids"], file.log["changes"])
    file.log = {**file.log, "ids": {}, "changes": {}, "kept": kept}


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
