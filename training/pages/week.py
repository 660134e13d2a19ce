"""The last seven days as chips."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from training.assessment import Assessment
from training.engine.history import History
from training.insights.timeline import Day, day_held
from training.pages.cards import day_url
from training.pages.viewing import Viewing, own
from training.units import Units, format_day, format_distance, from_metres, weekday_name


def week(assessment: Assessment, named: set[str], viewing: Viewing | None = None) -> dict[str, Any]:
    """Seven days ending today, and their sum beside the seven before. named: runs that a warning named."""
    history, viewing = assessment.history, viewing or own(assessment.runner)
    first, last = history.last_days(7)
    flagged = {run.day for run in history.runs_in((first, last)) if run.subject in named}
    dates = [date.fromordinal(ordinal) for ordinal in range(first, last + 1)]
    days = [_day(assessment, day, flagged, viewing) for day in dates]
    return {"days": days, "sum": _sum(assessment, viewing.units)}


def _sum(assessment: Assessment, units: Units) -> str:
    history = assessment.history
    now = format_distance(history.distance_in(history.last_days(7)), units)
    before = format_distance(history.distance_in(history.days_before(7, 7)), units)
    return gettext("%(now)s in 7 days, %(before)s in the 7 before.") % {"now": now, "before": before}


def _day(assessment: Assessment, day: date, flagged: set[date], viewing: Viewing) -> dict[str, Any]:
    held = day_held(History(assessment.history.log, day), [])
    return day_chip(day, held, viewing.units, flagged=day in flagged) | {
        "today": day == assessment.today,
        "url": day_url(day, viewing) if held.metres else "",
    }


def day_chip(day: date, held: Day, units: Units, *, flagged: bool = False) -> dict[str, Any]:
    """What a day held in a few signs, and in words."""
    return {
        "short": weekday_name(day)[:2],
        "value": str(from_metres(held.metres, units)) if held.metres else "",
        "words": _words(day, held, units),
        "state": _state(held, flagged),
        "knee": str(held.score) if held.score else "",
    }


def _state(held: Day, flagged: bool) -> str:
    if held.metres:
        return "flagged" if flagged else "run"
    return "rest" if held.rested else "none"


def _words(day: date, held: Day, units: Units) -> str:
    parts = [format_distance(held.metres, units)] if held.metres else []
    if held.rested:
        parts.append(gettext("rest day"))
    if held.score is not None:
        parts.append(gettext("knee %(score)s of 10") % {"score": held.score})
    said = ", ".join(parts) or gettext("nothing logged")
    return f"{weekday_name(day)} {format_day(day)}: {said}"
