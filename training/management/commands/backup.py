from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from kneelog.backups.files import BackupError
from kneelog.backups.making import back_up

KEPT = 14


class Command(BaseCommand):
    help = "Copies the database into a file of its own, while KneeLog runs, and removes old copies."
    requires_system_checks = ("databases",)

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
