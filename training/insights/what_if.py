"""Can I run …? Found by asking the engine about the log with and without runs not yet run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from functools import cached_property

from training.engine.evaluate import GROUPS_ABOUT_RUNNING, Ruleset, by_key, evaluate
from training.engine.facts import Episode
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding, Rule, Severity
from training.insights.headroom import FURTHEST_RUN_M, STEP_M, furthest_before
from training.insights.ladder import State
from training.insights.plan import PlannedRun, as_runs, with_plan


class Verdict(IntEnum):
    """What a plan is answered with; higher is freer. YES: raises nothing, which is no promise."""

    NO = 0
    YES_BUT = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Gate:
    """What comes before any question of distance: a knee with symptoms.

    finding: what asks for a professional, if anything does. is_stale: nobody has said for long how it is.
    """

    episode: Episode
    finding: Finding | None = None
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What one rule says of one subject without the planned runs (`before`), and with them (`after`).

    is_about: whether `after` names a planned run, or the shoe of one.
    """

    before: Finding | None
    after: Finding | None
    is_about: bool = False

    @property
    def finding(self) -> Finding:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def is_raised(self) -> bool:
        """Whether the runs raise it, or make it graver."""
        return self.after is not None and self.after.severity > (self.before.severity if self.before else 0)

    @property
    def verdict(self) -> Verdict:
        """The answer, were this all there is."""
        if self.after is None:
            return Verdict.YES
        grave = self.after.severity >= Severity.CAUTION
        if self.is_raised:
            return Verdict.NO if grave else Verdict.YES_BUT
        if self.after.rule.group in GROUPS_ABOUT_RUNNING and grave:
            return Verdict.NO if self.is_about else Verdict.YES_BUT
        counts = grave or self.after.rule.group in GROUPS_ABOUT_RUNNING
        return Verdict.YES_BUT if self.is_about and counts else Verdict.YES


