"""What is known of one runner, as frozen values: no database rows, no clock.

`day` is the runner's local date; `start` and `at` are local ISO texts with their offset, which name the entry
in findings; `instant_s` is the UTC instant in seconds, for order within a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

HARD_SURFACES = frozenset({"concrete", "asphalt"})
STRAINING_TERRAIN = frozenset({"downhill", "uneven"})
HARD_SESSIONS = frozenset({"sprints", "intervals", "hills", "race"})
STRETCHES = frozenset({"stretch_sitting", "stretch_lying_band", "foam_roll"})
STRENGTH = frozenset({"hamstring_curl", "glute_bridge", "straight_leg_raise"})
EXPLAINING = frozenset({"rest", "sick"})
SWELLING = frozenset({"swelling_slight", "swelling_marked"})
WITH_A_RUN = frozenset({"during", "after"})
EMERGENCY_SIGNS = (
    "calf_sudden_pain_swelling",
    "hot_with_fever",
    "cold_or_pale_foot",
    "cannot_bear_weight",
    "breathless_with_swollen_leg",
)
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class RunFact:
    """One run: distance in metres, RPE 0-10; None or `` where the runner did not say."""

    start: str
    day: date
    instant_s: int
    distance_m: int
    surface: str = ""
    terrain: str = ""
    session: str = ""
    shoe: str = ""
    rpe: int | None = None
    warm_up: bool | None = None
    cool_down: bool | None = None

    @property
    def subject(self) -> str:
        return f"run:{self.start}"


@dataclass(frozen=True, slots=True)
class ShoeFact:
    """One pair of shoes. `earlier_m`: metres before the runs that the log holds, start distance included."""

    key: str
    name: str
    support: str = "unknown"
    earlier_m: int = 0
    notice_at_m: int | None = None
    replace_at_m: int | None = None
    started_on: date | None = None
    retired_on: date | None = None

    @property
    def subject(self) -> str:
        return f"shoe:{self.key}"


@dataclass(frozen=True, slots=True)
class CheckInFact:
    """How one knee felt at one moment: score 0-10, feel and signs as the words of the log format."""

    at: str
    day: date
    instant_s: int
    side: str
    score: int
    moment: str = "after"
    feel: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()

    @property
    def is_clear(self) -> bool:
        return self.score == 0 and not self.signs

    @property
    def subject(self) -> str:
        return f"knee:{self.side}"

    @property
    def ref(self) -> str:
        return f"check_in:{self.side}:{self.moment}:{self.at}"


def latest(entries: Iterable[CheckInFact]) -> CheckInFact:
    """The last of some check-ins; of those at the same moment, the one with the higher score."""
    return max(entries, key=lambda entry: (entry.instant_s, entry.score))


@dataclass(frozen=True, slots=True)
class CareFact:
    """One act of care on one day."""

    day: date
    kind: str


@dataclass(frozen=True, slots=True)
class GapFact:
    """What the runner said of days without entries: `rest`, `sick` or `not_logged`; both days included."""

    first: date
    last: date
    answer: str

    @property
    def explains(self) -> bool:
        """Whether nothing was missed on these days: one that was not logged stays unknown."""
        return self.answer in EXPLAINING

    @property
    def days(self) -> range:
        """The days as ordinals."""
        return range(self.first.toordinal(), self.last.toordinal() + 1)


@dataclass(frozen=True, slots=True)
class Injury:
    """A previous knee injury; the month as its first day."""

    side: str
    month: date


@dataclass(frozen=True, slots=True)
class Profile:
    """What the runner says of themselves, as far as rules use it."""

    foot_type: str = "unknown"
    weak_quadriceps: bool = False
    stiff_hamstrings: bool = False
    stiff_calves: bool = False
    injuries: tuple[Injury, ...] = ()


@dataclass(frozen=True, slots=True)
class Episode:
    """A spell of symptoms in one knee, as of some day: day 1 is the day it opened."""

    side: str
    opened_on: date
    last_entry_on: date
    closed_on: date | None = None

    def day_number(self, today: date) -> int:
        return (today - self.opened_on).days + 1

    def day(self, number: int) -> date:
        """The date of episode day `number`."""
        return self.opened_on + timedelta(days=number - 1)

    @property
    def subject(self) -> str:
        return f"knee:{self.side}"
