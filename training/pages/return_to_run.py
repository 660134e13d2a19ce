"""The ladder back to running: one thing to do now, and the steps before and after it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from training.assessment import Assessment, assess
from training.engine.rule import Severity
from training.forms.ladder import ClearanceForm, SessionForm
from training.insights.headroom import FURTHEST_RUN_M
from training.insights.ladder import COMES_FIRST, Ladder, State, break_days, most_m
from training.insights.ladder_gate import Flag
from training.insights.ladder_sessions import Verdict
from training.insights.ladder_steps import STEPS, Step
from training.models import Clearance, User
from training.pages.cards import SEVERITY_WORDS
from training.pages.knee import side_words
from training.pages.ladder_states import is_emergency, is_morning, state_words
from training.pages.ladder_words import (
    session_tag,
    step_words,
    stop_words,
    today_words,
    why_words,
)
from training.pages.prompts import both_clear, morning_url
from training.pages.viewing import Viewing, own
from training.returning import ladder_of
from training.units import format_at_most, format_day, format_distance

Page = dict[str, Any]


def return_page(
    runner: User, session_form: SessionForm | None = None, clearance_form: ClearanceForm | None = None
) -> Page:
    """A runner's own ladder, with what can be done about it. The forms: refused ones."""
    (assessment,) = assess([runner])
    viewing, profile = own(runner), runner.profile
    found = ladder_of(assessment, viewing.sight)
    may_clear = found.flags and not is_emergency(found)
    return {
        **_with_delete_urls(ladder_block(found, assessment, viewing), runner),
        "has_log": bool(assessment.history.log.entry_days),
        "stop": stop_words(),
        "break_days": break_days(assessment.ruleset),
        "timer": _timer(found) if found.state is State.DO else None,
        "room": _room(found, assessment, viewing),
        "session_form": session_form or SessionForm(profile=profile),
        "clearance_form": clearance_form
        or (ClearanceForm(profile=profile, initial=_only_side(found)) if may_clear else None),
        "clearances": [_cleared(word, assessment) for word in runner.clearances.all()],
    }


def _with_delete_urls(page: Page, runner: User) -> Page:
    ids = {session.on: session.pk for session in runner.ladder_sessions.all()}
    for row in (row for step in page["steps"] for row in step["sessions"]):
        row["delete_url"] = reverse("delete-ladder-session", args=[ids[row["day"]]])
    return page


def _cleared(word: Clearance, assessment: Assessment) -> Page:
    return {
        "text": side_words(word.side),
        "date": format_day(word.on, assessment.today),
        "delete_url": reverse("delete-clearance", args=[word.pk]),
    }


def ladder_block(found: Ladder, assessment: Assessment, viewing: Viewing) -> Page:
    """What the ladder says, to its runner or to whoever else may look."""
    title, text = state_words(found, assessment)
    return {
        "state": found.state.value,
        "title": title,
        "text": text,
        "why": why_words(found, assessment.today) if found.state is State.DO else "",
        "note": _note(found),
        "links": _links(found, assessment) if viewing.is_own else [],
        "posts": [both_clear()] if viewing.is_own and is_morning(found, assessment) else [],
        "flags": [_flag(flag, assessment, viewing) for flag in found.flags],
        "steps": [_step(found, place, step, assessment) for place, step in enumerate(found.steps)],
    }


def _flag(flag: Flag, assessment: Assessment, viewing: Viewing) -> Page:
    """What asks for a professional: a warning that stands in its words, one of before by its day."""
    finding, severity = flag.finding, flag.finding.severity
    if flag.is_open:
        title = finding.lead(viewing.units, gettext)
        return {"title": title, "flag": severity.word, "flag_word": SEVERITY_WORDS[severity]}
    return {
        "title": gettext(finding.rule.title),
        "detail": side_words(flag.side),
        "date": format_day(flag.stood_on, assessment.today),
        "url": viewing.url("as-it-was", flag.stood_on),
    }


