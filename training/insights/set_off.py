"""What a sore knee goes with, group by group of runs: associations, no causes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.engine.history import Span
from training.engine.log import Log
from training.insights.chance import Difference, Look, beyond_before, compare
from training.insights.run_groups import Grouping, groupings
from training.insights.scored_runs import ScoredRun, scored_runs
from training.rules.load_longest_run import Limits

# Of all logs in which there is nothing to find, the share that may be told of something.
LEVEL = 0.05
LEAST_OF_EACH = 3
LEAST_RUNS = 20
# More runs than anybody scores in two years, and few enough for a page to reckon while somebody waits.
MOST_RUNS = 500
# Less than anybody can feel on a scale of whole points.
LEAST_POINTS = 0.5
# Groups that share so many of their runs cannot be told apart.
SAME_SHARE = 0.8
OUTCOMES = ("after", "morning")


@dataclass(frozen=True, slots=True)
class Group:
    """The runs of one group, against the other runs of which the same thing is known.

    look: the positions in the reading of its runs, and of the others. mean: of the scores of its runs.
    difference: in points, beyond what the score before a run lets one expect; None below 3 runs on a side.
    """

    factor: Grouping
    mark: str
    look: Look
    mean: float | None
    others_mean: float | None
    difference: Difference | None

    @property
    def stands_out(self) -> bool:
        found = self.difference
        return found is not None and found.stands_out and abs(found.value) >= LEAST_POINTS

    @property
    def is_tighter(self) -> bool:
        return self.difference is not None and self.difference.value > 0

    @property
    def weight(self) -> tuple[bool, float]:
        """What stands first: the tighter, and of these what differs most."""
        return self.is_tighter, abs(self.difference.value) if self.difference else 0.0

    def is_much_the_same_as(self, other: Group) -> bool:
        mine, theirs = set(self.look.inside), set(other.look.inside)
        return len(mine & theirs) >= SAME_SHARE * len(mine | theirs)


@dataclass(slots=True)
class Answer:
    """A group that stands out, and others that hold almost the same runs and stand out like it."""

    outcome: str
    group: Group
    alike: list[Group]


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind of score, `after` or `morning`: the runs that have one, in order, and their groups.

    is_told: whether there are runs enough, and scores different enough, to tell anything from chance.
    left_out: older runs with such a score that are too many to reckon with.
    """

    outcome: str
    runs: tuple[ScoredRun, ...]
    scores: tuple[int, ...]
    groups: tuple[Group, ...]
    is_told: bool
    left_out: int

    @property
    def findings(self) -> list[Group]:
        """The groups that stand out, the tighter ones first, of these what differs most."""
        found = [group for group in self.groups if self.is_told and group.stands_out]
        return sorted(found, key=lambda group: group.weight, reverse=True)

    @property
    def answers(self) -> list[Answer]:
        """The findings, each factor named once, and those that cannot be told apart taken together."""
        answers: list[Answer] = []
        named: set[str] = set()
        for group in self.findings:
            if group.factor.name in named:
                continue
            named.add(group.factor.name)
            twin = next((answer for answer in answers if group.is_much_the_same_as(answer.group)), None)
            if twin:
                twin.alike.append(group)
            else:
                answers.append(Answer(self.outcome, group, []))
        return answers


def answers_of(readings: Sequence[Reading]) -> list[Answer]:
    """The answers of all readings, the tighter ones first, of these what differs most."""
    found = [answer for reading in readings for answer in reading.answers]
    return sorted(found, key=lambda answer: answer.group.weight, reverse=True)


def set_off(log: Log, span: Span, sides: Sequence[str], limits: Limits) -> list[Reading]:
    """A reading of the scores after runs and one of the next mornings, of the worse of these knees.

    Both together find something in no more than LEVEL of the logs in which there is nothing to find.
    limits: those of the warning about a run much longer than the longest before.
    """
    runs = scored_runs(log, span, sides)
    pairs = [[(run, score) for run in runs if (score := getattr(run, name)) is not None] for name in OUTCOMES]
    told = sum(_is_enough(found) for found in pairs)
    return [
        _reading(log, name, found, limits, LEVEL / max(told, 1))
        for name, found in zip(OUTCOMES, pairs, strict=True)
    ]


def _is_enough(found: Sequence[tuple[ScoredRun, int]]) -> bool:
    newest = [score for _, score in found[-MOST_RUNS:]]
    return len(newest) >= LEAST_RUNS and len(set(newest)) > 1


def _reading(
    log: Log, outcome: str, found: Sequence[tuple[ScoredRun, int]], limits: Limits, level: float
) -> Reading:
    runs = tuple(run for run, _ in found[-MOST_RUNS:])
    scores = tuple(score for _, score in found[-MOST_RUNS:])
    factors = groupings(log, [run.position for run in runs], limits)
    groups = _groups(factors, scores, [run.before for run in runs], level)
    return Reading(outcome, runs, scores, tuple(groups), _is_enough(found), len(found) - len(runs))


def _groups(
    factors: Sequence[Grouping], scores: Sequence[int], before: Sequence[float | None], level: float
) -> Iterator[Group]:
    splits = [(factor, mark, factor.split(mark)) for factor in factors for mark in factor.order]
    looks = [look for *_, look in splits if _is_fair(look)]
    differences = iter(compare(beyond_before(scores, before), looks, level))
    for factor, mark, look in splits:
        difference = next(differences) if _is_fair(look) else None
        yield Group(factor, mark, look, _mean(scores, look.inside), _mean(scores, look.others), difference)


def _is_fair(look: Look) -> bool:
    return min(len(look.inside), len(look.others)) >= LEAST_OF_EACH


def _mean(scores: Sequence[int], positions: Sequence[int]) -> float | None:
    return sum(scores[at] for at in positions) / len(positions) if positions else None
