"""Distance per week, with what a warning named set apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from training.charts.figure import Chart, build_figure, say
from training.engine.facts import RunFact
from training.engine.history import History
from training.engine.text import Translate, as_written
from training.engine.text import gettext_noop as _
from training.units import Units, format_distance, format_short_day, from_metres

WEEKS = 12


def weekly_distance(
    history: History, flagged: Collection[str], units: Units, translate: Translate = as_written
) -> Chart:
    """Twelve weeks, Monday to Sunday, this one last. flagged: the subjects of runs that a warning named."""
    mondays = [_monday(history.today) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    weeks = [history.runs_in((day.toordinal(), day.toordinal() + 6)) for day in mondays]
    named = [_metres(run for run in runs if run.subject in flagged) for runs in weeks]
    plain = [_metres(runs) - part for runs, part in zip(weeks, named, strict=True)]
    labels = [format_short_day(day) for day in mondays]
    figure = build_figure(
        [_bars(labels, plain, "bar", units), _bars(labels, named, "flagged", units)],
        {
            "barmode": "stack",
            "height": 240,
            "xaxis": {"type": "category", "tickvals": labels[1::3], "tickangle": 0},
            "yaxis": {"ticksuffix": f" {units}", "nticks": 5, "rangemode": "tozero"},
        },
    )
    caption = say(
        _("{weeks} weeks, this one last. {flagged} of them hold a run that a warning named."),
        translate, weeks=WEEKS, flagged=sum(part > 0 for part in named),
    )  # fmt: skip
    head = (
        translate(_("Week from")),
        translate(_("Distance")),
        translate(_("Named by a warning")),
        translate(_("Runs")),
    )
    rows = [
        (label, format_distance(a + b, units), format_distance(b, units) if b else "", str(len(runs)))
        for label, a, b, runs in zip(labels, plain, named, weeks, strict=True)
    ]
    key = (("bar", translate(_("distance"))), ("flagged", translate(_("run named by a warning"))))
    return Chart("chart-weeks", translate(_("Distance per week")), caption, figure, head, rows, key)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _metres(runs: Iterable[RunFact]) -> int:
    return sum(run.distance_m for run in runs)


def _bars(labels: list[str], metres: list[int], role: str, units: Units) -> dict[str, object]:
    shown = [float(from_metres(value, units)) for value in metres]
    return {
        "type": "bar", "meta": role, "x": labels, "y": shown,
        "hovertemplate": f"%{{x}}: %{{y}} {units}<extra></extra>",
    }  # fmt: skip
