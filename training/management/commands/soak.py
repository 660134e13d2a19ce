from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from training.management.soaking.faults import FAULTS
from training.management.soaking.soak import Wanted, soak, trial_of
from training.management.soaking.summary import summary
from training.management.trials.places import POSTGRESQL, SQLITE, NoEngineError


class Command(BaseCommand):
    help = (
        "Starts a KneeLog of its own, has runners and a coach use it for a while, makes faults if asked to, "
        "and counts whether all that was acknowledged is there. It touches no KneeLog that is set up here."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 Django reads it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--minutes", type=float, default=30)
        parser.add_argument("--clients", type=int, default=4)
        parser.add_argument("--engine", choices=(SQLITE, POSTGRESQL), default=SQLITE)
        parser.add_argument(
            "--faults", nargs="*", choices=list(FAULTS), help="all of them, or those that are named"
        )
        parser.add_argument(
            "--postgresql",
            default="",
            metavar="URL",
            help="a server on which a database may be made and dropped",
        )
        parser.add_argument("--output", type=Path, help="where the summary goes, too")

    def handle(self, *, faults: list[str] | None, output: Path | None, **options: Any) -> None:
        named = list(FAULTS) if faults == [] else faults or []
        wanted = Wanted(
            options["engine"], options["minutes"], max(options["clients"], 1), named, options["postgresql"]
        )
        try:
            with trial_of(wanted) as trial:
                watch = soak(trial, wanted, self.stdout.write)
        except (NoEngineError, OSError) as problem:
            raise CommandError(f"The soak could not be made. {problem}") from problem
        text = "\n".join(summary(trial, wanted, watch)) + "\n"
        self.stdout.write(text)
        if output:
            output.write_text(text, encoding="utf-8")
        if trial.complaints:
            raise CommandError(f"{len(trial.complaints)} things did not hold.")
