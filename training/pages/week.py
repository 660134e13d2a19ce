"""The last seven days as chips."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from training.assessment import Assessment
from training.engine.facts import SIDES
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
    history, units = assessment.history, viewing.units
    span = (day.toordinal(), day.toordinal())
    metres = history.distance_in(span)
    scores = [entry.score for side in SIDES for entry in history.check_ins_in(span, side)]
    rested = any(act.kind == "rest_day" for act in history.care_in(span))
    return {
        "short": weekday_name(day)[:2],
        "value": str(from_metres(metres, units)) if metres else "",
        "words": _words(day, metres, scores, rested, units),
        "state": _state(metres, day in flagged, rested),
        "today": day == assessment.today,
        "knee": str(max(scores)) if scores and max(scores) else "",
        "url": day_url(day, viewing) if metres else "",
    }


def _state(metres: int, flagged: bool, rested: bool) -> str:
    if metres:
        return "flagged" if flagged else "run"
    return "rest" if rested else "none"


def _words(day: date, metres: int, scores: list[int], rested: bool, units: Units) -> str:
    parts = [format_distance(metres, units)] if metres else []
    if rested:
        parts.append(gettext("rest day"))
    if scores:
        parts.append(gettext("knee %(score)s of 10") % {"score": max(scores)})
    said = ", ".join(parts) or gettext("nothing logged")
    return f"{weekday_name(day)} {format_day(day)}: {said}"
