"""Runs in groups by what is known of them: how far, on what, in which shoes, after how much rest."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from training.engine.log import Log
from training.insights.chance import Look
from training.rules.load_longest_run import Limits

BANDS = 3
MOST_REST = 2
# A little more than a mile: no two bands read the same, rounded in miles or in kilometres.
NARROWEST_M = 1_700
SPIKES = ("within", "longer", "spike")
WARM_UPS = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to group runs. marks: of each run its group, `` where that is not known.

    order: the groups there are, as they are shown. cuts: the highest metres of each band but the last, where
    the groups are bands, numbered from 0.
    """

    name: str
    marks: tuple[str, ...]
    order: tuple[str, ...]
    cuts: tuple[int, ...] = ()

    def split(self, mark: str) -> Look:
        """Positions of the runs of one group, and of the others of which it is known."""
        inside = tuple(at for at, found in enumerate(self.marks) if found == mark)
        return Look(inside, tuple(at for at, found in enumerate(self.marks) if found not in {"", mark}))


def groupings(log: Log, positions: Sequence[int], limits: Limits) -> list[Grouping]:
    """Every grouping of the runs at these positions of the log; limits: of the warning about a long run."""
    runs = [log.runs[position] for position in positions]
    spikes = [_spike(log, position, limits) for position in positions]
    rests = [_rest_before(log, position) for position in positions]
    return [
        _bands("distance", [run.distance_m for run in runs]),
        _in_order("spike", spikes, SPIKES),
        _words("surface", [run.surface for run in runs]),
        _words("terrain", [run.terrain for run in runs]),
        _words("session", [run.session for run in runs]),
        _words("shoe", [run.shoe for run in runs]),
        _bands("shoe_age", _shoe_ages(log, positions)),
        _in_order("warm_up", [WARM_UPS[run.warm_up] for run in runs], ("yes", "no")),
        _in_order("rest", rests, tuple(str(days) for days in range(MOST_REST + 1))),
    ]


def _words(name: str, marks: Sequence[str]) -> Grouping:
    """Groups as the runner named them, the most frequent first."""
    seen = Counter(mark for mark in marks if mark)
    return Grouping(name, tuple(marks), tuple(sorted(seen, key=lambda mark: (-seen[mark], mark))))


def _in_order(name: str, marks: Sequence[str], order: Sequence[str], cuts: Sequence[int] = ()) -> Grouping:
    return Grouping(name, tuple(marks), tuple(mark for mark in order if mark in marks), tuple(cuts))


def _bands(name: str, values: Sequence[int | None]) -> Grouping:
    """Bands of about as many runs each, cut where this log has its gaps: the same in every unit."""
    known = sorted(value for value in values if value is not None)
    cuts: list[int] = []
    for part in range(1, BANDS):
        cut = _widest_gap(known, len(known) * part // BANDS)
        if cut is not None and (not cuts or cut - cuts[-1] >= NARROWEST_M):
            cuts.append(cut)
    marks = ["" if value is None else str(bisect_left(cuts, value)) for value in values]
    return _in_order(name, marks, [str(band) for band in range(len(cuts) + 1)], cuts)


def _widest_gap(known: Sequence[int], near: int) -> int | None:
    """The middle of the widest gap between two values around a position of theirs; None where all are one."""
    reach = len(known) // (2 * BANDS)
    gaps = [
        (known[at] - known[at - 1], at)
        for at in range(max(near - reach, 1), min(near + reach, len(known) - 1) + 1)
    ]
    width, at = max(gaps, default=(0, 0))
    return (known[at] + known[at - 1]) // 2 if width else None


def _spike(log: Log, position: int, limits: Limits) -> str:
    """Against the longest of the runs that the warning compares with; `` where they are too few."""
    compared = log.runs_before(position, limits.window_days)
    if len(compared) < limits.least_runs:
        return ""
    longest, distance = max(log.distances[compared.start : position]), log.distances[position]
    if distance * 100 > longest * (100 + limits.notice_percent):
        return "spike"
    return "longer" if distance > longest else "within"


def _shoe_ages(log: Log, positions: Sequence[int]) -> list[int | None]:
    """Metres on the shoe before the day of each run."""
    shoes = {shoe.key: shoe for shoe in log.shoes}
    return [
        log.shoe_distance(shoes[log.runs[position].shoe], log.run_days[position] - 1)
        if log.runs[position].shoe in shoes
        else None
        for position in positions
    ]


def _rest_before(log: Log, position: int) -> str:
    """Days without a run before this one, at most "2"; `` for the first run of all."""
    if not position:
        return ""
    rest = log.run_days[position] - log.run_days[position - 1] - 1
    return str(min(max(rest, 0), MOST_REST))
