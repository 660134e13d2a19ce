"""Who needs a call first: the order of a coach's athletes, and what changed since the coach last looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from training.engine.facts import Episode
from training.engine.history import History
from training.engine.rule import Finding, Severity

# A warning's name and how grave it is: what is compared between two looks.
Stood = Mapping[tuple[str, str], int]


class Need(IntEnum):
    """How soon an athlete needs a call; the lower the sooner.

    A knee that was sore when its log fell silent comes before a warning that is spoken of, and silence before
    a notice: what nobody logs, no rule can see.
    """

    EMERGENCY = 1
    SPECIALIST = 2
    SILENT_SORE = 3
    CAUTION = 4
    SILENT = 5
    NOTICE = 6
    QUIET = 7
    NO_LOG = 8


class Change(Enum):
    """What became of the warnings of an athlete since somebody last looked; NEVER: nobody has."""

    NEW = "new"
    WORSE = "worse"
    BETTER = "better"
    GONE = "gone"
    SAME = "same"
    NEVER = "never"


OF_SEVERITY = {
    Severity.EMERGENCY: Need.EMERGENCY,
    Severity.SPECIALIST: Need.SPECIALIST,
    Severity.CAUTION: Need.CAUTION,
    Severity.NOTICE: Need.NOTICE,
}
# Of two athletes in the same need, the one with news comes first.
NEWS = (Change.NEW, Change.WORSE, Change.NEVER, Change.SAME, Change.BETTER, Change.GONE)


@dataclass(frozen=True, slots=True)
class Silence:
    """`days` since the last entry, None where there is none; whether that is long, and a knee left sore."""

    days: int | None
    is_long: bool = False
    is_sore: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One athlete in the order. `worst`: the gravest warning that the coach has not set aside, or None.

    since: the day that warning arose. is_seen: the coach knows of it, and it is too grave to be set aside.
    silence_aside: the coach knows of the silence.
    """

    name: str
    silence: Silence
    worst: Severity | None = None
    since: date = date.min
    change: Change = Change.SAME
    is_seen: bool = False
    silence_aside: bool = False

    @property
    def need(self) -> Need:
        """The soonest of what the warnings and the silence ask for."""
        if self.silence.days is None and self.worst is None:
            return Need.NO_LOG
        warned = OF_SEVERITY[self.worst] if self.worst else Need.QUIET
        if not self.silence.is_long or self.silence_aside:
            return warned
        return min(warned, Need.SILENT_SORE if self.silence.is_sore else Need.SILENT)

    @property
    def order(self) -> tuple[int, bool, int, int, int, int, str]:
        """Sorts by need; then the unseen, the graver, news, the longer silence, the newer, the name."""
        return (
            self.need,
            self.is_seen,
            -(self.worst or 0),
            NEWS.index(self.change),
            -(self.silence.days or 0),
            -self.since.toordinal(),
            self.name.casefold(),
        )


@dataclass(frozen=True, slots=True)
class Worn:
    """The pair in use that is nearest to its end: metres so far, and where plan and replace begin."""

    name: str
    used_m: int
    notice_m: int
    replace_m: int

    @property
    def state(self) -> str:
        """`past`, `near` or `ok`, as the meters say."""
        if self.used_m >= self.replace_m:
            return "past"
        return "near" if self.used_m >= self.notice_m else "ok"


def most_worn(history: History, notice_m: int, replace_m: int) -> Worn | None:
    """The pair in use that has used most of its distance; a pair's own lines come before the common ones."""
    worn = [
        Worn(
            shoe.name,
            history.shoe_distance(shoe),
            shoe.notice_at_m or notice_m,
            shoe.replace_at_m or replace_m,
        )
        for shoe in history.shoes_in_use
    ]
    return max(worn, key=lambda pair: pair.used_m / max(pair.replace_m, 1), default=None)


def silence_of(history: History, after_days: int) -> Silence:
    """How long the log says nothing; long from `after_days` on."""
    last = history.newest_entry_in((0, history.day))
    if last is None:
        return Silence(None)
    days = (history.today - last).days
    sore = any(_was_sore(history, episode) for episode in history.open_episodes)
    return Silence(days, days >= after_days, days >= after_days and sore)


def _was_sore(history: History, episode: Episode) -> bool:
    day = episode.last_entry_on.toordinal()
    return any(not entry.is_clear for entry in history.check_ins_in((day, day), episode.side))


def stood(findings: Sequence[Finding]) -> dict[tuple[str, str], int]:
    """The findings by name, as they are remembered between two looks."""
    return {finding.key: int(finding.severity) for finding in findings}


def change_between(before: Stood | None, now: Stood) -> Change:
    """What an athlete's warnings have become since `before`, the gravest news first; None: never looked."""
    if before is None:
        return Change.NEVER
    if set(now) - set(before):
        return Change.NEW
    if any(severity > before[name] for name, severity in now.items()):
        return Change.WORSE
    if before and not now:
        return Change.GONE
    return Change.SAME if dict(before) == dict(now) else Change.BETTER
