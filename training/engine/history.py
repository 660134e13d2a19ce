"""The log as it stood at the end of one day: what every rule reads. Nothing after that day is visible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from functools import cached_property
from itertools import pairwise

from training.engine.facts import SIDES, CareFact, CheckInFact, Episode, Profile, RunFact, ShoeFact
from training.engine.log import KneeLog, Log

Span = tuple[int, int]


class History:
    """One runner's log up to and including `today`. A span is a pair of day ordinals, both included."""

    def __init__(self, log: Log, today: date) -> None:
        self.log = log
        self.today = today
        self.day = today.toordinal()

    @property
    def profile(self) -> Profile:
        return self.log.profile

    def last_days(self, count: int) -> Span:
        """Today and the `count - 1` dates before."""
        return self.day - count + 1, self.day

    def days_before(self, recent: int, count: int) -> Span:
        """The `count` dates before the last `recent` days."""
        return self.day - recent - count + 1, self.day - recent

    def runs_in(self, span: Span) -> list[RunFact]:
        first, last = self.log.run_range(span[0], min(span[1], self.day))
        return self.log.runs[first:last]

    def run_positions(self, span: Span) -> range:
        """Positions in `log.runs` of the runs of the span."""
        return range(*self.log.run_range(span[0], min(span[1], self.day)))

    def distance_in(self, span: Span) -> int:
        """Metres run in the span."""
        return self.log.distance_between(span[0], min(span[1], self.day))

    def distance_on(self, surface: str, span: Span) -> int:
        """Metres run on a surface in the span; `` for runs that name none."""
        return sum(run.distance_m for run in self.runs_in(span) if run.surface == surface)

    def best_in(self, span: Span, days: int) -> tuple[int, Span]:
        """The most metres of any `days` days in a row of the span, and those days: the newest of equals."""
        starts = range(span[0], span[1] - days + 2)
        metres, start = max((self.distance_in((start, start + days - 1)), start) for start in starts)
        return metres, (start, start + days - 1)

    def care_in(self, span: Span) -> list[CareFact]:
        days = self.log.care_days
        return self.log.care[bisect_left(days, span[0]) : bisect_right(days, min(span[1], self.day))]

    def check_ins_in(self, span: Span, side: str) -> list[CheckInFact]:
        return self.knee(side).between(span[0], min(span[1], self.day))

    def newest_entry_in(self, span: Span) -> date | None:
        """The newest day of the span with any entry; None where nothing at all was logged."""
        days = self.log.entry_days
        position = bisect_right(days, min(span[1], self.day)) - 1
        return date.fromordinal(days[position]) if position >= 0 and days[position] >= span[0] else None

    def silence_in(self, span: Span) -> int:
        """The most days in a row of the span without any entry, rest and illness that were told left out."""
        return _longest_without(self.log.accounted_days, span)

    def unasked_in(self, span: Span) -> int:
        """The most days in a row of the span without any entry or answer."""
        return _longest_without(self.log.answered_days, span)

    def knee(self, side: str) -> KneeLog:
        """The whole log of one knee: callers look no further than today."""
        return self.log.knees[side]

    @cached_property
    def last_run(self) -> RunFact | None:
        position = bisect_right(self.log.run_days, self.day)
        return self.log.runs[position - 1] if position else None

    def episodes(self, side: str) -> list[Episode]:
        """The episodes of one knee that had opened by today, as known today."""
        knee = self.log.knees[side]
        return [
            self._as_of_today(knee, episode)
            for episode in knee.episodes[: bisect_right(knee.opening_days, self.day)]
        ]

    @cached_property
    def open_episodes(self) -> list[Episode]:
        """The episode still open today of each knee that has one."""
        latest = (self._latest_episode(self.log.knees[side]) for side in SIDES)
        return [episode for episode in latest if episode and episode.closed_on is None]

    def is_stale(self, episode: Episode) -> bool:
        """Whether an open episode has had no entry for so long that we ask: recovered, or not logged?"""
        return (self.today - episode.last_entry_on).days >= self.log.basics.stale_after_days

    def episode_span(self, episode: Episode) -> Span:
        return episode.opened_on.toordinal(), self.day

    @cached_property
    def has_had_episode(self) -> bool:
        first = self.log.first_symptom_on
        known = any(
            knee.opening_days and knee.opening_days[0] <= self.day for knee in self.log.knees.values()
        )
        return known or (first is not None and first <= self.today)

    @cached_property
    def shoes_in_use(self) -> list[ShoeFact]:
        """Shoes that were started and not yet retired today."""
        today = self.today
        return [
            shoe
            for shoe in self.log.shoes
            if (shoe.started_on is None or shoe.started_on <= today)
            and (shoe.retired_on is None or shoe.retired_on > today)
        ]

    def shoe_distance(self, shoe: ShoeFact) -> int:
        """Metres on the shoe by today."""
        return self.log.shoe_distance(shoe, self.day)

    @cached_property
    def gaps(self) -> list[Span]:
        """Unexplained spans of `gap_days` or more that reach into the coverage window, newest first."""
        return self._spans_without(self.log.accounted_days, self.day)

    @cached_property
    def unasked_gaps(self) -> list[Span]:
        """The same of days that are over and after the first entry, and that nobody was asked about yet."""
        days = self.log.entry_days
        spans = self._spans_without(self.log.answered_days, self.day - 1)
        return [span for span in spans if days and days[0] < span[0]]

    def _spans_without(self, days: list[int], end: int) -> list[Span]:
        """Spans of `gap_days` or more up to `end` with none of these days, newest first."""
        basics = self.log.basics
        start = self.day - basics.coverage_days + 1
        found: list[Span] = []
        position, after = bisect_right(days, end) - 1, end + 1
        while after > start:
            before = days[position] if position >= 0 else min(start, after - basics.gap_days) - 1
            if after - before - 1 >= basics.gap_days:
                found.append((before + 1, after - 1))
            position, after = position - 1, before
        return found

    @cached_property
    def coverage(self) -> float:
        """Share of the coverage window that lies in no gap, 0 to 1."""
        window = self.log.basics.coverage_days
        start = self.day - window + 1
        missing = sum(last - max(first, start) + 1 for first, last in self.gaps)
        return (window - missing) / window

    @property
    def has_low_coverage(self) -> bool:
        return self.coverage * 100 < self.log.basics.low_coverage_percent

    def has_previous_injury(self, sides: tuple[str, ...] = SIDES) -> bool:
        """Whether the profile names an injury of one of these knees, recent enough to sharpen a notice."""
        return any(
            injury.side in sides and 0 <= self._months_since(injury.month) <= self.log.basics.injury_months
            for injury in self.profile.injuries
        )

    def _months_since(self, month: date) -> int:
        return (self.today.year - month.year) * 12 + self.today.month - month.month

    def _latest_episode(self, knee: KneeLog) -> Episode | None:
        count = bisect_right(knee.opening_days, self.day)
        return self._as_of_today(knee, knee.episodes[count - 1]) if count else None

    def _as_of_today(self, knee: KneeLog, episode: Episode) -> Episode:
        if episode.closed_on is not None and episode.closed_on <= self.today:
            return episode
        last = knee.days[bisect_right(knee.days, self.day) - 1]
        return Episode(episode.side, episode.opened_on, date.fromordinal(last))


def _longest_without(days: list[int], span: Span) -> int:
    """The most days in a row of the span that are none of these."""
    inside = days[bisect_left(days, span[0]) : bisect_right(days, span[1])]
    return max(after - before - 1 for before, after in pairwise([span[0] - 1, *inside, span[1] + 1]))