def return_prompts(found: Ladder | None, assessment: Assessment) -> list[Page]:
    """What Today says of it: offered, under way, or waiting for a word; nothing of all the rest."""
    if found is None or found.state not in COMES_FIRST:
        return []
    title, text = state_words(found, assessment)
    # The morning after a run is asked about already.
    asks = is_morning(found, assessment) and not assessment.history.distance_in(
        (assessment.history.day - 1,) * 2
    )
    link = {
        "text": gettext("Back to running"),
        "url": reverse("return-to-run"),
        "main": found.state is State.DO,
    }
    posts = [both_clear()] if asks else []
    return [{"icon": "run", "title": title, "text": text, "links": [link], "posts": posts}]


def _only_side(found: Ladder) -> dict[str, str]:
    """The knee a clearance is about, where it can be but one."""
    sides = {flag.side for flag in found.flags}
    return {"side": sides.pop()} if len(sides) == 1 else {}


def _links(found: Ladder, assessment: Assessment) -> list[Page]:
    if is_morning(found, assessment):
        return [{"text": gettext("Say how they feel"), "url": morning_url(), "main": False}]
    if found.state is State.DO and found.climb.last and found.climb.last.verdict is Verdict.UNANSWERED:
        return [{"text": gettext("Add that morning"), "url": morning_url(), "main": False}]
    if found.state is State.STALE:
        return [{"text": gettext("Answer"), "url": reverse("knee"), "main": True}]
    if found.state is State.SORE:
        return [{"text": gettext("Knee check-in"), "url": reverse("knee"), "main": True}]
    if is_emergency(found):
        return [{"text": gettext("Today"), "url": reverse("today"), "main": True}]
    return []


def _note(found: Ladder) -> str:
    """Why the session that comes now is shorter than its step."""
    if found.state is not State.DO or found.step.is_walk or found.minutes == found.step.run_minutes:
        return ""
    shown = {"step": step_words(found.step)}
    return (
        gettext("Shorter than the whole step (%(step)s): more would raise a warning about distance.") % shown
    )


def _room(found: Ladder, assessment: Assessment, viewing: Viewing) -> str:
    """The running of this session beside what the rules let pass; empty where that is no question."""
    if found.state is not State.DO or found.step.is_walk or assessment.holds_back:
        return ""
    room = most_m(assessment.history, assessment.ruleset, FURTHEST_RUN_M, Severity.NOTICE)
    part = format_distance(found.minutes * found.limits.minute_m, viewing.units)
    if room is None:
        return gettext("About %(part)s of running. Fewer sets count as well.") % {"part": part}
    shown = {"part": part, "room": format_at_most(room, viewing.units)}
    words = gettext(
        "About %(part)s of running. Past %(room)s a warning about distance would come; until the ladder is "
        "done, its step is the limit. Fewer sets count as well."
    )
    return words % shown


def _timer(found: Ladder) -> Page:
    step = found.step
    return {
        "words": today_words(found),
        "walk_s": step.walk * 60,
        "run_s": (found.minutes if step.longest else step.run) * 60,
        "sets": found.sets,
    }


def _step(found: Ladder, place: int, step: Step, assessment: Assessment) -> Page:
    at = found.climb.at
    is_now = place == at and (found.is_begun or found.state is State.DO)
    return {
        "words": step_words(step),
        "state": "done" if place < at else "now" if is_now else "later",
        "number": place + 1,
        "clean": gettext("%(n)s of %(all)s clean sessions")
        % {"n": found.climb.clean, "all": found.limits.clean_sessions}
        if is_now
        else "",
        "sessions": [
            {
                "day": taken.session.on,
                "date": format_day(taken.session.on, assessment.today),
                "tag": session_tag(taken),
                "delete_url": "",
            }
            for taken in found.climb.sessions
            if taken.session.step == STEPS[place]
        ],
    }
