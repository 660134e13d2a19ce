"""The knee page: how each knee has been, and what can be said of it now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from training.assessment import Assessment, assess
from training.charts.knee_score import knee_score
from training.engine.facts import EMERGENCY_SIGNS, SIDES, CheckInFact, Episode
from training.engine.rule import Severity
from training.engine.words import KNEES
from training.models import CheckIn, User
from training.models.choices import Category, Moment
from training.pages.chart_blocks import chart_block
from training.pages.viewing import Viewing, own
from training.units import format_day, format_short_day

TIMELINE_DAYS = 21
RECENT_CHECK_INS = 20
LOWEST_WITH_SIGNS = 3
SIGN_LABELS = dict(CheckIn._meta.get_field("signs").words)


def knee_page(runner: User) -> dict[str, Any]:
    """The context besides the form itself."""
    (assessment,) = assess([runner])
    return knees(assessment, own(runner)) | {
        "clear_moment": _moment_of(bool(assessment.history.distance_in((assessment.history.day,) * 2))),
        "recovered": [
            {"side": episode.side, "title": side_words(episode.side), "opened_on": episode.opened_on}
            for episode in assessment.history.open_episodes
        ],
    }


def knees(assessment: Assessment, viewing: Viewing) -> dict[str, Any]:
    """How the knees have been, to their runner or to whoever else may look."""
    chart = knee_score(assessment.history, viewing.units, gettext)
    check_ins = viewing.runner.check_ins.all()[:RECENT_CHECK_INS]
    return {
        "warned": _warned(assessment),
        "episodes": [_episode(assessment, episode) for episode in assessment.history.open_episodes],
        "charts": [chart_block(chart)] if chart else [],
        "rows": [_row(entry, viewing) for entry in check_ins],
    }


def _row(entry: CheckIn, viewing: Viewing) -> dict[str, Any]:
    """Whoever looks without being able to open an entry reads its notes here, where they may."""
    row = check_in_row(entry, viewing.runner.profile.today())
    if viewing.is_own:
        return row
    return row | {
        "url": "",
        "note": entry.notes if viewing.sight.shows(Category.NOTES) else "",
    }


def usual_moment(runner: User) -> str:
    """When somebody logs who does not say when: after the run of today, else at rest."""
    return _moment_of(runner.runs.filter(local_date=runner.profile.today()).exists())


def _moment_of(has_run: bool) -> str:
    return Moment.AFTER if has_run else Moment.REST


def clear_words(added: list[CheckIn]) -> str:
    """What one tap for both knees wrote: the clear entries added, at least one."""
    if len(added) == len(SIDES):
        return gettext("Both knees clear: saved.")
    if added[0].side == SIDES[0]:
        return gettext(
            "Left knee clear: saved. The right knee has an entry of this minute, and it stays as it is."
        )
    return gettext(
        "Right knee clear: saved. The left knee has an entry of this minute, and it stays as it is."
    )


def _warned(assessment: Assessment) -> str:
    """The word of the worst warning that asks for somebody's help, or ``."""
    if any(finding.severity is Severity.EMERGENCY for finding in assessment.findings):
        return "emergency"
    return "specialist" if assessment.professional_first else ""


def _episode(assessment: Assessment, episode: Episode) -> dict[str, Any]:
    history, today = assessment.history, assessment.today
    first = max(episode.opened_on, today - timedelta(days=TIMELINE_DAYS - 1))
    days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    last = {"day": format_day(episode.last_entry_on, today)}
    stale = gettext("No entry since %(day)s: recovered, or not logged?") % last
    clear = gettext("It ends after %(days)s clear days in a row.") % {
        "days": history.log.basics.close_after_days
    }
    return {
        "title": gettext("%(knee)s: day %(day)s")
        % {"knee": side_words(episode.side), "day": episode.day_number(today)},
        "sub": gettext("Since %(day)s. ") % {"day": format_day(episode.opened_on, today)} + clear,
        "note": stale if history.is_stale(episode) else "",
        "days": [_day(day, history.check_ins_in((day.toordinal(),) * 2, episode.side)) for day in days],
    }


def _day(day: date, entries: list[CheckInFact]) -> dict[str, Any]:
    if not entries:
        words = gettext("%(day)s: not logged") % {"day": format_day(day)}
        return {"date": format_short_day(day), "score": "", "band": "unknown", "words": words}
    score = max(entry.score for entry in entries)
    signs = {sign for entry in entries for sign in entry.signs}
    labels = sorted(str(SIGN_LABELS[sign]) for sign in signs)
    said = ", ".join([gettext("%(score)s of 10") % {"score": score}, *labels])
    return {
        "date": format_short_day(day),
        "score": f"{score}!" if signs else str(score),
        "band": _band_with(score, signs),
        "words": f"{format_day(day)}: {said}",
    }


def band(score: int) -> str:
    """The four steps of the score's colour."""
    if score == 0:
        return "none"
    return "mild" if score < 3 else "medium" if score <= 5 else "high"


def _band_with(score: int, signs: set[str]) -> str:
    """A sign without pain is no calm day, and one that needs help now is a red one."""
    if signs & set(EMERGENCY_SIGNS):
        return "high"
    return band(max(score, LOWEST_WITH_SIGNS)) if signs else band(score)


def check_in_row(entry: CheckIn, today: date) -> dict[str, Any]:
    """A check-in as a row of the list component."""
    feel = sorted(str(label) for word, label in CheckIn._meta.get_field("feel").words if word in entry.feel)
    signs = sorted(str(SIGN_LABELS[sign]) for sign in entry.signs)
    return {
        "title": f"{side_words(entry.side)}, {entry.get_moment_display()}",
        "url": reverse("edit-check-in", args=[entry.pk]),
        "date": f"{format_short_day(entry.local_date, today)}, {entry.local:%H:%M}",
        "detail": ", ".join([*feel, *signs]),
        "value": entry.score,
        "unit": gettext("of 10"),
        "flag": "",
        "tags": [],
        "icon": "knee",
    }


def side_words(side: str) -> str:
    """`Left knee`."""
    return capfirst(gettext(KNEES[side]))
