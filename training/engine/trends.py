"""Whether a knee's scores rise. A day counts by its worst score; a day without an entry does not count."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from training.engine.facts import Episode
from training.engine.history import History
from training.engine.log import KneeLog
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import score_row

WEEK_DAYS = 7
LEVELS = (_("before"), _("after"))


@dataclass(frozen=True, slots=True)
class Rise:
    """A rise complete at the end of day `on`, over 2 or 3 levels.

    rows: the day as `{risen}`, the levels as `{level_1}` and so on, the worst entry of each day behind them.
    """

    on: date
    levels: int
    rows: tuple[Evidence, ...]


def median_rise(knee: KneeLog, position: int, count: int, least: float, within_days: int) -> Rise | None:
    """The median of the `count` check-in days up to `position` where it is `least` above the `count` before.

    None where they spread over more than `within_days`.
    """
    middle, start, end = position - count + 1, position - 2 * count + 1, position + 1
    if start < 0 or knee.days[position] - knee.days[start] >= within_days:
        return None
    before, after = _median(knee.worst_scores[start:middle]), _median(knee.worst_scores[middle:end])
    if after - before < least:
        return None
    return _rise(knee, (before, after), knee.days[start:end])


def weekly_rise(knee: KneeLog, position: int) -> Rise | None:
    """The means of three weeks, the last up to the day at `position`, where each is above the one before."""
    day = knee.days[position]
    weeks = [knee.positions(day - (n + 1) * WEEK_DAYS + 1, day - n * WEEK_DAYS) for n in (2, 1, 0)]
    if not all(weeks):
        return None
    sums = [sum(knee.worst_scores[week.start : week.stop]) for week in weeks]
    counts = [len(week) for week in weeks]
    if not all(sums[n] * counts[n + 1] < sums[n + 1] * counts[n] for n in (0, 1)):
        return None
    means = [round(total / count, 2) for total, count in zip(sums, counts, strict=True)]
    return _rise(knee, means, knee.days[weeks[0].start : position + 1])


def first_rise(
    history: History, episode: Episode, key: Hashable, rise_at: Callable[[KneeLog, int], Rise | None]
) -> Rise | None:
    """The first rise on a check-in day of the episode, if there was one by today; `key` names `rise_at`."""
    knee = history.knee(episode.side)

    def find() -> Rise | None:
        rises = (rise_at(knee, position) for position in knee.positions(*knee.whole_span(episode.opened_on)))
        return next((rise for rise in rises if rise), None)

    rise = history.log.remember((key, episode.side, episode.opened_on), find)
    return rise if rise and rise.on <= history.today else None


def _rise(knee: KneeLog, levels: Sequence[float], days: Sequence[int]) -> Rise:
    on = date.fromordinal(days[-1])
    rows = (
        Evidence("risen", _("seen on"), on.isoformat(), "date"),
        *(
            Evidence(f"level_{n}", LEVELS[n == len(levels)], level, "score")
            for n, level in enumerate(levels, 1)
        ),
        *(score_row(f"day_{n}", _("worst of the day"), knee.worst_on(day)) for n, day in enumerate(days, 1)),
    )
    return Rise(on, len(levels), rows)


def _median(scores: Sequence[int]) -> float:
    ordered, half = sorted(scores), len(scores) // 2
    return ordered[half] if len(scores) % 2 else (ordered[half - 1] + ordered[half]) / 2
