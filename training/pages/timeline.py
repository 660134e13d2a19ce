"""The lanes of the timeline as shapes of a drawing: twelve months of equal width, from left to right."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from training.engine.rule import Severity
from training.engine.words import KNEES
from training.insights.timeline import Lane, Stretch, Timeline
from training.pages.cards import SEVERITY_WORDS
from training.pages.viewing import Viewing
from training.rules import ALL_RULES
from training.units import Units, format_day, format_distance, format_full_day, format_short_day

# The units of a drawing's viewBox: a month is so wide, and a lane so high.
MONTH = 31
WIDTH = 12 * MONTH
HEIGHT = 24
WEEKS_HEIGHT = 60
HEIGHT_OF = {Severity.NOTICE: 9, Severity.CAUTION: 15, Severity.SPECIALIST: 20, Severity.EMERGENCY: 24}
# A bar is drawn at least so wide, and a finger meets it so far beside it where no other bar is nearer.
THINNEST = 4
REACH = 14
TITLES = {rule.id: rule.title for rule in ALL_RULES}


def lanes_of(timeline: Timeline, first: date, viewing: Viewing) -> list[dict[str, Any]]:
    """One lane for each warning, its bars each with the address of their first day as it was."""
    return [
        {
            "title": gettext(TITLES[lane.rule_id]),
            "about": _about(lane),
            "severity": lane.worst.word,
            "word": SEVERITY_WORDS[lane.worst],
            "bars": _bars(lane, first, viewing),
        }
        for lane in timeline.lanes
    ]


def _bars(lane: Lane, first: date, viewing: Viewing) -> list[dict[str, str]]:
    spans = [_drawn_span(stretch, first) for stretch in lane.stretches]
    # Half of what lies between two bars belongs to each.
    edges = [0.0, *((end + start) / 2 for (_, end), (start, _) in pairwise(spans)), float(WIDTH)]
    return [
        _bar(stretch, span, (left, right)) | _link(lane, stretch, viewing)
        for stretch, span, (left, right) in zip(lane.stretches, spans, pairwise(edges), strict=True)
    ]


def _bar(stretch: Stretch, span: tuple[float, float], room: tuple[float, float]) -> dict[str, str]:
    height = HEIGHT_OF[stretch.severity]
    left, right = max(room[0], span[0] - REACH), min(room[1], span[1] + REACH)
    return {
        "x": f"{span[0]:.1f}",
        "y": str(HEIGHT - height),
        "width": f"{max(span[1] - span[0], 1):.1f}",
        "height": str(height),
        "reach_x": f"{left:.1f}",
        "reach": f"{max(right - left, 1):.1f}",
        "severity": stretch.severity.word,
    }


def _drawn_span(stretch: Stretch, first: date) -> tuple[float, float]:
    start, end = _x(stretch.first, first), _x(stretch.last + 1, first)
    end = min(max(end, start + THINNEST), float(WIDTH))
    return min(start, end - THINNEST), end


def _link(lane: Lane, stretch: Stretch, viewing: Viewing) -> dict[str, Any]:
    title, days = gettext(TITLES[lane.rule_id]), _days(stretch)
    said = {"title": title, "about": _about(lane), "word": SEVERITY_WORDS[stretch.severity], "days": days}
    words = (
        gettext("%(title)s, %(about)s: %(word)s, %(days)s")
        if said["about"]
        else gettext("%(title)s: %(word)s, %(days)s")
    )
    return {"url": day_as_it_was(date.fromordinal(stretch.first), viewing), "words": words % said}


def day_as_it_was(day: date, viewing: Viewing) -> str:
    """Where a day opens as it was; today is still as it is."""
    if day >= viewing.runner.profile.today():
        return viewing.url("today")
    return viewing.url("as-it-was", day)


def stretches_of(timeline: Timeline, viewing: Viewing) -> list[dict[str, Any]]:
    """The same as rows of a list, the newest first."""
    found = [(lane, stretch) for lane in timeline.lanes for stretch in lane.stretches]
    found.sort(key=lambda pair: (-pair[1].first, -pair[1].severity, pair[0].rule_id))
    return [
        {
            "title": gettext(TITLES[lane.rule_id]),
            "url": day_as_it_was(date.fromordinal(stretch.first), viewing),
            "date": _days(stretch),
            "detail": _about(lane),
            "flag": stretch.severity.word,
            "flag_word": SEVERITY_WORDS[stretch.severity],
        }
        for lane, stretch in found
    ]


def _about(lane: Lane) -> str:
    side = lane.subject.removeprefix("knee:")
    return gettext(KNEES[side]) if side in KNEES else lane.name


def _days(stretch: Stretch) -> str:
    first, last = date.fromordinal(stretch.first), date.fromordinal(stretch.last)
    if first == last:
        return format_full_day(first)
    start = format_day(first) if first.year == last.year else format_full_day(first)
    said = {"first": start, "last": format_full_day(last)}
    return gettext("%(first)s to %(last)s") % said


def spells_of(timeline: Timeline, first: date) -> list[dict[str, str]]:
    """The days with symptoms, to be shaded behind every lane."""
    spans = [(_x(spell.first, first), _x(spell.last + 1, first)) for spell in timeline.spells]
    return [{"x": f"{start:.1f}", "width": f"{end - start:.1f}"} for start, end in spans]


def weeks_of(timeline: Timeline, first: date, units: Units) -> dict[str, Any]:
    """Bars of the distance of each week, and a table that says the same; none without a run."""
    weeks = _weeks(timeline)
    most = max((metres for _monday, metres in weeks), default=0)
    return {
        "height": WEEKS_HEIGHT,
        "bars": [_week_bar(monday, metres, most, first) for monday, metres in weeks if metres],
        "most": format_distance(most, units),
        "table": {
            "caption": gettext("Distance per week"),
            "head": [gettext("Week from"), gettext("Distance")],
            "rows": [
                [f"{format_short_day(monday)} {monday.year}", format_distance(metres, units)]
                for monday, metres in reversed(weeks)
            ],
        },
    }


def _weeks(timeline: Timeline) -> Sequence[tuple[date, int]]:
    """Each week from Monday on, with its metres as far as they lie in the span."""
    start, stop = date.fromordinal(timeline.first), timeline.first + len(timeline.days)
    monday = (start - timedelta(days=start.weekday())).toordinal()
    return [(date.fromordinal(day), timeline.metres_in(day, day + 6)) for day in range(monday, stop, 7)]


def _week_bar(monday: date, metres: int, most: int, first: date) -> dict[str, str]:
    start, end = (_x(max(monday, first).toordinal(), first), _x(monday.toordinal() + 7, first))
    height = max(WEEKS_HEIGHT * metres / most, 1)
    return {
        "x": f"{start:.1f}",
        "width": f"{max(end - start - 1, 1):.1f}",
        "y": f"{WEEKS_HEIGHT - height:.1f}",
        "height": f"{height:.1f}",
    }


def _x(ordinal: int, first: date) -> float:
    """Where the morning of a day lies, from 0 on the first day of the first month."""
    day = date.fromordinal(ordinal)
    months = (day.year - first.year) * 12 + day.month - first.month
    share = (day.day - 1) / monthrange(day.year, day.month)[1]
    return min(max((months + share) * MONTH, 0.0), float(WIDTH))
