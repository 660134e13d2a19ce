"""One backup, from the database to a file that was looked at."""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from kneelog.backups import engine
from kneelog.backups.files import BackupError, forget, new_file, stamp


def back_up(folder: Path, keep: int) -> str:
    """Make a backup, look at it all, then forget old ones; in a line, what was done. Raises BackupError."""
    kind, now = engine(), timezone.now()
    path = folder / f"kneelog-{stamp(now)}{kind.SUFFIX}"
    if path.exists():
        raise BackupError(f"{path} is there already: a second has not passed.")
    with new_file(path) as draft:
        kind.write(draft)
        contents = kind.read(draft)
    forgotten = forget(folder, keep, now)
    removed = f"; {forgotten} older removed" if forgotten else ""
    return f"{path}: {contents}, {path.stat().st_size / 1e6:.1f} MB{removed}"