@dataclass(frozen=True, slots=True)
class Reach:
    """The most metres of one run that raise nothing, and the worst that a step more would raise.

    metres: 0 where any run raises something; None where no distance does. is_judged: whether some distance
    is too far for a rule about load; else the log is too young for any of them to say.
    """

    metres: int | None
    then: Finding | None = None
    is_judged: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another plan with a better answer. kind: what of it is different, a field of the plan."""

    kind: str
    run: PlannedRun
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """What the runs of one day would change, worst first.

    reach: None on a day of rest, and where no number may sound like leave to run. way_back: what the ladder
    back to running says where it comes first, with clear knees.
    """

    day: date
    runs: tuple[PlannedRun, ...]
    changes: tuple[Change, ...] = ()
    gate: Gate | None = None
    reach: Reach | None = None
    alternatives: tuple[Alternative, ...] = ()
    way_back: State | None = None

    @property
    def is_held(self) -> bool:
        """Whether a knee comes before any run: one with symptoms, or one that nobody has cleared since."""
        return self.gate is not None or self.way_back is State.FLAGGED

    @property
    def is_unjudged(self) -> bool:
        """Whether the log is too young for any rule to judge a distance."""
        return self.reach is not None and not self.reach.is_judged

    @property
    def verdict(self) -> Verdict:
        if not self.runs:
            return Verdict.YES
        if self.is_held:
            return Verdict.NO
        worst = worst_of(self.changes)
        return min(worst, Verdict.YES_BUT) if self.is_unjudged or self.way_back else worst

    @property
    def binding(self) -> Change | None:
        """The change that the answer rests on."""
        return next((c for c in self.changes if c.verdict is self.verdict is not Verdict.YES), None)

    @property
    def distance_m(self) -> int:
        return sum(run.distance_m for run in self.runs)


class Ahead:
    """A day to come on which nothing is run yet, in a log that may hold planned runs of earlier days."""

    def __init__(self, log: Log, day: date, rules: Sequence[Rule], ruleset: Ruleset) -> None:
        self.log, self.day, self.rules, self.ruleset = log, day, rules, ruleset

    @cached_property
    def stood(self) -> dict[tuple[str, str], Finding]:
        """What stands on that day without any run of it."""
        return by_key(evaluate(History(self.log, self.day), self.rules, self.ruleset))

    @property
    def holds_back(self) -> bool:
        """Whether a warning that stands asks to do less."""
        return any(finding.asks_for_less for finding in self.stood.values())

    def changes(self, runs: Sequence[PlannedRun]) -> tuple[Change, ...]:
        """Of everything that stands with or without these runs; the worst answer first."""
        log = with_plan(self.log, runs)
        stands = by_key(evaluate(History(log, self.day), self.rules, self.ruleset))
        names = {name for run in as_runs(self.log, runs) for name in (run.subject, f"shoe:{run.shoe}")}
        found = [
            Change(self.stood.get(key), stands.get(key), _names_any(stands.get(key), names))
            for key in {**stands, **self.stood}
        ]
        return tuple(sorted(found, key=_worst_first))

    def raised(self, run: PlannedRun) -> list[Change]:
        return [change for change in self.changes([run]) if change.is_raised]

    def reach(self, run: PlannedRun) -> Reach:
        """How far a run like this may go."""

        def raises(distance_m: int) -> bool:
            return bool(self.raised(replace(run, distance_m=distance_m)))

        metres = furthest_before(raises, FURTHEST_RUN_M)
        if metres is None:
            return Reach(None)
        too_far = self.raised(replace(run, distance_m=FURTHEST_RUN_M))
        is_judged = any(change.finding.rule.group == "load" for change in too_far)
        return Reach(metres, self.raised(replace(run, distance_m=metres + STEP_M))[0].finding, is_judged)


def gate_of(history: History, findings: Iterable[Finding]) -> Gate | None:
    """What the knee says first, as it is logged now."""
    episodes = {episode.subject: episode for episode in history.open_episodes}
    for finding in findings:
        if finding.severity >= Severity.SPECIALIST and finding.subject in episodes:
            episode = episodes[finding.subject]
            return Gate(episode, finding, history.is_stale(episode))
    # A knee that is known to be sore comes before one that may have recovered.
    first = min(episodes.values(), key=history.is_stale, default=None)
    return Gate(first, is_stale=history.is_stale(first)) if first else None


def answer_day(
    ahead: Ahead, runs: Sequence[PlannedRun], gate: Gate | None, way_back: State | None = None
) -> Answer:
    """What these runs, all of one day, would change."""
    if not runs:
        return Answer(ahead.day, ())
    answer = Answer(ahead.day, tuple(runs), ahead.changes(runs), gate, way_back=way_back)
    return answer if answer.is_held or ahead.holds_back else replace(answer, reach=ahead.reach(runs[0]))


def answer_week(
    history: History,
    rules: Sequence[Rule],
    ruleset: Ruleset,
    plan: Sequence[PlannedRun],
    first: date,
    days: int,
    way_back: State | None = None,
) -> list[Answer]:
    """Each of `days` days from `first` on, built on the planned days before it as if they had been run."""
    log, answers = history.log, []
    gate = gate_of(history, evaluate(history, rules, ruleset))
    for day in (first + timedelta(days=n) for n in range(days)):
        runs = [run for run in plan if run.day == day]
        answers.append(answer_day(Ahead(log, day, rules, ruleset), runs, gate, way_back))
        log = with_plan(log, runs)
    return answers


def worst_of(changes: Sequence[Change]) -> Verdict:
    """The answer that all of these give together."""
    return min((change.verdict for change in changes), default=Verdict.YES)


def _names_any(finding: Finding | None, names: set[str]) -> bool:
    return finding is not None and (
        finding.subject in names or any(item.ref in names for item in finding.evidence)
    )


def _worst_first(change: Change) -> tuple[int, bool, int]:
    return change.verdict, not change.is_raised, -(change.after.severity if change.after else 0)
