"""A runner's way back to running: where what was logged leads, and what one more session would be."""

from __future__ import annotations

from datetime import date

from training.access import Sight
from training.assessment import Assessment, assess
from training.history.ladder import load_ladder
from training.insights.ladder import COMES_FIRST, Ladder, State, ladder, may_matter
from training.models import LadderSession, User
from training.models.choices import Category


def ladder_of(assessment: Assessment, sight: Sight) -> Ladder | None:
    """Where the runner stands; None for eyes that see less than runs and knees, on which all of it rests."""
    if not (sight.shows(Category.TRAINING) and sight.shows(Category.KNEE)):
        return None
    return _ladder(assessment)


def ladder_at_hand(assessment: Assessment) -> Ladder | None:
    """The same for a runner's own Today: None, without a query, where no session can matter."""
    return _ladder(assessment) if may_matter(assessment.history, assessment.ruleset) else None


def way_back(assessment: Assessment, sight: Sight) -> State | None:
    """What the ladder says where it comes before any other run; None where it does not, or is not seen."""
    if not (sight.shows(Category.TRAINING) and sight.shows(Category.KNEE)):
        return None
    found = ladder_at_hand(assessment)
    return found.state if found and found.state in COMES_FIRST else None


def session_for(runner: User, day: date) -> LadderSession | None:
    """The session that may be done on a day, not saved; None where something else comes first."""
    (assessment,) = assess([runner], day)
    found = _ladder(assessment)
    if found.state is not State.DO:
        return None
    return LadderSession(runner=runner, on=day, step=found.step.word, minutes=found.session_minutes)


def _ladder(assessment: Assessment) -> Ladder:
    sessions, clearances = load_ladder(assessment.runner.pk, assessment.today)
    return ladder(assessment.history, assessment.ruleset, sessions, clearances)
