"""One month of a log as a calendar: what each day held, and where it opens as it was."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from training.insights.timeline import Timeline
from training.pages.cards import SEVERITY_WORDS
from training.pages.timeline import day_as_it_was
from training.pages.viewing import Viewing
from training.pages.week import day_chip
from training.units import format_month, weekday_name

WEEKDAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(7)]


def calendar_of(
    timeline: Timeline, month: date, known: tuple[date, date], viewing: Viewing
) -> dict[str, Any]:
    """The weeks of a month, given by its first day. known: the first day of the log, and today."""
    before, after = month - timedelta(days=1), (month + timedelta(days=31)).replace(day=1)
    begin, today = known
    return {
        "title": format_month(month),
        "weekdays": [{"short": weekday_name(day)[:2], "name": weekday_name(day)} for day in WEEKDAYS],
        "weeks": [
            [_cell(timeline, day, month, known, viewing) for day in week]
            for week in Calendar().monthdatescalendar(month.year, month.month)
        ],
        "before_url": month_query(before) if before >= begin else "",
        "after_url": month_query(after) if after <= today else "",
    }


def month_query(day: date) -> str:
    """Added to the address of the history: the month of a day."""
    return f"?month={day:%Y-%m}#calendar"


def _cell(
    timeline: Timeline, day: date, month: date, known: tuple[date, date], viewing: Viewing
) -> dict[str, Any]:
    """A day of the month; empty for those of the months beside it."""
    if day.month != month.month:
        return {}
    if not known[0] <= day <= known[1]:
        return {"number": day.day, "url": "", "state": "none", "severity": ""}
    held = timeline.days[day.toordinal() - timeline.first]
    chip = day_chip(day, held, viewing.units)
    word = str(SEVERITY_WORDS[held.severity]) if held.severity else gettext("no warning")
    return chip | {
        "number": day.day,
        "url": day_as_it_was(day, viewing),
        "severity": held.severity.word if held.severity else "",
        "words": f"{chip['words']}; {word}",
        "today": day == known[1],
    }
