"""Twelve weeks as marks on paper: knee scores by day, episodes behind them, distance by week below.

Whole numbers of tenths of a millimetre. Knees differ by line, dot and hatching, so that no colour is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from training.charts.knee_score import LONGEST_BRIDGE
from training.charts.weekly_distance import WEEKS, monday_before
from training.engine.facts import Episode
from training.engine.history import History, Span

# The words of the key stand left of it; the twelve columns of the table below are as wide as its weeks.
LEFT, RIGHT = 280, 1860
SCORE_TOP, SCORE_BASE, SCORE_STEP = 30, 260, 23
SILENT_AT = 278
BAR_BASE, TALLEST_BAR = 400, 100
DAYS = WEEKS * 7


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle, or a dot at its x and y."""

    x: int
    y: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class KneeMarks:
    """What is drawn of one knee: the path through its scores, a dot for each, and its episodes."""

    side: str
    path: str
    dots: list[Mark]
    episodes: list[Mark]


@dataclass(frozen=True, slots=True)
class Drawing:
    """grid: height -> score. mondays: where each week begins. silent: days on which nothing was logged."""

    grid: list[tuple[int, int]]
    mondays: list[int]
    knees: list[KneeMarks]
    bars: list[Mark]
    silent: list[Mark]


@dataclass(frozen=True, slots=True)
class Week:
    """One of the twelve: its first day's ordinal, metres, runs, and the worst score of each knee."""

    first: int
    metres: int
    runs: int
    worst: dict[str, int]


def report_span(history: History) -> Span:
    """Twelve weeks from a Monday on, the last one up to today: those of the chart of distance."""
    return monday_before(history.today, WEEKS - 1).toordinal(), history.day


def report_weeks(history: History, sides: Iterable[str]) -> list[Week]:
    first, sides = report_span(history)[0], tuple(sides)
    return [_week(history, monday, sides) for monday in range(first, first + DAYS, 7)]


def _week(history: History, monday: int, sides: tuple[str, ...]) -> Week:
    span = (monday, monday + 6)
    daily = {side: [score for _, score in _scores(history, side, span)] for side in sides}
    worst = {side: max(scores) for side, scores in daily.items() if scores}
    return Week(monday, history.distance_in(span), len(history.runs_in(span)), worst)


def report_drawing(history: History, sides: Iterable[str], silent: Iterable[int]) -> Drawing:
    """silent: the ordinals of days of the span without an entry."""
    first, last = report_span(history)
    knees = [_knee(history, side, (first, last)) for side in sides]
    return Drawing(
        grid=[(_height(score), score) for score in (0, 5, 10)],
        mondays=[_edge(day, first) for day in range(first, first + DAYS, 7)],
        knees=[knee for knee in knees if knee.dots or knee.episodes],
        bars=_bars([history.distance_in((day, day + 6)) for day in range(first, first + DAYS, 7)]),
        silent=[Mark(_edge(day, first) + 3, SILENT_AT, _edge(1, 0) - LEFT - 6) for day in silent],
    )


def _edge(day: int, first: int) -> int:
    """Where a day begins, from left to right."""
    return LEFT + (day - first) * (RIGHT - LEFT) // DAYS


def _middle(day: int, first: int) -> int:
    return (_edge(day, first) + _edge(day + 1, first)) // 2


def _height(score: int) -> int:
    return SCORE_BASE - score * SCORE_STEP


def _scores(history: History, side: str, span: Span) -> list[tuple[int, int]]:
    """Each day of the span with an entry, and its worst score."""
    knee = history.knee(side)
    positions = knee.positions(span[0], min(span[1], history.day))
    return [(knee.days[position], knee.worst_scores[position]) for position in positions]


def _knee(history: History, side: str, span: Span) -> KneeMarks:
    scores = _scores(history, side, span)
    dots = [Mark(_middle(day, span[0]), _height(score)) for day, score in scores]
    joined = {b[0] for a, b in pairwise(scores) if b[0] - a[0] <= LONGEST_BRIDGE}
    steps = [
        f"{'L' if day in joined else 'M'}{dot.x} {dot.y}" for (day, _), dot in zip(scores, dots, strict=True)
    ]
    episodes = [episode for episode in history.episodes(side) if _end(episode, history) >= span[0]]
    return KneeMarks(side, " ".join(steps), dots, [_shade(episode, history, span) for episode in episodes])


def _end(episode: Episode, history: History) -> int:
    return episode.closed_on.toordinal() if episode.closed_on else history.day


def _shade(episode: Episode, history: History, span: Span) -> Mark:
    start = _edge(max(episode.opened_on.toordinal(), span[0]), span[0])
    width = _edge(_end(episode, history) + 1, span[0]) - start
    return Mark(start, SCORE_TOP - 10, width, SCORE_BASE - SCORE_TOP + 10)


def _bars(weeks: list[int]) -> list[Mark]:
    tallest = max(weeks) or 1
    heights = [metres * TALLEST_BAR // tallest for metres in weeks]
    return [
        Mark(_edge(n * 7, 0) + 22, BAR_BASE - height, _edge(7, 0) - LEFT - 44, height)
        for n, height in enumerate(heights)
    ]
