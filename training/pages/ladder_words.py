"""The steps of a return to running and how sessions were taken, as short sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.engine.facts import EMERGENCY_SIGNS
from training.engine.text import LIST_SEPARATOR
from training.engine.words import SIGNS
from training.insights.ladder import Ladder
from training.insights.ladder_sessions import Judged, Verdict
from training.insights.ladder_steps import Step
from training.rules.knee_red_flag import ALONE
from training.units import format_day

VERDICTS = {
    Verdict.CLEAN: (_("clean"), "accent", "check"),
    Verdict.ROSE: (_("knee not clear that day"), "caution", "caution"),
    Verdict.MORNING_ROSE: (_("knee not clear the day after"), "caution", "caution"),
    Verdict.TOO_FAR: (_("more than a rule lets pass"), "caution", "caution"),
    Verdict.UNANSWERED: (_("no morning entry: not counted"), "plain", "help"),
    Verdict.WAITING: (_("waiting for the morning after"), "plain", "clock"),
}
REPEATS = {
    Verdict.ROSE: _(
        "Your knee was not clear on %(day)s, the day of the last session: this step comes again."
    ),
    Verdict.MORNING_ROSE: _(
        "Your knee was not clear on the day after the session of %(day)s: this step comes again."
    ),
    Verdict.TOO_FAR: _(
        "The run of %(day)s went further than a rule about runs lets pass: this step comes again."
    ),
    Verdict.UNANSWERED: _(
        "The morning after %(day)s has no entry, so that session does not count yet. You can still add it."
    ),
}
WENT_BACK = _("A knee was sore later than the day after the last session, so the ladder goes one step back.")


def step_words(step: Step, sets: int = 0, minutes: int = 0) -> str:
    """`4 min walk, 1 min run, 5 times`; sets, minutes: of a session that is shorter than the step."""
    if step.is_walk:
        return gettext("Walk %(n)s minutes") % {"n": step.walk}
    if step.longest:
        if minutes not in (0, step.run):
            return gettext("Run %(n)s minutes without a break") % {"n": minutes}
        span = {"low": step.run, "high": step.longest}
        return gettext("Run %(low)s to %(high)s minutes without a break") % span
    words = ngettext(
        "%(walk)s min walk, %(run)s min run, once",
        "%(walk)s min walk, %(run)s min run, %(sets)s times",
        sets or step.sets,
    )
    return words % {"walk": step.walk, "run": step.run, "sets": sets or step.sets}


def today_words(found: Ladder) -> str:
    """The session that comes now, fitted to what the rules let pass."""
    return step_words(found.step, found.sets, found.minutes)


def count_words(found: Ladder) -> str:
    """`First of two clean sessions on this step.`"""
    shown = {"n": found.climb.clean + 1, "all": found.limits.clean_sessions}
    return gettext("Session %(n)s of %(all)s on this step.") % shown


def why_words(found: Ladder, today: date) -> str:
    """Why a step comes again, or one below; empty where it does not."""
    last = found.climb.last
    if last is None or found.climb.clean:
        return ""
    if found.climb.went_back:
        return gettext(WENT_BACK)
    return (
        gettext(REPEATS[last.verdict]) % {"day": format_day(last.session.on, today)}
        if last.verdict in REPEATS
        else ""
    )


def session_tag(taken: Judged) -> dict[str, str]:
    text, tone, icon = VERDICTS[taken.verdict]
    return {"text": gettext(text), "tone": tone, "icon": icon}


def stop_words() -> dict[str, str]:
    """When to stop: for today, to have it looked at, and to get help; the signs are those of the warnings."""
    return {
        "today": gettext(
            "Stop for today, and walk home, when a knee gets tight or sore or you begin to limp."
        ),
        "seen": LIST_SEPARATOR.join(gettext(SIGNS[sign]) for sign in ALONE),
        "help": LIST_SEPARATOR.join(gettext(SIGNS[sign]) for sign in EMERGENCY_SIGNS),
    }
