"""How fast rules, readers and pages are on this machine. A report: it changes nothing and fails nothing."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training.engine.evaluate import Ruleset
from training.engine.facts import CareFact, CheckInFact, RunFact, ShoeFact
from training.engine.log import Log
from training.engine.replay import replay
from training.management.measuring.back_tests import back_test_report
from training.management.measuring.memory import archive_report
from training.management.measuring.reading import reading_report
from training.management.measuring.roster import roster_report
from training.models import CheckIn, Run, Shoe, User
from training.rules import ALL_RULES

ROUNDS = 15
HISTORIES = (100, 10_000)
SURFACES = ("asphalt", "trail", "track")


class Command(BaseCommand):
    help = (
        "Report runner-days per second, alone and in a back-test, files read per second and the memory an "
        "archive takes, and the time and queries of pages with 100 and 10,000 runs, and of a coach's list of "
        "50 and 500 athletes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only", choices=("rules", "back-test", "files", "pages", "roster"), help="measure this alone"
        )

    def handle(self, *, only: str | None, **_options: Any) -> None:
        if only in {None, "rules"}:
            rate = f"{runner_days_per_second():>9,.0f} runner-days/s"
            self.stdout.write(f"rules      {rate}, {len(ALL_RULES)} rules, one core")
        if only in {None, "back-test"}:
            self._report(back_test_report())
        if only in {None, "files"}:
            self._report(chain(reading_report(), archive_report()))
        if only in {None, "pages"}:
            self._report(line for size in HISTORIES for line in measure_pages(size))
        if only in {None, "roster"}:
            self._report(roster_report())

    def _report(self, lines: Iterable[str]) -> None:
        """Each line as it comes; what it took is not kept."""
        with transaction.atomic():
            for line in lines:
                self.stdout.write(line)
            transaction.set_rollback(True)


def runner_days_per_second() -> float:
    """Two years of runs and check-ins, an episode open half of the time, replayed day by day."""
    first = date(2024, 1, 1)
    log = busy_log(first, 730)
    fastest = min(
        _seconds(lambda: list(replay(log, ALL_RULES, Ruleset(), first, first + timedelta(729))))
        for _ in range(3)
    )
    return 730 / fastest


def busy_log(first: date, days: int) -> Log:
    """An invented runner: five runs a week in two pairs of shoes, a check-in a day, care now and then."""
    dice = random.Random(1)  # noqa: S311 (the same log every time)
    dates = [first + timedelta(days=n) for n in range(days)]
    return Log(
        runs=[_invented_run(day, dice) for day in dates if day.weekday() not in (0, 4)],
        check_ins=[_invented_check_in(day, dice) for day in dates],
        care=[CareFact(day, "ice") for day in dates[::3]],
        shoes=[ShoeFact("ghost", "Ghost"), ShoeFact("pegasus", "Pegasus")],
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)


def _invented_run(day: date, dice: random.Random) -> RunFact:
    shoe, surface = dice.choice(["ghost", "pegasus"]), dice.choice(SURFACES)
    at = int(_midnight(day).timestamp())
    metres = dice.randint(4000, 16000)
    return RunFact(f"{day}T00:00:00+00:00", day, at, metres, surface, "flat", "easy", shoe, 4, True)


def _invented_check_in(day: date, dice: random.Random) -> CheckInFact:
    score = dice.randint(1, 5) if day.toordinal() % 60 < 30 else 0
    return CheckInFact(f"{day}T20:00:00+00:00", day, int(_midnight(day).timestamp()) + 1, "left", score)


def measure_pages(size: int) -> Iterator[str]:
    runner = User.objects.create_user(f"bench-{size}")
    seconds = _seconds(lambda: _fill(runner, size))
    yield f"insert     {size:>9,} runs in {seconds:.2f} s"
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(runner)
    for name in ("today", "runs", "log-run", "knee", "shoes"):
        yield f"{name:<10} {size:>9,} runs: {_measure(lambda name=name: client.get(reverse(name)))}"
    yield f"save run   {size:>9,} runs: {_measure(lambda: _post_run(client))}"


def _post_run(client: Client) -> Any:
    now = datetime.now(UTC)
    minute = random.randrange(86_000)  # noqa: S311
    moment = now - timedelta(days=1, seconds=minute)
    data = {"distance_m": "8", "day": f"{moment:%Y-%m-%d}", "time": f"{moment:%H:%M}"}
    return client.post(reverse("log-run"), data)


def _measure(act: Callable[[], Any]) -> str:
    act()
    with CaptureQueriesContext(connection) as queries:
        status = act().status_code
    count = len(queries)
    median = statistics.median(_seconds(act) for _ in range(ROUNDS)) * 1000
    return f"{median:7.1f} ms, {count} queries, status {status}"


def _fill(runner: User, size: int) -> None:
    dice, today = random.Random(2), runner.profile.today()  # noqa: S311
    shoe = Shoe.objects.create(runner=runner, key="ghost", name="Ghost")
    runs = []
    for n in range(size):
        run = Run(
            runner=runner, distance_m=dice.randint(4000, 16000), duration_s=3000, surface="asphalt", shoe=shoe
        )
        run.place(_midnight(today - timedelta(days=n)), "UTC")
        runs.append(run)
    Run.objects.bulk_create(runs)
    entries = []
    for n in range(0, 60, 2):
        entry = CheckIn(runner=runner, side="left", score=n % 4)
        entry.place(_midnight(today - timedelta(days=n)), "UTC")
        entries.append(entry)
    CheckIn.objects.bulk_create(entries)


def _seconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
