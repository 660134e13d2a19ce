"""What the ladder says of a day: one sentence for each state, and the one below it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from training.assessment import Assessment
from training.engine.rule import Severity
from training.insights.ladder import Ladder, State, break_days
from training.pages.knee import side_words
from training.pages.ladder_words import count_words, step_words, today_words
from training.units import format_day, weekday_name


def state_words(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    """The headline and the line below it."""
    return WORDS[found.state](found, assessment)


def _not_needed(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    text = gettext(
        "It is offered after %(days)s days without a run, and when an episode of a knee has closed."
    )
    return gettext("You need no ladder now"), text % {"days": break_days(assessment.ruleset)}


def _flagged(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    if is_emergency(found):
        return gettext("Get help now"), gettext(
            "A warning on Today says what for. Nothing else comes before it."
        )
    text = gettext("No step is offered before a doctor or physiotherapist has cleared you for running.")
    return gettext("First, have your knee looked at"), text


def _sore(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    episode = assessment.history.open_episodes[0]
    shown = {"knee": side_words(episode.side), "day": episode.day_number(assessment.today)}
    title = gettext("Not yet: %(knee)s, day %(day)s") % shown
    days = assessment.history.log.basics.close_after_days
    begun = gettext("The ladder goes on when the knee has been logged as clear on %(days)s days in a row.")
    first = gettext("The ladder begins when the knee has been logged as clear on %(days)s days in a row.")
    return title, (begun if found.is_begun else first) % {"days": days}


def _stale(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    history = assessment.history
    episode = next(episode for episode in history.open_episodes if history.is_stale(episode))
    title = gettext("First: has it recovered? %(knee)s") % {"knee": side_words(episode.side)}
    shown = {"day": format_day(episode.last_entry_on, assessment.today)}
    return title, gettext("The last entry of an open episode is of %(day)s.") % shown


def _do(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    text = count_words(found)
    if found.reason and found.reason.kind == "off":
        off = gettext("Your last run was on %(day)s, so it begins with a walk.")
        text = off % {"day": format_day(found.reason.on, assessment.today)}
    elif found.reason:
        closed = gettext("An episode of a knee closed on %(day)s, so it begins with a walk.")
        text = closed % {"day": format_day(found.reason.on, assessment.today)}
    return gettext("Today: %(session)s") % {"session": today_words(found)}, text


def _morning(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    if is_morning(found, assessment):
        text = gettext("Your answer says whether yesterday's session counts.")
        return gettext("How are your knees this morning?"), text
    text = gettext("Tomorrow morning's check-in says whether the session counts. Nothing more today.")
    return gettext("Done for today"), text


def _rest(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    day = found.next_on or assessment.today
    shown = {"weekday": weekday_name(day), "day": format_day(day, assessment.today)}
    text = gettext("Next on %(weekday)s, %(day)s: %(session)s") % {**shown, "session": step_words(found.step)}
    return gettext("A day without running"), text


def _done(found: Ladder, assessment: Assessment) -> tuple[str, str]:
    text = gettext("From here the warnings about distance and the room on Today say how fast to build up.")
    return gettext("You are through the ladder"), text


WORDS: dict[State, Callable[[Ladder, Assessment], tuple[str, str]]] = {
    State.NOT_NEEDED: _not_needed,
    State.FLAGGED: _flagged,
    State.SORE: _sore,
    State.STALE: _stale,
    State.DO: _do,
    State.MORNING: _morning,
    State.REST: _rest,
    State.DONE: _done,
}


def is_emergency(found: Ladder) -> bool:
    return any(flag.is_open and flag.finding.severity is Severity.EMERGENCY for flag in found.flags)


def is_morning(found: Ladder, assessment: Assessment) -> bool:
    """Whether it is the morning after a session, and nobody has said how it was."""
    last = found.climb.last
    return found.state is State.MORNING and last is not None and last.session.on < assessment.today
