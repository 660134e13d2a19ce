"""How large a difference between groups chance alone makes in a series that remembers, all looks together.

The method and its price: docs/adr/0012-what-set-it-off.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, sqrt
from operator import itemgetter
from statistics import fmean

# With the log as it is, a hundred for each percent of a level.
SHUFFLES = 399
NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Look:
    """One group against the others: positions in the series; at least two each, to be compared."""

    inside: tuple[int, ...]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Of means, the group less the others, and the interval of all looks together."""

    value: float
    low: float
    high: float

    @property
    def stands_out(self) -> bool:
        return self.low > NEARLY or self.high < -NEARLY


class _Side:
    """The values at some positions of a series: quick, since it is asked a thousand times a page."""

    def __init__(self, positions: tuple[int, ...]) -> None:
        self._pick: Callable[[Sequence[float]], tuple[float, ...]] = itemgetter(*positions)
        self._count = len(positions)

    def mean(self, series: Sequence[float]) -> float:
        return sum(self._pick(series)) / self._count


def beyond_before(scores: Sequence[float], before: Sequence[float | None]) -> list[float]:
    """Each score less what the score before it lets one expect; as it is where there is none before.

    What is expected lies between nothing (slope 0) and the whole of the score before (slope 1).
    """
    known = [(b, score) for score, b in zip(scores, before, strict=True) if b is not None]
    if not known:
        return list(scores)
    mean_before = sum(b for b, _ in known) / len(known)
    mean_score = sum(score for _, score in known) / len(known)
    spread = sum((b - mean_before) ** 2 for b, _ in known)
    together = sum((b - mean_before) * (score - mean_score) for b, score in known)
    slope = min(max(together / spread, 0.0), 1.0) if spread else 0.0
    return [
        score if b is None else score - slope * (b - mean_before)
        for score, b in zip(scores, before, strict=True)
    ]


def compare(series: Sequence[float], looks: Sequence[Look], level: float) -> list[Difference]:
    """Each look's difference, with intervals that all hold together but for `level` of all logs."""
    if not looks:
        return []
    usual = fmean(series)
    centred = [value - usual for value in series]
    sides = [(_Side(look.inside), _Side(look.others)) for look in looks]
    found = [
        [inside.mean(arranged) - others.mean(arranged) for inside, others in sides]
        for arranged in chain([centred], _shuffled(centred))
    ]
    spreads = [
        sqrt(sum(value * value for value in column) / len(found)) for column in zip(*found, strict=True)
    ]
    largest = sorted((_largest(row, spreads) for row in found), reverse=True)
    widest = largest[int(level * len(found))]
    return [
        Difference(value, value - widest * spread, value + widest * spread)
        for value, spread in zip(found[0], spreads, strict=True)
    ]


def _largest(differences: Sequence[float], spreads: Sequence[float]) -> float:
    """Of all looks, each in its own spread."""
    sizes = (abs(value) / spread for value, spread in zip(differences, spreads, strict=True) if spread)
    return max(sizes, default=0.0)


def _shuffled(series: Sequence[float]) -> Iterator[list[float]]:
    """The series cut into stretches of odd lengths, and these in another order, again and again.

    A stretch keeps what neighbours have in common. Their lengths vary, or the rhythm of a week would survive.
    """
    draws, size = _numbers(), len(series)
    longest = 2 * ceil(size ** (1 / 3)) - 1
    for _ in range(SHUFFLES):
        start = next(draws) % size
        turned = [*series[start:], *series[:start]]
        stretches, at = [], 0
        while at < size:
            length = 1 + next(draws) % longest
            stretches.append(turned[at : at + length])
            at += length
        stretches.sort(key=lambda stretch: next(draws))
        yield list(chain.from_iterable(stretches))


def _numbers() -> Iterator[int]:
    """Numbers without a pattern, the same each time (Knuth's linear congruential generator)."""
    state = 20261123
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33
