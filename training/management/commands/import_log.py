from typing import Any

from django.core.management import CommandError, CommandParser

from training.importing.document import MOST_BYTES
from training.importing.log_import import LogImport, import_log
from training.importing.problems import BadLog, printable
from training.management.runner_command import RunnerCommand, count, read_bytes

NOUNS = {
    "Run": ("run", "runs"),
    "CheckIn": ("check-in", "check-ins"),
    "CareEntry": ("care entry", "care entries"),
    "Shoe": ("shoe", "shoes"),
    "PreviousInjury": ("previous injury", "previous injuries"),
}


class Command(RunnerCommand):
    help = "Adds a kneelog-log/1 file to an account, and makes the account if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("file", metavar="FILE.json")

    def handle(self, *, username: str, file: str, **options: Any) -> None:
        data = read_bytes(file, MOST_BYTES)
        try:
            result = import_log(username, data)
        except BadLog as problem:
            raise CommandError(str(problem)) from problem
        if result.is_new_account:
            self.stdout.write(f"Account {printable(username)} made; it has no password yet.")
        self.stdout.write(summary(result))


def summary(result: LogImport) -> str:
    """`12 runs, 3 check-ins added; 5 runs already logged`."""
    added, known = counted(result.added), counted(result.known)
    parts = [f"{added} added" if added else "nothing new", f"{known} already logged" if known else ""]
    return "; ".join(part for part in parts if part)


def counted(numbers: dict[str, int]) -> str:
    return ", ".join(count(numbers[name], *NOUNS[name]) for name in NOUNS if numbers[name])
