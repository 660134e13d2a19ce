"""The distance on each shoe in use against the two lines at which a replacement is due."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from training.charts.figure import Chart, build_figure, say
from training.engine.history import History
from training.engine.text import Translate, as_written
from training.engine.text import gettext_noop as _
from training.units import Units, format_distance, from_metres

CHART_ID = "chart-shoes"
LONGEST_NAME = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One shoe: the metres on it, and those from which a replacement is due."""

    name: str
    metres: int
    due_m: int


def shoe_distance(
    history: History, notice_m: int, replace_m: int, units: Units, translate: Translate = as_written
) -> Chart | None:
    """Every shoe in use; None where there is none. notice_m, replace_m: lines of shoes without their own."""
    shoes = history.shoes_in_use
    if not shoes:
        return None
    bars = [Bar(shoe.name, history.shoe_distance(shoe), shoe.notice_at_m or notice_m) for shoe in shoes]
    caption = say(
        _("The dashed lines stand at {notice} (plan a replacement) and {replace} (replace)."),
        translate,
        notice=format_distance(notice_m, units, 0),
        replace=format_distance(replace_m, units, 0),
    )
    return Chart(
        id=CHART_ID,
        title=translate(_("Shoes in use")),
        caption=caption,
        figure=_figure(bars, (notice_m, replace_m), units),
        head=tuple(map(translate, (_("Shoe"), _("Distance"), _("Plan a replacement at")))),
        rows=[
            (bar.name, format_distance(bar.metres, units), format_distance(bar.due_m, units)) for bar in bars
        ],
        key=(("bar", translate(_("distance"))), ("flagged", translate(_("past its line")))),
    )


def _figure(bars: list[Bar], lines: tuple[int, int], units: Units) -> dict[str, Any]:
    return build_figure(
        [_bars(bars, units, worn=False), _bars(bars, units, worn=True)],
        {
            "barmode": "stack",
            "height": 90 + 46 * len(bars),
            "shapes": [_line(line, units) for line in lines],
            "xaxis": _distances(max(bar.metres for bar in bars), lines, units),
            "yaxis": {
                "autorange": "reversed",
                "showgrid": False,
                "zeroline": False,
                "tickvals": list(range(len(bars))),
                "ticktext": [_short(bar.name) for bar in bars],
            },
        },
    )


def _bars(bars: list[Bar], units: Units, *, worn: bool) -> dict[str, Any]:
    values = [bar.metres if (bar.metres >= bar.due_m) is worn else 0 for bar in bars]
    return {
        "type": "bar", "orientation": "h", "meta": "flagged" if worn else "bar",
        "x": [float(from_metres(value, units)) for value in values],
        "y": list(range(len(bars))),
        "customdata": [_short(bar.name) for bar in bars],
        "hovertemplate": f"%{{customdata}}: %{{x}} {units}<extra></extra>",
    }  # fmt: skip


def _distances(furthest_m: int, lines: tuple[int, int], units: Units) -> dict[str, Any]:
    """The axis: its ticks are the two lines, as long as those stand well apart."""
    scale = round(max(furthest_m, *lines) * 1.08)
    axis = {"range": [0, float(from_metres(scale, units))], "ticksuffix": f" {units}", "tickangle": 0}
    if scale > 2 * lines[1]:
        return {**axis, "nticks": 4}
    ticks = [from_metres(metres, units, 0) for metres in (0, *lines)]
    return {**axis, "tickvals": [float(at) for at in ticks], "ticktext": [f"{at} {units}" for at in ticks]}


def _short(name: str) -> str:
    """A name that fits beside its bar, with nothing that Plotly would read as mark-up."""
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return escape(short, quote=False)


def _line(metres: int, units: Units) -> dict[str, Any]:
    at = float(from_metres(metres, units))
    return {
        "type": "line",
        "name": "limit",
        "xref": "x",
        "yref": "paper",
        "x0": at,
        "x1": at,
        "y0": 0,
        "y1": 1,
    }
