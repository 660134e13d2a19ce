from typing import Any

from django.core.management import CommandParser

from training.exporting.csv_zip import export_tables
from training.exporting.log_file import export_log
from training.management.runner_command import RunnerCommand, find_runner


class Command(RunnerCommand):
    help = "Writes an account's whole log to stdout as kneelog-log/1, or as a zip of CSVs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("--csv", action="store_true", help="tables for a spreadsheet, packed as a zip")

    def handle(self, *, username: str, csv: bool, **options: Any) -> None:
        if csv:
            self.write_bytes(export_tables(find_runner(username)))
            return
        for piece in export_log(find_runner(username)):
            self.write_utf8(piece)
