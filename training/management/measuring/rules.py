"""How many days of a runner's log all rules judge in a second, in processor time of one core."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import date, timedelta

from training.engine.evaluate import Ruleset
from training.engine.replay import replay
from training.management.measuring.figures import Figure, seconds_of
from training.management.measuring.invented import busy_log
from training.management.measuring.scale import Scale
from training.rules import ALL_RULES

FIRST = date(2024, 1, 1)
DAYS_A_YEAR = 365


def rules(scale: Scale) -> Iterator[Figure]:
    seconds = _replay_s(DAYS_A_YEAR * scale.years, scale.rounds)
    yield Figure(
        f"all {len(ALL_RULES)} rules", DAYS_A_YEAR * scale.years / seconds, "runner-days/s", at_least=5_000
    )
    yield Figure("replay of a year", _replay_s(DAYS_A_YEAR, scale.rounds), "s", at_most=0.1)


def _replay_s(days: int, rounds: int) -> float:
    log, last = busy_log(FIRST, days), FIRST + timedelta(days=days - 1)
    taken = [
        seconds_of(lambda: list(replay(log, ALL_RULES, Ruleset(), FIRST, last)), time.process_time)
        for _ in range(rounds)
    ]
    return statistics.median(taken)
