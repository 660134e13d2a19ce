"""How a session of the ladder was taken: by the knee until the next morning, and by the rules about runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import SIDES, CheckInFact
from training.engine.history import History
from training.engine.rule import Severity
from training.insights.headroom import ABOUT_ONE_RUN

NEXT_MORNING = "next_morning"


@dataclass(frozen=True, slots=True)
class Session:
    """One session that was done: its day, and the step's word of the log format."""

    on: date
    step: str


class Verdict(Enum):
    """clean: the knee and the rules let it pass. waiting: the morning after has not come or just did."""

    CLEAN = "clean"
    ROSE = "rose"
    MORNING_ROSE = "morning_rose"
    TOO_FAR = "too_far"
    UNANSWERED = "unanswered"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Judged:
    """A session and how it was taken, as known by the day that was asked about."""

    session: Session
    verdict: Verdict


def judged(history: History, ruleset: Ruleset, session: Session) -> Judged:
    return Judged(session, _verdict(history, ruleset, session))


def _verdict(history: History, ruleset: Ruleset, session: Session) -> Verdict:
    day = session.on.toordinal()
    # A session starts on clear knees, so whatever a knee says after that is more than before.
    if not _are_clear(_entries(history, day)):
        return Verdict.ROSE
    after = _entries(history, day + 1)
    if not _are_clear(after):
        return Verdict.MORNING_ROSE
    if _went_too_far(history, ruleset, day):
        return Verdict.TOO_FAR
    if any(entry.moment == NEXT_MORNING for entry in after):
        return Verdict.CLEAN
    return Verdict.WAITING if history.day <= day + 1 else Verdict.UNANSWERED


def _entries(history: History, first: int, last: int | None = None) -> list[CheckInFact]:
    """What was said of both knees on the days from `first` to `last`."""
    span = first, first if last is None else last
    return [entry for side in SIDES for entry in history.check_ins_in(span, side)]


def _are_clear(entries: list[CheckInFact]) -> bool:
    return all(entry.is_clear for entry in entries)


def _went_too_far(history: History, ruleset: Ruleset, day: int) -> bool:
    """Whether a rule about a single run asked for a change because of a run of that day."""
    runs = {run.subject for run in history.runs_in((day, day))}
    found = evaluate(History(history.log, date.fromordinal(day)), ABOUT_ONE_RUN, ruleset) if runs else []
    return any(finding.subject in runs and finding.severity >= Severity.CAUTION for finding in found)


def was_sore_between(history: History, after: date, before: date) -> bool:
    """Whether a knee was not clear on a day from two days `after` a session to the one `before` another."""
    return not _are_clear(_entries(history, after.toordinal() + 2, before.toordinal() - 1))
