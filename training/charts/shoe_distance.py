"""The distance on each shoe in use against the two lines at which a replacement is due."""

from __future__ import annotations

from typing import Any

from training.charts.figure import Chart, build_figure, say
from training.engine.history import History
from training.engine.text import Translate, as_written
from training.engine.text import gettext_noop as _
from training.units import Units, format_distance, from_metres

LONGEST_NAME = 18


def shoe_distance(
    history: History, notice_m: int, replace_m: int, units: Units, translate: Translate = as_written
) -> Chart | None:
    """Every shoe in use; None where there is none. notice_m, replace_m: lines of shoes without their own."""
    shoes = history.shoes_in_use
    if not shoes:
        return None
    metres = [history.shoe_distance(shoe) for shoe in shoes]
    due = [shoe.notice_at_m or notice_m for shoe in shoes]
    figure = build_figure(
        [
            _bars(shoes, metres, due, units, worn=False),
            _bars(shoes, metres, due, units, worn=True),
        ],
        {
            "barmode": "stack",
            "height": 90 + 46 * len(shoes),
            "shapes": [_line(notice_m, units), _line(replace_m, units)],
            "xaxis": {"rangemode": "tozero", "ticksuffix": f" {units}", "nticks": 4, "tickangle": 0},
            "yaxis": {"autorange": "reversed", "type": "category"},
        },
    )
    caption = say(
        _("The dashed lines stand at {notice} (plan a replacement) and {replace} (replace)."), translate,
        notice=format_distance(notice_m, units, 0), replace=format_distance(replace_m, units, 0),
    )  # fmt: skip
    head = (translate(_("Shoe")), translate(_("Distance")), translate(_("Plan a replacement at")))
    rows = [
        (shoe.name, format_distance(worn, units), format_distance(line, units))
        for shoe, worn, line in zip(shoes, metres, due, strict=True)
    ]
    key = (("bar", translate(_("distance"))), ("flagged", translate(_("past its line"))))
    return Chart("chart-shoes", translate(_("Shoes in use")), caption, figure, head, rows, key)


def _bars(shoes: list[Any], metres: list[int], due: list[int], units: Units, *, worn: bool) -> dict[str, Any]:
    values = [value if (value >= line) is worn else 0 for value, line in zip(metres, due, strict=True)]
    return {
        "type": "bar", "orientation": "h", "meta": "flagged" if worn else "bar",
        "x": [float(from_metres(value, units)) for value in values],
        "y": [shoe.name[:LONGEST_NAME] for shoe in shoes],
        "hovertemplate": f"%{{y}}: %{{x}} {units}<extra></extra>",
    }  # fmt: skip


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
