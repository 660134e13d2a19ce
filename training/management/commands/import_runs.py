from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError, CommandParser

from training.importers.run import LeftOut
from training.importers.spreadsheet_mapping import DISTANCE_UNITS, Answers
from training.importing.files import (
    FileReport,
    Outcome,
    find_batch,
    forget,
    import_files,
    undo_import,
)
from training.importing.problems import printable
from training.importing.states import BatchStateError
from training.management.runner_command import RunnerCommand, count, find_runner
from training.models import User
from training.pages.import_sheet import asked
from training.units import NO_BREAK

ROWS_NAMED = 10
FACTS = {
    "distance_m": "distance",
    "duration_s": "moving time",
    "elapsed_s": "time with pauses",
    "rpe": "effort",
    "trigger": "what set the knee off",
    "zone": "time zone",
}
UNITS = {"km": "kilometres", "mi": "miles"}
READ = "It was read the first way"
SETTLING = {
    "day_order": f"{READ}: --day-first or --month-first settles it.",
    "distance_unit": "--units km or --units mi settles it.",
    "duration_form": f"{READ}.",
    "year": f"{READ}.",
}


class Command(RunnerCommand):
    help = "Adds the runs of activity files, folders and zip archives to an account, or takes them out again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("paths", metavar="FILE|FOLDER|ZIP", nargs="*", type=Path)
        parser.add_argument(
            "--unnamed-are-runs", action="store_true", help="import activities whose file names no sport"
        )
        parser.add_argument("--with-care", action="store_true", help="import rides and swims as care entries")
        parser.add_argument(
            "--take-richer", action="store_true", help="change a logged run where a file tells more of it"
        )
        add_answers(parser)
        parser.add_argument(
            "--undo", nargs="?", const="last", metavar="ID", help="undo the last import, or that of this id"
        )

    def handle(self, *, username: str, paths: list[Path], undo: str | None, **options: Any) -> None:
        runner = find_runner(username)
        if undo:
            if paths:
                raise CommandError("--undo takes back an import; name no files with it.")
            self.stdout.write(take_back(runner, undo))
        elif not paths:
            raise CommandError("FILE: name at least one file, folder or zip archive.")
        else:
            self.take_in(runner, paths, options)

    def take_in(self, runner: User, paths: list[Path], options: dict[str, Any]) -> None:
        chosen = {name: options[name] for name in ("unnamed_are_runs", "with_care", "take_richer")}
        answers = Answers(day_order=options["day_order"], distance_unit=options["units"])
        batch, reports = import_files(runner, paths, answers=answers, **chosen)
        for report in reports:
            for line in lines(report):
                self.stdout.write(line)
        refused = [report for report in reports if report.problem or report.outcome is Outcome.FAILED]
        if len(refused) == len(reports):
            forget(batch)
            last = refused[-1] if refused else None
            why = (
                f"{last.name}: {last.problem or reason(last)}" if last else "There is no file in the folder."
            )
            raise CommandError(f"Nothing was imported. {why}")
        if any(report.rows.imported or report.rows.care or report.rows.changed for report in reports):
            undoing = f"manage.py import_runs {printable(runner.username)} --undo {batch.pk}"
            self.stderr.write(f"To take all of it back: {undoing}")


def add_answers(parser: CommandParser) -> None:
    """Options for sheets that leave something open; they change nothing of one that does not."""
    order = parser.add_mutually_exclusive_group()
    for name, written in (("day_first", "31/12"), ("month_first", "12/31")):
        option = f"--{name.replace('_', '-')}"
        order.add_argument(
            option,
            dest="day_order",
            action="store_const",
            const=name,
            default="",
            help=f"dates are {written} where a sheet leaves it open",
        )
    parser.add_argument(
        "--units",
        choices=[unit for unit in DISTANCE_UNITS if unit],
        default="",
        help="what distances count where a sheet names no unit",
    )


def take_back(runner: User, wanted: str) -> str:
    """What undoing an import did, in a line; CommandError where there is none to undo."""
    try:
        batch = find_batch(runner, wanted)
        kept = undo_import(batch) if batch else 0
    except (ValidationError, BatchStateError):
        batch = None
    if batch is None:
        raise CommandError("--undo: there is no such import of the last 30 days.")
    stayed = f"; {count(kept, 'entry', 'entries')} edited since stayed" if kept else ""
    return f"The import of {batch.saved_at:%Y-%m-%d %H:%M} UTC was undone{stayed}."


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
    for differs, numbers in grouped_conflicts(rows.conflicts):
        tells = "tells of a run that is" if len(numbers) == 1 else "tell of runs that are"
        stays = "copy stays" if len(numbers) == 1 else "copies stay"
        yield f"  {row_list(numbers)} {tells} logged differently: {facts(differs)}; the log's {stays}"
    if rows.changed:
        yield f"  {count(len(rows.changed), 'logged run', 'logged runs')} changed ({row_list(rows.changed)})"
    if rows.care and rows.imported:
        yield f"  {count(rows.care, 'care entry', 'care entries')} of cross-training"
    for name, number in rows.without_shoe.items():
        yield f"  {number} without a shoe: “{printable(name)}” was retired before the run"
    for units, number in rows.assumed_units.items():
        yield f"  {number} taken in {UNITS[units]}, as your account counts: the file names no unit"
    if report.guess:
        yield from left_open(report.guess)


def left_open(guess: dict[str, Any]) -> Iterator[str]:
    """A line for each thing that the sheet leaves open, with the option that settles it."""
    for question, sentence in zip(guess["questions"], asked(guess), strict=True):
        yield f"  {printable(sentence.replace(NO_BREAK, ' '))} {SETTLING[question['about']]}"


def reason(report: FileReport) -> str:
    """What stands in brackets behind the outcome."""
    rows = report.rows
    match report.outcome:
        case Outcome.IMPORTED if rows.imported:
            return count(rows.imported, "run", "runs")
        case Outcome.IMPORTED:
            return count(rows.care, "care entry", "care entries")
        case Outcome.KNOWN:
            return count(len(rows.known) + len(rows.conflicts) + len(rows.changed), "run", "runs")
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


def grouped_conflicts(
    conflicts: list[tuple[int, tuple[str, ...]]],
) -> list[tuple[tuple[str, ...], list[int]]]:
    """The rows of each set of facts, the most frequent first."""
    found: dict[tuple[str, ...], list[int]] = {}
    for row, differs in conflicts:
        found.setdefault(differs, []).append(row)
    return sorted(found.items(), key=lambda item: -len(item[1]))


def facts(names: tuple[str, ...]) -> str:
    """`distance, moving time`: the facts as people call them."""
    return ", ".join(FACTS.get(name, name.replace("_", " ")) for name in names)


def row_list(numbers: list[int]) -> str:
    """`rows 3, 4, 9`, no more than ten of them."""
    named = ", ".join(str(number) for number in sorted(numbers)[:ROWS_NAMED])
    more = f" and {len(numbers) - ROWS_NAMED} more" if len(numbers) > ROWS_NAMED else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {named}{more}"
