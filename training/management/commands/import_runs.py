from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from training.importers.run import LeftOut
from training.importing.files import FileReport, Outcome, import_files
from training.importing.problems import printable
from training.management.runner_command import RunnerCommand, count, find_runner

ROWS_NAMED = 10
UNITS = {"km": "kilometres", "mi": "miles"}


class Command(RunnerCommand):
    help = "Adds the runs of activity files, folders and zip archives to an account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("paths", metavar="FILE|FOLDER|ZIP", nargs="+", type=Path)
        parser.add_argument(
            "--unnamed-are-runs", action="store_true", help="import activities whose file names no sport"
        )

    def handle(self, *, username: str, paths: list[Path], unnamed_are_runs: bool, **options: Any) -> None:
        refused, was_read = "There is no file in the folder.", False
        for report in import_files(find_runner(username), paths, unnamed_are_runs=unnamed_are_runs):
            for line in lines(report):
                self.stdout.write(line)
            is_read = not report.problem and report.outcome is not Outcome.FAILED
            if not is_read and not was_read:
                refused = f"{report.name}: {report.problem or reason(report)}"
            was_read = was_read or is_read
        if not was_read:
            raise CommandError(f"Nothing was imported. {refused}")


def lines(report: FileReport) -> Iterator[str]:
    """A line for the file, and below it one for each reason why rows did not come in."""
    rows = report.rows
    yield f"{report.name}: {report.outcome.value} ({reason(report)})"
    for (why, what), numbers in grouped(rows.skipped):
        yield f"  {len(numbers)} {printable(what)} skipped: {why}"
    for (why, _), numbers in grouped(LeftOut(failed.row, failed.why) for failed in rows.failed):
        yield f"  {len(numbers)} failed: {printable(why)} ({row_list(numbers)})"
    if rows.known and (rows.imported or rows.failed):
        yield f"  {len(rows.known)} already logged ({row_list(rows.known)})"
    for name, number in rows.without_shoe.items():
        yield f"  {number} without a shoe: “{printable(name)}” was retired before the run"
    for units, number in rows.assumed_units.items():
        yield f"  {number} taken in {UNITS[units]}, as your account counts: the file names no unit"


def reason(report: FileReport) -> str:
    """What stands in brackets behind the outcome."""
    rows = report.rows
    match report.outcome:
        case Outcome.IMPORTED:
            return count(rows.imported, "run", "runs")
        case Outcome.KNOWN:
            return count(len(rows.known), "run", "runs")
    if report.problem:
        return report.problem.message[0].lower() + report.problem.message[1:]
    if report.joined:
        return f"{count(report.joined, 'run', 'runs')} came with the files it names"
    return "none of its rows could be read" if rows.failed else "there is no run in it"


def grouped(left_out: Iterable[LeftOut]) -> list[tuple[tuple[str, str], list[int]]]:
    """The rows of each reason and kind, the most frequent first."""

    def key(row: LeftOut) -> tuple[str, str]:
        return row.why, row.what

    found = [(why, [row.row for row in rows]) for why, rows in groupby(sorted(left_out, key=key), key)]
    return sorted(found, key=lambda item: -len(item[1]))


def row_list(numbers: list[int]) -> str:
    """`rows 3, 4, 9`, no more than ten of them."""
    named = ", ".join(str(number) for number in sorted(numbers)[:ROWS_NAMED])
    more = f" and {len(numbers) - ROWS_NAMED} more" if len(numbers) > ROWS_NAMED else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {named}{more}"
