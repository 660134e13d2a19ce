from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError

from training.importing.problems import printable, shown
from training.models import User

# How SQLite and PostgreSQL say that a table or column is missing.
NOT_MIGRATED = ("no such table", "no such column", "does not exist")


class RunnerCommand(BaseCommand):
    """A command on a runner's log: whatever goes wrong is one line on stderr, and exit status 1."""

    requires_system_checks: list[str] = []  # noqa: RUF012

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as problem:
            reason = printable(str(problem).strip().partition("\n")[0])
            hint = " Try: manage.py migrate" if any(words in reason for words in NOT_MIGRATED) else ""
            raise CommandError(f"The database refused: {reason}.{hint}") from problem
        except BrokenPipeError as problem:
            raise CommandError("Nobody reads the output any more.") from problem

    def write_utf8(self, text: str) -> None:
        """Write as UTF-8 wherever the output goes, as the file formats promise."""
        stream: Any = self.stdout
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
        self.stdout.write(text, ending="")

    def write_bytes(self, pieces: Iterable[bytes]) -> None:
        """Write what is no text; CommandError where it would be poured into a terminal."""
        if self.stdout.isatty():
            raise CommandError("This is a zip archive: send it to a file, > log.zip")
        stream: Any = getattr(self.stdout, "_out", self.stdout)
        for piece in pieces:
            stream.buffer.write(piece)


def find_runner(username: str) -> User:
    """The account; CommandError where there is none."""
    # A name that is no text at all, such as stray bytes of a terminal, cannot even be looked up.
    named = User.objects.filter(username=username) if username.isprintable() else User.objects.none()
    runner = named.select_related("profile").first()
    if runner is None:
        raise CommandError(f"USERNAME: there is no account {shown(username)}.")
    return runner


def read_bytes(path: str, most: int) -> bytes:
    """The content of a file, up to one byte more than `most`; CommandError where it cannot be read."""
    name = printable(path)
    try:
        if not Path(path).is_file():
            raise CommandError(f"{name}: there is no such file.")
        with Path(path).open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "it cannot be opened"
        raise CommandError(f"{name}: {reason}.") from problem


def count(number: int, one: str, many: str) -> str:
    """`1 run`, `12 runs`."""
    return f"{number} {one if number == 1 else many}"
