from typing import Any

from django.core.management import CommandParser

from training.exporting.log_file import export_log
from training.management.runner_command import RunnerCommand, find_runner


class Command(RunnerCommand):
    help = "Writes an account's whole log to stdout as kneelog-log/1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")

    def handle(self, *, username: str, **options: Any) -> None:
        for piece in export_log(find_runner(username)):
            self.write_utf8(piece)
