"""How many activity files a second the readers take, beside the bare parser on the same files."""

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
from training.management.measuring.figures import Figure
from training.management.measuring.hours import HOURS
from training.management.measuring.scale import Scale

START = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
MOST_ROUNDS = 8
WISHED = {"GPX": 40, "FIT": 15, "TCX": 40}


def reading(scale: Scale) -> Iterator[Figure]:
    door = ParseDoor(ParseLimits())
    rounds = min(scale.rounds, MOST_ROUNDS)
    for name, make in HOURS.items():
        data = make(START)
        rate = partial(_rate, rounds=rounds, round_s=scale.round_s)
        what = f"{name}, {len(data) / 1000:,.0f} kB"
        yield Figure(what, rate(partial(read_file, data, ReadLimits())), "files/s", at_least=WISHED[name])
        yield Figure(
            f"{name}: through the worker, by the clock",
            rate(partial(door.read, data, ReadLimits()), clock=time.perf_counter),
            "files/s",
        )
        alone = partial(_fit_alone if name == "FIT" else _xml_alone, data)
        yield Figure(f"{name}: every field decoded by the library alone", rate(alone), "files/s")
    door.close()


def _rate(
    act: Callable[[], object], rounds: int, round_s: float, clock: Callable[[], float] = time.process_time
) -> float:
    """How often a second, in the quietest of some rounds."""
    act()
    return max(_round(act, round_s, clock) for _ in range(rounds))


def _round(act: Callable[[], object], round_s: float, clock: Callable[[], float]) -> float:
    began, number = clock(), 0
    while not number or clock() - began < round_s:
        act()
        number += 1
    return number / max(clock() - began, 1e-9)


def _fit_alone(data: bytes) -> None:
    """Every message with all of its fields, and nothing made of them."""
    deque(FitReader(data, check_crc=CrcCheck.DISABLED, error_handling=ErrorHandling.IGNORE), maxlen=0)


def _xml_alone(data: bytes) -> None:
    """Every element built and let go, and nothing asked of them."""
    for _, element in etree.iterparse(io.BytesIO(data), tag=["{*}trkpt", "{*}Trackpoint"]):
        element.clear()
