"""Logs in which the knee knows nothing of the runs, drawn from a seed: what is found in them is chance.

By hand, a thousand of each kind: python -m tests.insights.simulated 1000
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

from tests.builders import DAY_0, check_in, run
from training.engine.facts import SIDES
from training.engine.log import Log
from training.insights.set_off import Reading, set_off
from training.rules.load_longest_run import Limits

RUN_DAYS = (1, 3, 5, 6)
LONG_RUN_DAY = 6
DAY_0_NUMBER = DAY_0.toordinal()


def noise(draw: Random, days: int) -> list[float]:
    """Each day for itself."""
    return [draw.gauss(1, 1.5) for _ in range(days)]


def rare(draw: Random, days: int) -> list[float]:
    """Almost always clear, and now and then sore for a day."""
    return [draw.choice([0] * 8 + [2, 5]) for _ in range(days)]


def episodes(draw: Random, days: int) -> list[float]:
    """Clear for weeks, then sore for days or weeks."""
    scores: list[float] = []
    score, fading = 0.0, 0.9
    for _ in range(days):
        if score < 0.5 and draw.random() < 0.03:
            score, fading = draw.choice([3.0, 4.0, 5.0, 6.0]), draw.uniform(0.75, 0.97)
        score = score * fading if score >= 0.5 else 0.0
        scores.append(score + (draw.gauss(0, 0.7) if score else 0))
    return scores


def slow(draw: Random, days: int) -> list[float]:
    """Good months and bad months, told with some error."""
    level, scores = draw.gauss(0, 1), []
    for _ in range(days):
        level = 0.97 * level + draw.gauss(0, (1 - 0.97**2) ** 0.5)
        scores.append(2 + 1.5 * level + draw.gauss(0, 1))
    return scores


KNEES: tuple[Callable[[Random, int], list[float]], ...] = (noise, rare, episodes, slow)


def simulated_log(
    knee: Callable[[Random, int], list[float]], seed: int, runs: int = 40, trail_adds: int = 0
) -> Log:
    """A year as many train: weekly long runs on the trail, a winter indoors, one pair of shoes after another.

    trail_adds: points that each run on the trail adds to the score after it.
    """
    draw = Random(f"{knee.__name__} {seed}")
    run_days = _run_days(draw, runs)
    scores = [min(max(round(score), 0), 10) for score in knee(draw, run_days[-1] + 2)]
    made, entries = [], []
    for number, day in enumerate(run_days):
        facts = _facts(draw, number, day)
        made.append(
            run(day, 14 + draw.random() if day % 7 == LONG_RUN_DAY else 6 + 3 * draw.random(), **facts)
        )
        if draw.random() < 0.8:
            more = trail_adds if facts["surface"] == "trail" else 0
            entries.append(check_in(day, min(scores[day] + more, 10)))
        if draw.random() < 0.6:
            entries.append(check_in(day + 1, scores[day + 1], clock="06:30", moment="next_morning"))
    return Log(runs=made, check_ins=entries)


def _run_days(draw: Random, runs: int) -> list[int]:
    days = (day for day in range(runs * 7) if day % 7 in RUN_DAYS and draw.random() < 0.9)
    return [day for day, _ in zip(days, range(runs), strict=False)]


def _facts(draw: Random, number: int, day: int) -> dict:
    is_long = day % 7 == LONG_RUN_DAY
    return {
        "surface": "trail" if is_long else "treadmill" if day // 60 % 3 == 0 else "asphalt",
        "terrain": draw.choice(["flat", "rolling", "hilly", ""]),
        "session": "long" if is_long else draw.choice(["easy", "easy", "tempo", "intervals"]),
        "shoe": f"pair-{number // 15}",
        "warm_up": draw.choice([True, True, False, None]),
    }


def readings(log: Log, sides: tuple[str, ...] = SIDES) -> list[Reading]:
    return set_off(log, (DAY_0_NUMBER, log.run_days[-1]), sides, Limits())


def finds(log: Log) -> bool:
    return any(reading.findings for reading in readings(log))


if __name__ == "__main__":
    number = int(sys.argv[1])
    for kind in KNEES:
        for size in (25, 60, 180):
            found = sum(finds(simulated_log(kind, seed, size)) for seed in range(number))
            true = sum(finds(simulated_log(kind, seed, size, trail_adds=2)) for seed in range(number // 5))
            print(
                f"{kind.__name__}, {size} runs: {found / number:.1%} false, {true * 5 / number:.0%} true",
                flush=True,
            )
