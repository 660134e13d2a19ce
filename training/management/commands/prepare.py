import time
from typing import Any, TextIO

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kneelog.alone import alone
from kneelog.databases.checks import unsafe
from kneelog.environment import make_folder

PATIENCE_S = 60
PAUSE_S = 1
CONNECT_S = 5


class Command(BaseCommand):
    help = "Brings the database up to date and collects the static files; several at once take turns."

    def handle(self, **options: Any) -> None:
        prepare(self.stderr)


def prepare(notes: TextIO) -> None:
    """Everything that comes before the first page. Raises CommandError where the database does not answer."""
    make_folder(settings.DATA_DIR)
    try:
        wait_for_database(notes)
        refuse_unsafe_database()
        refuse_newer_database()
        with alone(settings.DATA_DIR, notes):
            call_command("migrate", interactive=False, verbosity=0)
            if not settings.STATIC_IS_COLLECTED:
                call_command("collectstatic", interactive=False, verbosity=0)
    except OperationalError as problem:
        raise CommandError(
            f"The database cannot be used ({first_line(problem)}). Check DATABASE_URL."
        ) from problem


def refuse_unsafe_database() -> None:
    if reasons := unsafe():
        raise CommandError("\n".join(reasons))


def refuse_newer_database() -> None:
    """An older KneeLog would write rows that a newer one has other rules for."""
    recorded = MigrationRecorder(connection).applied_migrations()
    here = MigrationLoader(None).disk_migrations
    newest = max(name for app, name in here if app == "training")
    if newer := [name for app, name in recorded if app == "training" and name[:4] > newest[:4]]:
        raise CommandError(
            f"The database is of a newer KneeLog ({min(newer)}). Install that one again, or this one into "
            "an empty database, and restore a backup that was made by it."
        )


def wait_for_database(notes: TextIO) -> None:
    """PostgreSQL may start at the same moment as KneeLog. Raises what it said last."""
    end = time.monotonic() + PATIENCE_S
    if problem := refusal():
        notes.write(f"Waiting for the database, {PATIENCE_S} seconds at most: {first_line(problem)}")
    while problem:
        if time.monotonic() > end:
            raise problem
        time.sleep(PAUSE_S)
        problem = refusal()


def refusal() -> OperationalError | None:
    """Why PostgreSQL lets nobody in; SQLite is a file, which waiting does not change."""
    if connection.vendor != "postgresql":
        return None
    probe = connection.copy()
    probe.settings_dict["OPTIONS"].pop("pool", None)  # it would keep the reason to itself
    probe.settings_dict["OPTIONS"].setdefault("connect_timeout", CONNECT_S)
    try:
        probe.ensure_connection()
    except OperationalError as problem:
        return problem
    probe.close()
    return None


def first_line(problem: OperationalError) -> str:
    return str(problem).strip().partition("\n")[0]
