"""One runner's log, indexed once so that any day of it is evaluated in microseconds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from copy import copy
from datetime import date
from itertools import accumulate

from training.engine.basics import Basics
from training.engine.episodes import daily_clearness, find_episodes
from training.engine.facts import SIDES, CareFact, CheckInFact, Episode, Profile, RunFact, ShoeFact


class KneeLog:
    """The check-ins of one knee in order, with the worst score of each day and the episodes."""

    def __init__(self, side: str, check_ins: Iterable[CheckInFact], basics: Basics) -> None:
        self.side = side
        self.entries = sorted(
            (entry for entry in check_ins if entry.side == side),
            key=lambda e: (e.day, e.instant_s, e.score, e.moment),
        )
        self.entry_days = [entry.day.toordinal() for entry in self.entries]
        worst: dict[int, int] = {}
        for day, entry in zip(self.entry_days, self.entries, strict=True):
            worst[day] = max(entry.score, worst.get(day, 0))
        self.days = list(worst)
        self.worst_scores = list(worst.values())
        self.episodes: list[Episode] = find_episodes(
            side, daily_clearness(self.entries), basics.close_after_days
        )
        self.opening_days = [episode.opened_on.toordinal() for episode in self.episodes]

    def between(self, first: int, last: int) -> list[CheckInFact]:
        return self.entries[bisect_left(self.entry_days, first) : bisect_right(self.entry_days, last)]


class Log:
    """Everything a runner logged, sorted and summed.

    Days are ordinals (`date.toordinal()`). first_symptom_on: the first day with symptoms ever, where older
    check-ins than these exist.
    """

    def __init__(
        self,
        *,
        runs: Iterable[RunFact] = (),
        check_ins: Iterable[CheckInFact] = (),
        care: Iterable[CareFact] = (),
        shoes: Iterable[ShoeFact] = (),
        profile: Profile | None = None,
        basics: Basics | None = None,
        first_symptom_on: date | None = None,
    ) -> None:
        self.basics = basics or Basics()
        self.profile = profile or Profile()
        self.shoes = tuple(shoes)
        self.first_symptom_on = first_symptom_on
        entries = tuple(check_ins)
        self.knees = {side: KneeLog(side, entries, self.basics) for side in SIDES}
        self.care = sorted(care, key=lambda act: (act.day, act.kind))
        self.care_days = [act.day.toordinal() for act in self.care]
        self._other_days = {*self.care_days, *(day for knee in self.knees.values() for day in knee.days)}
        self._index_runs(sorted(runs, key=lambda r: (r.day, r.instant_s, r.distance_m, r.start)))

    def _index_runs(self, runs: list[RunFact]) -> None:
        self.runs = runs
        self.run_days = [run.day.toordinal() for run in runs]
        self.distances = [run.distance_m for run in runs]
        self.entry_days = sorted({*self.run_days, *self._other_days})
        self._first_day = self.run_days[0] if runs else 0
        daily = [0] * (self.run_days[-1] - self._first_day + 1 if runs else 0)
        self._shoe_days: dict[str, list[int]] = {}
        self._shoe_sums: dict[str, list[int]] = {}
        for day, run in zip(self.run_days, runs, strict=True):
            daily[day - self._first_day] += run.distance_m
            self._add_to_shoe(day, run)
        self._sums = [0, *accumulate(daily)]

    def _add_to_shoe(self, day: int, run: RunFact) -> None:
        sums = self._shoe_sums.setdefault(run.shoe, [0])
        sums.append(sums[-1] + run.distance_m)
        self._shoe_days.setdefault(run.shoe, []).append(day)

    def with_run(self, run: RunFact) -> Log:
        """This log and one more run, for questions about a run not yet run."""
        changed = copy(self)
        changed._index_runs(
            sorted([*self.runs, run], key=lambda r: (r.day, r.instant_s, r.distance_m, r.start))
        )
        return changed

    def distance_between(self, first: int, last: int) -> int:
        """Metres run from `first` to `last`, both days included."""
        sums = self._sums
        highest = len(sums) - 1
        start = min(max(first - self._first_day, 0), highest)
        end = min(max(last - self._first_day + 1, 0), highest)
        return sums[end] - sums[start] if end > start else 0

    def run_range(self, first: int, last: int) -> tuple[int, int]:
        """Positions in `runs` of the runs from `first` to `last`."""
        return bisect_left(self.run_days, first), bisect_right(self.run_days, last)

    def shoe_distance(self, shoe: ShoeFact, last: int) -> int:
        """Metres on a shoe up to and including day `last`."""
        days = self._shoe_days.get(shoe.key)
        return shoe.earlier_m + (self._shoe_sums[shoe.key][bisect_right(days, last)] if days else 0)
