"""Where a runner stands on the way back to running: which step comes now, and what it waits for.

Nothing of it is stored but what was done, so a late entry is told by the next question. A step is passed by
clean sessions; a rise by the day after repeats it; a knee that is sore later than that goes a step back; as
many days off as make a break begin anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from training.engine.evaluate import Ruleset
from training.engine.facts import SIDES
from training.engine.history import History
from training.engine.rule import Severity
from training.insights.headroom import ABOUT_ONE_RUN, room_for_a_run
from training.insights.ladder_gate import Clearance, Flag, uncleared
from training.insights.ladder_sessions import Judged, Session, Verdict, judged, was_sore_between
from training.insights.ladder_steps import STEPS, LadderLimits, Step, ladder_limits, steps_of
from training.rules import load_return_after_break


class State(Enum):
    """What the ladder says of a day. DO: a session can be done; the others say what comes first."""

    NOT_NEEDED = "not_needed"
    FLAGGED = "flagged"
    SORE = "sore"
    STALE = "stale"
    DO = "do"
    MORNING = "morning"
    REST = "rest"
    DONE = "done"


# What comes before any other run: a step that is to be done or waits, or a knee to be looked at.
COMES_FIRST = (State.DO, State.REST, State.MORNING, State.FLAGGED)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a ladder is offered: `closed` (an episode, on that day) or `off` (no run since that day)."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Climb:
    """How far the sessions led: the step's place in `STEPS`, and the clean sessions on it."""

    at: int = 0
    clean: int = 0
    sessions: tuple[Judged, ...] = ()
    went_back: bool = False

    @property
    def last(self) -> Judged | None:
        return self.sessions[-1] if self.sessions else None

    @property
    def is_done(self) -> bool:
        return self.at == len(STEPS)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The answer for one day. next_on: when the next session may be; sets, minutes: as in `_let_pass`."""

    state: State
    limits: LadderLimits
    climb: Climb
    reason: Reason | None = None
    flags: tuple[Flag, ...] = ()
    next_on: date | None = None
    sets: int = 0
    minutes: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps_of(self.limits)

    @property
    def step(self) -> Step:
        return self.steps[min(self.climb.at, len(STEPS) - 1)]

    @property
    def session_minutes(self) -> int:
        """Of the session that comes now, walking and running."""
        return self.step.walk * self.sets + (self.minutes if self.step.run else 0)

    @property
    def is_begun(self) -> bool:
        return bool(self.climb.sessions)


def may_matter(history: History, ruleset: Ruleset) -> bool:
    """Whether sessions may say something of today: only clear knees climb, after an episode or a break."""
    days = [*history.log.run_days[: history.run_positions((0, history.day)).stop], history.day]
    return not history.open_episodes and (
        _last_closing(history) is not None
        or any(after - before > break_days(ruleset) for before, after in pairwise(days))
    )


def ladder(
    history: History, ruleset: Ruleset, sessions: Iterable[Session], clearances: Iterable[Clearance]
) -> Ladder:
    """Where the runner stands at the end of `history.today`; what is later is not seen."""
    limits = ladder_limits(ruleset)
    done = sorted((s for s in sessions if s.on <= history.today), key=lambda s: (s.on, STEPS.index(s.step)))
    climb = _climb(history, ruleset, done, limits)
    reason = None if climb.sessions else _reason(history, ruleset)
    if not (climb.sessions or reason or history.open_episodes):
        return Ladder(State.NOT_NEEDED, limits, climb)
    flags = uncleared(history, ruleset, clearances, limits.flag_days)
    state, next_on = _state(history, climb, flags, limits)
    sets, minutes = _let_pass(history, ruleset, steps_of(limits), climb, limits)
    return Ladder(state, limits, climb, reason, flags, next_on, sets, minutes)


def _state(
    history: History, climb: Climb, flags: Sequence[Flag], limits: LadderLimits
) -> tuple[State, date | None]:
    if flags:
        return State.FLAGGED, None
    if any(history.is_stale(episode) for episode in history.open_episodes):
        return State.STALE, None
    if history.open_episodes:
        return State.SORE, None
    if climb.is_done:
        return State.DONE, None
    if climb.last is None:
        return State.DO, None
    next_on = climb.last.session.on + timedelta(days=limits.rest_days + 1)
    if climb.last.verdict is Verdict.WAITING:
        return State.MORNING, next_on
    return (State.DO, None) if history.today >= next_on else (State.REST, next_on)


def _climb(history: History, ruleset: Ruleset, done: Sequence[Session], limits: LadderLimits) -> Climb:
    """The course that is under way today; an empty one where none is."""
    climb, off = Climb(), break_days(ruleset)
    for session in done:
        climb = _by_the_day(climb, history, session.on, off)
        climb = _with(climb, judged(history, ruleset, session), limits)
    return _by_the_day(climb, history, history.today + timedelta(days=1), off)


def _by_the_day(climb: Climb, history: History, day: date, off: int) -> Climb:
    """What the days since the last session made of it, up to the one before `day`."""
    if climb.last is None:
        return climb
    since = climb.last.session.on
    if (day - since).days > off + (day > history.today):
        return Climb()
    if was_sore_between(history, since, day):
        return Climb(max(climb.at - 1, 0), 0, climb.sessions, went_back=True)
    return climb


def _with(climb: Climb, taken: Judged, limits: LadderLimits) -> Climb:
    sessions = (*climb.sessions, taken)
    open_ended = taken.verdict in (Verdict.WAITING, Verdict.UNANSWERED)
    if open_ended or climb.is_done or STEPS.index(taken.session.step) < climb.at:
        return Climb(climb.at, climb.clean, sessions)
    if taken.verdict is not Verdict.CLEAN:
        return Climb(climb.at, 0, sessions)
    if climb.clean + 1 < limits.clean_sessions:
        return Climb(climb.at, climb.clean + 1, sessions)
    return Climb(climb.at + 1, 0, sessions)


def _reason(history: History, ruleset: Ruleset) -> Reason | None:
    """What makes a return of the next run; nothing once a run was logged after an episode."""
    last, closed = history.last_run, _last_closing(history)
    if last and (history.today - last.day).days > break_days(ruleset):
        return Reason("off", last.day)
    if closed is None or (last and last.day > closed):
        return None
    return Reason("closed", closed)


def _last_closing(history: History) -> date | None:
    closings = (episode.closed_on for side in SIDES for episode in history.episodes(side))
    return max((day for day in closings if day), default=None)


def break_days(ruleset: Ruleset) -> int:
    """As many as the warning about a quick return counts."""
    days: int = ruleset.limits_of(load_return_after_break.RULE).break_days
    return days


def _let_pass(
    history: History, ruleset: Ruleset, steps: Sequence[Step], climb: Climb, limits: LadderLimits
) -> tuple[int, int]:
    """Sets and running minutes of the step that no rule about a run would ask to change; one set at least."""
    step = steps[min(climb.at, len(STEPS) - 1)]
    if step.is_walk:
        return step.sets, 0
    room = most_m(history, ruleset, step.run_minutes * limits.minute_m, Severity.CAUTION)
    minutes = step.run_minutes if room is None else room // limits.minute_m
    if step.word == STEPS[-1]:
        minutes = max(min(minutes, step.run), limits.set_minutes)
        return 1, minutes
    sets = max(min(minutes // step.run, step.sets), 1)
    return sets, sets * step.run


def most_m(history: History, ruleset: Ruleset, furthest_m: int, least: Severity) -> int | None:
    """Metres one run today may have before a rule says more of at least that severity; None: `furthest_m`."""
    rooms = [
        room_for_a_run(history, rule, ruleset, furthest_m=furthest_m, least=least) for rule in ABOUT_ONE_RUN
    ]
    return min((room for room in rooms if room is not None), default=None)
