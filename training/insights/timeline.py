"""When each warning stood over a span of days, and what those days held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.engine.facts import SIDES
from training.engine.history import History
from training.engine.rule import Finding, Severity

# A warning of this kind is about one thing for long; others are about another run each time.
LASTING_SUBJECTS = ("knee", "shoe")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row, as ordinals, both included, on which a warning stood at one severity."""

    first: int
    last: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Lane:
    """When one rule warned, of one knee or pair of shoes where it is about one. name: of the shoes."""

    rule_id: str
    subject: str
    name: str
    stretches: tuple[Stretch, ...]

    @property
    def worst(self) -> Severity:
        return max(stretch.severity for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Day:
    """Metres run, the worst score of either knee (None: not logged), a rest day; the worst warning."""

    metres: int
    score: int | None
    rested: bool
    severity: Severity | None


@dataclass(frozen=True, slots=True)
class Spell:
    """An episode of one knee within the span, as ordinals."""

    side: str
    first: int
    last: int


@dataclass(frozen=True)
class Timeline:
    """A span of days from `first`, an ordinal, each with what it held; the lanes, gravest first."""

    first: int = 0
    days: tuple[Day, ...] = ()
    lanes: tuple[Lane, ...] = ()
    spells: tuple[Spell, ...] = ()

    def metres_in(self, first: int, last: int) -> int:
        """Metres of the days from `first` to `last` that lie in the span."""
        inside = self.days[max(first - self.first, 0) : max(last - self.first + 1, 0)]
        return sum(day.metres for day in inside)


def draw_timeline(replayed: Iterable[tuple[History, Sequence[Finding]]]) -> Timeline:
    """The timeline of days in a row, given with what stood on each."""
    days: list[Day] = []
    stretches: dict[Key, list[Stretch]] = defaultdict(list)
    history = None
    for history, found in replayed:
        days.append(day_held(history, found))
        for key, severity in _standing(found).items():
            _lengthen(stretches[key], history.day, severity)
    if history is None:
        return Timeline()
    first, names = history.day - len(days) + 1, {shoe.subject: shoe.name for shoe in history.log.shoes}
    lanes = [
        Lane(rule_id, subject, names.get(subject, ""), tuple(found))
        for (rule_id, subject), found in stretches.items()
    ]
    lanes.sort(key=lambda lane: (-lane.worst, -lane.stretches[-1].last, lane.rule_id, lane.subject))
    return Timeline(first, tuple(days), tuple(lanes), tuple(_spells(history, first)))


def day_held(history: History, found: Sequence[Finding]) -> Day:
    """What the day of this history held, given what stood on it."""
    today = (history.day, history.day)
    scores = [entry.score for side in SIDES for entry in history.check_ins_in(today, side)]
    return Day(
        history.distance_in(today),
        max(scores, default=None),
        any(act.kind == "rest_day" for act in history.care_in(today)),
        max((finding.severity for finding in found), default=None),
    )


def _standing(found: Sequence[Finding]) -> dict[Key, Severity]:
    """The severity of each lane on one day: the worst where a rule warns of several runs."""
    standing: dict[Key, Severity] = {}
    for finding in found:
        lasting = finding.subject.partition(":")[0] in LASTING_SUBJECTS
        key = finding.rule.id, finding.subject if lasting else ""
        standing[key] = max(finding.severity, standing.get(key, finding.severity))
    return standing


def _lengthen(stretches: list[Stretch], day: int, severity: Severity) -> None:
    if stretches and stretches[-1].last == day - 1 and stretches[-1].severity is severity:
        stretches[-1] = Stretch(stretches[-1].first, day, severity)
    else:
        stretches.append(Stretch(day, day, severity))


def _spells(history: History, first: int) -> Iterable[Spell]:
    for side in SIDES:
        for episode in history.episodes(side):
            last = episode.closed_on.toordinal() if episode.closed_on else history.day
            if last >= first:
                yield Spell(side, max(episode.opened_on.toordinal(), first), last)
