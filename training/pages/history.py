"""When each warning stood over a year, and a calendar from which any day opens as it was."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext

from training.history.late import first_day_of
from training.insights.timeline import Timeline
from training.pages.athlete import head
from training.pages.calendar import calendar_of, month_query
from training.pages.timeline import lanes_of, spells_of, stretches_of, weeks_of
from training.pages.viewing import Viewing
from training.sharing.looks import looked
from training.timelines import timeline_of
from training.units import format_month

MONTHS = 12


class Year(NamedTuple):
    """Twelve whole months as a page shows them: the first day of the first, and the last day of the last."""

    first: date
    last: date


def history_page(viewing: Viewing, asked: QueryDict) -> dict[str, Any]:
    """The context: the twelve months that hold the month asked for; an unknown one is as good as none."""
    runner, today = viewing.runner, viewing.runner.profile.today()
    looked([viewing.sight], "history")
    frame = {} if viewing.is_own else head(viewing, "athlete-history")
    frame |= {
        "runs_url": viewing.url("runs"),
        "history_url": viewing.url("history"),
    }
    begin = first_day_of(runner.pk, viewing.sight.categories)
    if begin is None or begin > today:
        return frame | {"picker": _picker(today, today)}
    month = min(max(_month(asked.get("month", "")) or today, begin), today).replace(day=1)
    year = _year_of(month, today)
    timeline = timeline_of(viewing.sight, max(year.first, begin), min(year.last, today))
    return frame | {
        "picker": _picker(begin, today),
        "span": _span_words(year),
        "years": _years(begin, today, year),
        "months": [_month_link(year, n, month) for n in range(MONTHS)],
        **_drawn(timeline, year, viewing),
        "calendar": calendar_of(timeline, month, (begin, today), viewing),
    }


def _drawn(timeline: Timeline, year: Year, viewing: Viewing) -> dict[str, Any]:
    return {
        "lanes": lanes_of(timeline, year.first, viewing),
        "spells": spells_of(timeline, year.first),
        "weeks": weeks_of(timeline, year.first, viewing.units),
        "stretches": stretches_of(timeline, viewing),
    }


def _picker(begin: date, today: date) -> dict[str, str]:
    return {"first": begin.isoformat(), "last": today.isoformat(), "day": ""}


def _month(text: str) -> date | None:
    """The first day of the month of an address, like `2026-03`."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def _index(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def _first_of(index: int) -> date:
    return date(index // MONTHS, index % MONTHS + 1, 1)


def _year_of(month: date, today: date) -> Year:
    """The twelve months that hold a month, counted back from this one."""
    last = _index(today) - (_index(today) - _index(month)) // MONTHS * MONTHS
    end = _first_of(last)
    return Year(_first_of(last - MONTHS + 1), end.replace(day=monthrange(end.year, end.month)[1]))


def _span_words(year: Year) -> str:
    said = {"first": format_month(year.first), "last": format_month(year.last)}
    return gettext("%(first)s to %(last)s") % said


def _years(begin: date, today: date, shown: Year) -> list[dict[str, Any]]:
    """Every twelve months back to the first entry; none where these are all there are."""
    ends = range(_index(today), _index(begin) - 1, -MONTHS)
    years = [_year_of(_first_of(end), today) for end in ends]
    return [
        {
            "text": f"{year.last:%b %Y}",
            "words": _span_words(year),
            "url": f"?month={year.last:%Y-%m}",
            "active": year == shown,
        }
        for year in years
        if len(years) > 1
    ]


def _month_link(year: Year, n: int, shown: date) -> dict[str, Any]:
    month = _first_of(_index(year.first) + n)
    return {
        "letter": f"{month:%b}"[0],
        "short": f"{month:%b}",
        "words": format_month(month),
        "url": month_query(month),
        "active": month == shown,
    }
