from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import Error, connection, transaction

from kneelog.databases.citus import statements

MISSING = "The extension citus is missing in this database: see docs/databases.md."


class Command(BaseCommand):
    help = "Spreads the log over the nodes of Citus, by runner. Prints the SQL; --execute does it."
    requires_system_checks = ("databases",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--execute", action="store_true", help="do it, whole or not at all")

    def handle(self, *, execute: bool, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL with Citus has nodes: set DATABASE_URL.")
        with transaction.atomic(), connection.cursor() as cursor:
            planned = list(statements(cursor))
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'")
            there = cursor.fetchone()
            if not execute:
                self.stdout.write("".join(f"{line};\n" for line in ["BEGIN", *planned, "COMMIT"]))
                self.stderr.write("" if there else MISSING)
            elif not there:
                raise CommandError(MISSING)
            else:
                self._do(cursor, planned)

    def _do(self, cursor: Any, planned: list[str]) -> None:
        for line in planned:
            self.stdout.write(line)
            try:
                cursor.execute(line)
            except Error as problem:
                reason = str(problem).strip().partition("\n")[0]
                raise CommandError(f"Nothing was changed. {reason}") from problem
        self.stdout.write("The log is spread by runner.")
