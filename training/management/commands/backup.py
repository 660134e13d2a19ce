from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kneelog.backups import engine
from kneelog.backups.files import BackupError, forget, new_file, stamp

KEPT = 14


class Command(BaseCommand):
    help = "Copies the database into a file of its own, while KneeLog runs, and removes old copies."

    def add_arguments(self, parser: CommandParser) -> None:
        folder = settings.DATA_DIR / "backups"
        parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path, default=folder)
        parser.add_argument("--keep", type=int, default=KEPT, help=f"how many backups stay there ({KEPT})")

    def handle(self, *, folder: Path, keep: int, **options: Any) -> None:
        if keep < 1:
            raise CommandError("--keep: keep at least 1.")
        try:
            self.stdout.write(back_up(folder, keep))
        except BackupError as problem:
            raise CommandError(f"No backup was made. {problem}") from problem


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
