from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from training.models import Schedule, Worker
from training.tasks.schedules import SCHEDULES
from training.tasks.scheduling import Scheduled
from training.tasks.workers import living

UNITS = (("h", timedelta(hours=1)), ("min", timedelta(minutes=1)), ("s", timedelta(seconds=1)))
NO_WORKER = "No worker runs: start KneeLog, or ./run work."


class Command(BaseCommand):
    help = "Says whether a worker runs, and what is done by the clock: how often, when last, how that went."
    # The others load every page and the API, which takes longer than what this does.
    requires_system_checks = ("databases",)

    def handle(self, **options: Any) -> None:
        alive = Worker.objects.filter(living(timezone.now())).order_by("started_at")
        workers = [f"Worker since {moment(worker.started_at)} UTC" for worker in alive] or [NO_WORKER]
        rows = {row.name: row for row in Schedule.objects.all()}
        table = [("schedule", "every", "last (UTC)", "next (UTC)", "how it went")]
        table += [line(each, rows.get(each.name)) for each in SCHEDULES]
        self.stdout.write("\n".join([*workers, "", *aligned(table)]))


def line(each: Scheduled, row: Schedule | None) -> tuple[str, ...]:
    """The cells of a schedule; `row` is None until a worker has seen it."""
    if not each.wanted():
        return each.name, how_often(each), "-", "-", "off by the settings"
    if row is None:
        return each.name, how_often(each), "-", "-", "not seen by a worker yet"
    following = "now" if row.worker else moment(row.next_at)
    again = f" ({row.failures} in a row)" if row.failures > 1 else ""
    return each.name, how_often(each), moment(row.last_at), following, f"{row.outcome or '-'}{again}"


def how_often(each: Scheduled) -> str:
    if each.at:
        return f"day at {each.at:%H:%M}"
    name, unit = next((name, unit) for name, unit in UNITS if each.every >= unit)
    return f"{each.every // unit} {name}"


def moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else "-"


def aligned(table: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        yield "  ".join(map(str.ljust, cells, widths)).rstrip()
