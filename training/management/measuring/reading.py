"""How many files a second the readers take, beside the bare parser on the same files."""

from __future__ import annotations

import io
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from fitdecode import FitReader
from fitdecode.reader import CrcCheck, ErrorHandling
from lxml import etree

from training.importers.readers import read_file
from training.importers.run import ReadLimits
from training.importing.limits import ParseLimits
from training.importing.parse_door import ParseDoor
from training.management.measuring.hours import HOURS

START = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
ROUNDS, ROUND_S = 8, 0.3


def reading_report() -> Iterator[str]:
    """A line a format: files a second of processor time of the reader and of its parser, and by the door."""
    door = ParseDoor(ParseLimits())
    for name, make in HOURS.items():
        data = make(START)
        own = _rate(partial(read_file, data, ReadLimits()))
        alone = _rate(partial(_fit_alone if name == "FIT" else _xml_alone, data))
        through = _rate(partial(door.read, data, ReadLimits()), time.perf_counter)
        yield (
            f"{name:<10} {len(data) / 1000:>9,.0f} kB an hour at 1 Hz: {own:6.1f} files/s; the parser alone "
            f"{alone:6.1f} ({own / alone:.0%}); by the clock through the worker {through:6.1f}"
        )
    door.close()


def _rate(act: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """How often a second, in the quietest of some rounds."""
    act()
    return max(_round(act, clock) for _ in range(ROUNDS))


def _round(act: Callable[[], object], clock: Callable[[], float]) -> float:
    began, number = clock(), 0
    while clock() - began < ROUND_S:
        act()
        number += 1
    return number / (clock() - began)


def _fit_alone(data: bytes) -> None:
    """Every message with all of its fields, and nothing made of them."""
    deque(FitReader(data, check_crc=CrcCheck.DISABLED, error_handling=ErrorHandling.IGNORE), maxlen=0)


def _xml_alone(data: bytes) -> None:
    """Every element built and let go, and nothing asked of them."""
    for _, element in etree.iterparse(io.BytesIO(data), tag=["{*}trkpt", "{*}Trackpoint"]):
        element.clear()
