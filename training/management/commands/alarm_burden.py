from collections.abc import Iterator
from typing import Any

from django.core.management import CommandError, CommandParser
from django.utils import timezone

from training.engine.evaluate import Ruleset
from training.engine.facts import RunFact, ShoeFact
from training.engine.log import Log
from training.importers.day_logs_csv import read_day_logs
from training.importers.run import UnreadableFile
from training.importing.facts import log_of
from training.importing.limits import read_limits
from training.importing.log_file import read_log
from training.importing.problems import BadLog, printable
from training.insights.burden import Burden, Spread, measure_burden, spread
from training.management.runner_command import RunnerCommand, count, read_bytes
from training.rules import ALL_RULES
from training.thresholds import current_ruleset


class Command(RunnerCommand):
    help = "Replays logs and says, per rule and severity, on what share of days a new card appeared."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="kneelog-log/1, or CSV: runner,day,km,shoe,rpe")

    def handle(self, *, file: str, **options: Any) -> None:
        ruleset = current_ruleset()
        data = read_bytes(file, read_limits().file_bytes)
        try:
            logs = list(read_logs(data, ruleset))
        except (UnreadableFile, BadLog) as problem:
            raise CommandError(f"{printable(file)}: {problem}") from problem
        burdens = [measure_burden(log, ALL_RULES, ruleset) for log in logs if log.entry_days]
        if not burdens:
            raise CommandError(f"{printable(file)}: there is no run in it.")
        for text in table(burdens):
            self.stdout.write(text)


def read_logs(data: bytes, ruleset: Ruleset) -> Iterator[Log]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield log_of(read_log(data, timezone.now()), ruleset.basics)
        return
    for runs in read_day_logs(data, read_limits()).values():
        yield log_of_runs(runs, ruleset)


def log_of_runs(runs: list[RunFact], ruleset: Ruleset) -> Log:
    keys = sorted({run.shoe for run in runs} - {""})
    return Log(runs=runs, shoes=[ShoeFact(key, key) for key in keys], basics=ruleset.basics)


def table(burdens: list[Burden]) -> Iterator[str]:
    """The share of days with a new card, over all runners."""
    days = sum(burden.days for burden in burdens)
    yield f"{count(len(burdens), 'runner', 'runners')}, {count(days, 'day', 'days')} from first to last entry"
    yield "Days with a new card, in percent of all days; a card that grew worse counts as new."
    yield f"{'rule':<30} {'severity':<10} {'lowest':>7} {'median':>7} {'highest':>7}   median runner"
    for row in spread(burdens, ALL_RULES):
        yield line(row)


def line(row: Spread) -> str:
    name, severity = row.kind
    often = f"1 day in {100 / row.middle:.0f}" if row.middle else "never"
    return f"{name:<30} {severity.word:<10} {row.low:>7.2f} {row.middle:>7.2f} {row.high:>7.2f}   {often}"
