"""The steps of a return to running, from a walk to a run without a break, and the numbers behind them."""

from __future__ import annotations

from dataclasses import dataclass

from training.engine.evaluate import Ruleset
from training.engine.limits import limit
from training.engine.text import gettext_noop as _

LADDER_ID = "ladder"
# Each step runs longer than the one before, and leaves a minute to walk; the last one has a span.
LADDER_ORDER = (("run_1", "run_2", "run_3", "run_4", "set_minutes"), ("run_low", "run_high"))
WALK, CONTINUOUS = "walk", "continuous"
MIXED = ("run_1", "run_2", "run_3", "run_4")
STEPS = (WALK, *MIXED, CONTINUOUS)


def _minutes(default: int, low: int, high: int, text: str) -> int:
    minutes: int = limit(default, unit="count", low=low, high=high, help=text)
    return minutes


@dataclass(frozen=True, slots=True)
class LadderLimits:
    """Our choice, all of them: the documents ask for a gradual return and count no minutes."""

    walk_minutes: int = _minutes(30, 10, 60, _("minutes of walking that come before any running"))
    run_1: int = _minutes(1, 1, 5, _("minutes run in each set of the first step"))
    run_2: int = _minutes(2, 2, 10, _("minutes run in each set of the second step"))
    run_3: int = _minutes(3, 3, 15, _("minutes run in each set of the third step"))
    run_4: int = _minutes(4, 4, 20, _("minutes run in each set of the fourth step"))
    set_minutes: int = _minutes(5, 3, 30, _("minutes of a set, walking and running together"))
    sets: int = _minutes(5, 2, 10, _("sets of a session"))
    run_low: int = _minutes(20, 10, 45, _("minutes of a run without a break, at least"))
    run_high: int = _minutes(30, 15, 60, _("minutes of a run without a break, at most"))
    clean_sessions: int = limit(
        2, unit="count", low=1, high=6, help=_("sessions without a rise that a step takes")
    )
    rest_days: int = limit(1, unit="days", low=1, high=5, help=_("days without running between two sessions"))
    flag_days: int = limit(
        365, unit="days", low=90, high=365, help=_("days for which a sign for a professional is asked about")
    )
    minute_m: int = limit(
        170, unit="m", low=100, high=300, help=_("distance run in a minute, to ask the rules about a step")
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `word` of the log format, minutes of a set walked and run, and how many sets.

    longest: minutes of the last step, which has a span; else those of a set.
    """

    word: str
    walk: int
    run: int
    sets: int = 1
    longest: int = 0

    @property
    def minutes(self) -> int:
        return (self.walk + self.run) * self.sets

    @property
    def run_minutes(self) -> int:
        return self.run * self.sets

    @property
    def is_walk(self) -> bool:
        return not self.run


def ladder_limits(ruleset: Ruleset) -> LadderLimits:
    """The numbers in force."""
    limits: LadderLimits | None = ruleset.limits.get(LADDER_ID)
    return limits or LadderLimits()


def steps_of(limits: LadderLimits) -> tuple[Step, ...]:
    """All steps, in order: as many as `STEPS` has words."""
    runs = (limits.run_1, limits.run_2, limits.run_3, limits.run_4)
    return (
        Step(WALK, limits.walk_minutes, 0),
        *(
            Step(word, limits.set_minutes - run, run, limits.sets)
            for word, run in zip(MIXED, runs, strict=True)
        ),
        Step(CONTINUOUS, 0, limits.run_low, longest=limits.run_high),
    )
