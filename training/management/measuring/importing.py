"""Whole imports: from files to runs in the log, and how much of that is reading them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from training.importing.files import import_files
from training.management.measuring.figures import Figure, seconds_of
from training.management.measuring.hours import HOURS
from training.management.measuring.invented import BATCH, run_rows, runner_with
from training.management.measuring.reading import START, WISHED
from training.management.measuring.scale import Scale
from training.management.trials.processes import family, processor_s
from training.models import Run

INSERTED = 10_000
READING_SHARE = 80
# In a millisecond each: so there are more of them, and reading cannot be most of the work.
QUICKLY_READ, TIMES_AS_MANY = {"FIT"}, 10


def importing(scale: Scale) -> Iterator[Figure]:
    with TemporaryDirectory() as name:
        for kind in HOURS:
            number = scale.activity_files * (TIMES_AS_MANY if kind in QUICKLY_READ else 1)
            folder = _files(Path(name, kind), kind, number)
            yield from _import(f"{kind}, {number} files", folder, number, WISHED[kind])
        table = Path(name, "runs.csv")
        table.write_text(_table(scale.table_rows), encoding="utf-8")
        yield from _import(f"a table of {scale.table_rows:,} rows", table, scale.table_rows)
    yield _inserting(scale)


def _inserting(scale: Scale) -> Figure:
    number = min(INSERTED, scale.table_rows)
    shoe = runner_with(0, "inserted")
    seconds = seconds_of(lambda: Run.objects.bulk_create(run_rows([shoe], number), batch_size=BATCH))
    return Figure(f"inserting {number:,} runs", seconds, "s", at_most=2)


def _import(what: str, path: Path, number: int, wished: int | None = None) -> Iterator[Figure]:
    """By the clock; of files also which share of the processor time the process that reads has had."""
    runner = runner_with(0, f"imports-{path.stem}").runner
    own, reading = time.process_time(), _reader_s()
    seconds = seconds_of(lambda: import_files(runner, [path]))
    own, reading = time.process_time() - own, _reader_s() - reading
    if (runs := runner.runs.count()) != number:
        raise OSError(f"{runs} of {number} runs came in")
    yield Figure(what, number / seconds, "files/s" if wished else "rows/s", at_least=wished)
    if wished:
        least = None if path.name in QUICKLY_READ else READING_SHARE
        yield Figure(f"{what}: share of reading", reading / (own + reading) * 100, "%", at_least=least)


def _reader_s() -> float:
    """Processor time of the process behind the parse door, which lives on from file to file."""
    return processor_s(family(os.getpid())[1:])


def _files(folder: Path, kind: str, number: int) -> Path:
    folder.mkdir()
    make: Callable[..., bytes] = HOURS[kind]
    for day in range(number):
        (folder / f"{day}.{kind.lower()}").write_bytes(make(START - timedelta(days=day)))
    return folder


def _table(rows: int) -> str:
    """A table with the columns of KneeLog's own export, a run a day."""
    days = (START - timedelta(days=number) for number in range(rows))
    lines = [f"{day:%Y-%m-%dT%H:%M:%SZ},{8_000 + day.day * 10},50:00,Ghost,asphalt,easy" for day in days]
    return "\n".join(["start,distance_m,duration,shoe,surface,session", *lines]) + "\n"
