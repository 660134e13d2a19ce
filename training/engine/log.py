"""One runner's log, indexed once so that any day of it is evaluated in microseconds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Any, TypeVar, cast

from training.engine.basics import Basics
from training.engine.episodes import daily_clearness, find_episodes
from training.engine.facts import SIDES, CareFact, CheckInFact, Episode, GapFact, Profile, RunFact, ShoeFact

T = TypeVar("T")


def _in_order(run: RunFact) -> tuple[date, int, int, str]:
    return run.day, run.instant_s, run.distance_m, run.start


def _less(facts: Iterable[T], entry: object) -> list[T]:
    """The facts without one that equals the entry: two of a day may be equal."""
    left = list(facts)
    if entry in left:
        left.remove(entry)
    return left


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

    def positions(self, first: int, last: int) -> range:
        """Positions in `days` of the days with an entry from `first` to `last`."""
        return range(bisect_left(self.days, first), bisect_right(self.days, last))

    def worst_on(self, day: int) -> CheckInFact:
        """The entry with the highest score of a day that has one; the latest of equals."""
        return max(reversed(self.between(day, day)), key=lambda entry: entry.score)

    def whole_span(self, opened_on: date) -> tuple[int, int]:
        """First and last day of the episode that opened then, later days than anybody's today included."""
        opened = opened_on.toordinal()
        closed_on = self.episodes[bisect_left(self.opening_days, opened)].closed_on
        return opened, closed_on.toordinal() if closed_on else self.days[-1]


def _knees(check_ins: tuple[CheckInFact, ...], basics: Basics) -> dict[str, KneeLog]:
    return {side: KneeLog(side, check_ins, basics) for side in SIDES}


class Log:
    """Everything a runner logged, sorted and summed.

    Days are ordinals (`date.toordinal()`). first_symptom_on, first_run_on: the first day with symptoms and
    the first with a run, where older entries exist than these.
    """

    def __init__(
        self,
        *,
        runs: Iterable[RunFact] = (),
        check_ins: Iterable[CheckInFact] = (),
        care: Iterable[CareFact] = (),
        answers: Iterable[GapFact] = (),
        shoes: Iterable[ShoeFact] = (),
        profile: Profile | None = None,
        basics: Basics | None = None,
        first_symptom_on: date | None = None,
        first_run_on: date | None = None,
    ) -> None:
        self.basics = basics or Basics()
        self.profile = profile or Profile()
        self.answers = frozenset(answers)
        self.shoes = tuple(sorted(shoes, key=lambda shoe: shoe.key))
        self.first_symptom_on = first_symptom_on
        self._older_run_on = first_run_on
        self._remembered: dict[Hashable, Any] = {}
        self.knees = _knees(tuple(check_ins), self.basics)
        self.care = sorted(care, key=lambda act: (act.day, act.kind))
        self.care_days = [act.day.toordinal() for act in self.care]
        self._other_days = {*self.care_days, *(day for knee in self.knees.values() for day in knee.days)}
        self._index_runs(sorted(runs, key=_in_order))

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

    @property
    def accounted_days(self) -> list[int]:
        """The days with an entry, and those without one that were rest or illness."""
        return self.remember(
            "accounted_days", lambda: self._with(gap for gap in self.answers if gap.explains)
        )

    @property
    def answered_days(self) -> list[int]:
        """The days with an entry, and those that the runner was asked about."""
        return self.remember("answered_days", lambda: self._with(self.answers))

    def _with(self, answers: Iterable[GapFact]) -> list[int]:
        told = {day for gap in answers for day in gap.days}
        return sorted(told.union(self.entry_days)) if told else self.entry_days

    @property
    def first_run_on(self) -> date | None:
        """The day of the first run ever, loaded here or not."""
        if self._older_run_on is not None:
            return self._older_run_on
        return self.runs[0].day if self.runs else None

    def with_run(self, run: RunFact) -> Log:
        """This log and one more run, for questions about a run not yet run."""
        changed = copy(self)
        changed._remembered = {}
        if self.runs and _in_order(self.runs[-1]) <= _in_order(run):
            changed._append_run(run)
        else:
            changed._index_runs(sorted([*self.runs, run], key=_in_order))
        return changed

    def _append_run(self, run: RunFact) -> None:
        """Add the latest run to the indexes, in lists of its own: a search asks for dozens of such logs."""
        day = run.day.toordinal()
        idle = [self._sums[-1]] * (day - self.run_days[-1] - 1)
        before = self._sums if day > self.run_days[-1] else self._sums[:-1]
        self._sums = [*before, *idle, self._sums[-1] + run.distance_m]
        self.runs = [*self.runs, run]
        self.run_days = [*self.run_days, day]
        self.distances = [*self.distances, run.distance_m]
        if day not in self.entry_days[-1:]:
            self.entry_days = sorted({*self.entry_days, day})
        self._shoe_days = {**self._shoe_days, run.shoe: [*self._shoe_days.get(run.shoe, ())]}
        self._shoe_sums = {**self._shoe_sums, run.shoe: [*self._shoe_sums.get(run.shoe, (0,))]}
        self._add_to_shoe(day, run)

    def without(self, entry: object) -> Log:
        """This log as if one of its facts had never been logged; runs in a pair without it are in none."""
        gone = entry.key if isinstance(entry, ShoeFact) else None
        runs = _less(self.runs, entry)
        return Log(
            runs=[replace(run, shoe="") if run.shoe == gone else run for run in runs],
            check_ins=_less((e for knee in self.knees.values() for e in knee.entries), entry),
            care=_less(self.care, entry),
            answers=_less(self.answers, entry),
            shoes=[shoe for shoe in self.shoes if shoe.key != gone],
            profile=replace(self.profile, injuries=tuple(_less(self.profile.injuries, entry))),
            basics=self.basics,
            first_symptom_on=self.first_symptom_on,
            first_run_on=self._older_run_on,
        )

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once per log: only for what is dated, so that callers see no later day."""
        if key not in self._remembered:
            self._remembered[key] = make()
        return cast(T, self._remembered[key])

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

    def runs_before(self, position: int, days: int) -> range:
        """Positions of the runs before this one, on its own day and on so many days before."""
        return range(bisect_left(self.run_days, self.run_days[position] - days), position)

    def run_before(self, day: int, instant_s: int) -> RunFact | None:
        """The latest run of `day` or earlier that had begun at that instant."""
        for position in range(bisect_right(self.run_days, day) - 1, -1, -1):
            if self.runs[position].instant_s <= instant_s:
                return self.runs[position]
        return None

    def shoe_distance(self, shoe: ShoeFact, last: int) -> int:
        """Metres on a shoe up to and including day `last`."""
        days = self._shoe_days.get(shoe.key)
        return shoe.earlier_m + (self._shoe_sums[shoe.key][bisect_right(days, last)] if days else 0)

    def shoe_passed_on(self, shoe: ShoeFact, metres: int) -> date | None:
        """The day whose run brought a shoe to `metres`; None where it came with them or is below."""
        passed = bisect_left(self._shoe_sums.get(shoe.key, []), metres - shoe.earlier_m)
        days = self._shoe_days.get(shoe.key, [])
        return date.fromordinal(days[passed - 1]) if 0 < passed <= len(days) else None
