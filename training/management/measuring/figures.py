"""One measured figure, what was wished of it, and how both are said."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """value: in `unit`; queries: of one such act; at_most, at_least, most_queries: what was wished."""

    what: str
    value: float
    unit: str
    queries: int | None = None
    at_most: float | None = None
    at_least: float | None = None
    most_queries: int | None = None

    @property
    def met(self) -> bool | None:
        """Whether what was wished came true; None where nothing was."""
        kept = [
            self.value <= self.at_most if self.at_most is not None else None,
            self.value >= self.at_least if self.at_least is not None else None,
            (self.queries or 0) <= self.most_queries if self.most_queries is not None else None,
        ]
        answers = [answer for answer in kept if answer is not None]
        return all(answers) if answers else None

    @property
    def said(self) -> str:
        return in_words(self.value, self.unit)

    @property
    def wished(self) -> str:
        """`≤ 25 ms, ≤ 12 queries`, or nothing."""
        parts = [
            f"≤ {in_words(self.at_most, self.unit)}" if self.at_most is not None else "",
            f"≥ {in_words(self.at_least, self.unit)}" if self.at_least is not None else "",
            f"≤ {self.most_queries} queries" if self.most_queries is not None else "",
        ]
        return ", ".join(filter(None, parts))

    def packed(self) -> str:
        """A line of JSON, from one process to another."""
        return json.dumps(asdict(self))


def unpacked(line: str) -> Figure:
    return Figure(**json.loads(line))


def in_words(value: float, unit: str) -> str:
    """`1,234 ms`, `25 ms`, `3.4 ms`, `0.26 ms`: three digits tell enough."""
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    space = "" if unit == "%" else " "
    return f"{value:,.{digits}f}{space}{unit}".strip()


def seconds_of(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    act()
    return clock() - began


def in_turn(acts: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Seconds of each act in each round, one after the other, so that a busy moment hits all alike."""
    for act in acts:
        act()
    times: list[list[float]] = [[] for _ in acts]
    for _round in range(rounds):
        for act, taken in zip(acts, times, strict=True):
            taken.append(seconds_of(act))
    return times


def median_ms(times: Sequence[float]) -> float:
    return statistics.median(times) * 1000


def growth(small: Sequence[float], large: Sequence[float]) -> float:
    """How many times as long the second takes: the median over rounds that were made in turn."""
    return statistics.median(more / less for less, more in zip(small, large, strict=True))
