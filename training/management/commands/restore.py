from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from kneelog.backups import engine
from kneelog.backups.files import BackupError, Contents, stamp
from kneelog.backups.making import back_up
from training.management.commands.backup import KEPT
from training.models import User


class Command(BaseCommand):
    help = "Makes a backup the database. Stop KneeLog first."
    requires_system_checks = ("databases",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--replace", action="store_true", help="in place of the log that is there")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        try:
            contents = readable(file)
            full = holds_accounts()
            if full and not replace:
                raise BackupError(
                    "There are accounts in the database. --replace puts the backup in its place."
                )
            if full and connection.vendor == "postgresql":
                self.stdout.write(f"Before that: {back_up(settings.DATA_DIR / 'backups', KEPT)}")
            with engine().put(file, stamp(timezone.now())) as kept:
                compare(contents)
                call_command("migrate", interactive=False, verbosity=0)
        except BackupError as problem:
            raise CommandError(f"Nothing was restored. {problem}") from problem
        self.stdout.write(f"Restored {contents}. Everybody logs in anew.")
        if kept and full:
            self.stdout.write(f"What was there before is in {kept}: delete it when all is well.")
        elif kept:
            kept.unlink()


def readable(file: Path) -> Contents:
    """What the backup holds. Raises BackupError where this KneeLog cannot read it."""
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    contents = engine().read(file)
    unknown = contents.migrations - set(MigrationLoader(None).disk_migrations)
    if unknown:
        raise BackupError(
            f"The backup is of a newer KneeLog ({'.'.join(min(unknown))}). Update this one first."
        )
    if "training_user" not in contents.rows:
        raise BackupError(f"{file} is no backup of KneeLog.")
    return contents


def holds_accounts() -> bool:
    try:
        return "training_user" in connection.introspection.table_names() and User.objects.exists()
    except DatabaseError:  # damaged, perhaps the very reason to restore
        return True


def compare(contents: Contents) -> None:
    """Raises BackupError where a table does not hold as many rows as the backup."""
    with connection.cursor() as cursor:
        for table, expected in contents.rows.items():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if cursor.fetchone() != (expected,):
                raise BackupError(f"{table} came back incomplete.")
