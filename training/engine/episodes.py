"""Spells of symptoms: when each opened and closed. Days without an entry are unknown, never clear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from training.engine.facts import CheckInFact, Episode


def daily_clearness(check_ins: Iterable[CheckInFact]) -> dict[date, bool]:
    """Per day with an entry of one knee: whether every entry of that day is clear."""
    clear: dict[date, bool] = {}
    for entry in check_ins:
        clear[entry.day] = clear.get(entry.day, True) and entry.is_clear
    return clear


def find_episodes(side: str, clear_by_day: dict[date, bool], close_after: int) -> list[Episode]:
    """All episodes of one knee in order, each closed on its `close_after`-th clear day in a row."""
    episodes: list[Episode] = []
    opened: date | None = None
    clear_days = 0
    last = date.min
    for day in sorted(clear_by_day):
        clear_days = clear_days + 1 if clear_by_day[day] else 0
        if opened is None and not clear_by_day[day]:
            opened = day
        elif opened is not None and clear_days >= close_after:
            episodes.append(Episode(side, opened, day, closed_on=day))
            opened = None
        last = day
    if opened is not None:
        episodes.append(Episode(side, opened, last))
    return episodes
