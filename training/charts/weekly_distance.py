"""Distance per week, with what a warning named set apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from training.charts.figure import Chart, build_figure, say
from training.engine.history import History
from training.engine.text import Translate, as_written
from training.engine.text import gettext_noop as _
from training.units import Units, format_distance, format_short_day, from_metres

WEEKS = 12
SOME_NAMED = _("{weeks} weeks, this one last. Weeks with a run flagged for its length: {flagged}.")
NONE_NAMED = _("{weeks} weeks, this one last. No run of these weeks was flagged for its length.")


@dataclass(frozen=True, slots=True)
class Week:
    """One bar: its first day, the metres no warning named and those one did, and the number of runs."""

    label: str
    plain_m: int
    named_m: int
    runs: int


def weekly_distance(
    history: History, flagged: Collection[str], units: Units, translate: Translate = as_written
) -> Chart:
    """Twelve weeks, Monday to Sunday, this one last. flagged: the subjects of runs that a warning named."""
    weeks = [_week(history, flagged, back) for back in reversed(range(WEEKS))]
    named = sum(week.named_m > 0 for week in weeks)
    caption = say(SOME_NAMED if named else NONE_NAMED, translate, weeks=WEEKS, flagged=named)
    head = tuple(map(translate, (_("Week from"), _("Distance"), _("Flagged for its length"), _("Runs"))))
    return Chart(
        id="chart-weeks",
        title=translate(_("Distance per week")),
        caption=caption,
        figure=_figure(weeks, units),
        head=head,
        rows=[_row(week, units) for week in weeks],
        key=(("bar", translate(_("distance"))), ("flagged", translate(_("run flagged for its length")))),
    )


def monday_before(today: date, back: int) -> date:
    """The first day of the week of `today`, so many weeks back."""
    return today - timedelta(days=today.weekday(), weeks=back)


def _week(history: History, flagged: Collection[str], back: int) -> Week:
    monday = monday_before(history.today, back)
    runs = history.runs_in((monday.toordinal(), monday.toordinal() + 6))
    named = sum(run.distance_m for run in runs if run.subject in flagged)
    return Week(format_short_day(monday), sum(run.distance_m for run in runs) - named, named, len(runs))


def _row(week: Week, units: Units) -> tuple[str, ...]:
    named = format_distance(week.named_m, units) if week.named_m else ""
    return week.label, format_distance(week.plain_m + week.named_m, units), named, str(week.runs)


def _figure(weeks: list[Week], units: Units) -> dict[str, Any]:
    labels = [week.label for week in weeks]
    return build_figure(
        [
            _bars(labels, [week.plain_m for week in weeks], "bar", units),
            _bars(labels, [week.named_m for week in weeks], "flagged", units),
        ],
        {
            "barmode": "stack",
            "height": 240,
            "xaxis": {"type": "category", "tickvals": labels[1::3], "tickangle": 0},
            "yaxis": {"ticksuffix": f" {units}", "nticks": 5, "rangemode": "tozero"},
        },
    )


def _bars(labels: list[str], metres: list[int], role: str, units: Units) -> dict[str, object]:
    shown = [float(from_metres(value, units)) for value in metres]
    return {
        "type": "bar", "meta": role, "x": labels, "y": shown,
        "hovertemplate": f"%{{x}}: %{{y}} {units}<extra></extra>",
    }  # fmt: skip
