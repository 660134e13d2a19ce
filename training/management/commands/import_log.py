import os
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
    "GapAnswer": ("answered gap", "answered gaps"),
    "Shoe": ("shoe", "shoes"),
    "PreviousInjury": ("previous injury", "previous injuries"),
    "Reaction": ("answer to a warning", "answers to warnings"),
    "LadderSession": ("session of a return to running", "sessions of a return to running"),
    "Clearance": ("word of a clinician", "words of a clinician"),
}

SAME = {"Run": "start and distance", "CheckIn": "time"}


class Command(RunnerCommand):
    help = "Adds a whole log, JSON or a zip of CSVs, to an account, and makes the account if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("file", metavar="FILE")

    def handle(self, *, username: str, file: str, **options: Any) -> None:
        if os.path.isdir(file):
            raise CommandError(f"{printable(file)}: this is a folder, not a file.")
        data = read_bytes(file, MOST_BYTES)
        try:
            result = import_log(username, data)
        except BadLog as problem:
            raise CommandError(str(problem)) from problem
        if result.is_new_account:
            self.stdout.write(f"Account {printable(username)} made; it has no password yet.")
        self.stdout.write(summary(result))


def summary(result: LogImport) -> str:
    """`12 runs, 3 check-ins added; profile: units changed; 5 runs already logged`."""
    added, known = counted(result.added), counted(result.known)
    changed = ", ".join(name.replace("_", " ") for name in result.profile)
    parts = [
        f"{added} added" if added else "",
        f"profile: {changed} changed" if changed else "",
        f"{known} already logged" if known else "",
        *(left_out(name, number) for name, number in result.differing.items()),
    ]
    if not added and not changed:
        parts.insert(0, "nothing new")
    return "; ".join(part for part in parts if part)


def left_out(name: str, number: int) -> str:
    differs = "differs from an earlier one" if number == 1 else "differ from earlier ones"
    was = "was" if number == 1 else "were"
    return f"{count(number, *NOUNS[name])} {differs} of the same {SAME[name]} and {was} left out"


def counted(numbers: dict[str, int]) -> str:
    return ", ".join(count(numbers[name], *NOUNS[name]) for name in NOUNS if numbers[name])
