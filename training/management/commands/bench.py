from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from training.management.measuring.machine import facts
from training.management.measuring.parts import BOTH, PARTS
from training.management.measuring.reports import Report, markdown

OUTPUT = settings.BASE_DIR / "docs/benchmarks.md"


class Command(BaseCommand):
    help = (
        "Measures pages, logging over HTTP, imports, rules, memory and start-up on SQLite and PostgreSQL, "
        "and writes a report. It works on data of its own and touches no KneeLog that is set up here."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 Django reads it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=OUTPUT, help=f"where the report goes ({OUTPUT})")
        parser.add_argument(
            "--only", choices=list(PARTS), action="append", help="this part alone; may be repeated"
        )
        parser.add_argument("--engine", choices=BOTH, action="append", help="this engine alone")
        parser.add_argument(
            "--postgresql",
            default="",
            metavar="URL",
            help="a server on which a database may be made and dropped",
        )
        parser.add_argument(
            "--quick", action="store_true", help="hardly anything: whether all of it still runs"
        )

    def handle(
        self, *, output: Path, only: list[str] | None, postgresql: str, quick: bool, **options: Any
    ) -> None:
        machine = facts()
        report = Report(only or list(PARTS), quick, self.stdout.write)
        report.measure(options["engine"] or BOTH, postgresql)
        text = "\n".join(markdown(report, machine, "./run bench")).rstrip() + "\n"
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as problem:
            raise CommandError(f"{output} cannot be written ({problem.strerror}).") from problem
        self.stdout.write(f"Written to {output}")
