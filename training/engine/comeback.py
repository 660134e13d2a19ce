"""A return to running after a break, and what was usual before it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from training.engine.facts import RunFact
from training.engine.history import History, Span

# A long break reaches back beyond what is loaded of a log: the same answer however much is.
SEEN_DAYS = 90


@dataclass(frozen=True, slots=True)
class Comeback:
    """The runs since a break, the last one before it, the days between, and the usual metres before it."""

    before: RunFact
    off: Span
    runs: list[RunFact]
    usual_run_m: float
    usual_week_m: float

    @property
    def days_off(self) -> int:
        return self.off[1] - self.off[0] + 1

    def silent_days(self, history: History) -> int:
        """The longest unexplained stretch of the break, as far back as `SEEN_DAYS` before its end."""
        return history.silence_in(self._seen)

    def unasked_days(self, history: History) -> int:
        """The longest of them that the runner was not asked about."""
        return history.unasked_in(self._seen)

    @property
    def _seen(self) -> Span:
        first, last = self.off
        return max(first, last - SEEN_DAYS + 1), last

    @property
    def distance_m(self) -> int:
        return sum(run.distance_m for run in self.runs)


def find_comeback(history: History, break_days: int, usual_days: int, week_days: int) -> Comeback | None:
    """The comeback after `break_days` or more without a run whose first `week_days` are not over today.

    Usual are the median run and the mean week of the `usual_days` up to the last run before the break, or of
    fewer where the log begins later, but of a week at least.
    """
    log = history.log
    first, end = log.run_range(history.day - week_days + 1, history.day)
    if not 0 < first < end or log.run_days[first] - log.run_days[first - 1] <= break_days:
        return None
    last, back = log.run_days[first - 1], log.run_days[first]
    usual = log.distances[log.run_range(last - usual_days + 1, last)[0] : first]
    begun = log.first_run_on or log.runs[0].day
    days = max(min(usual_days, last - begun.toordinal() + 1), week_days)
    off = last + 1, back - 1
    return Comeback(
        log.runs[first - 1], off, log.runs[first:end], median(usual), sum(usual) * week_days / days
    )
