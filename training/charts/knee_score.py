"""The worst score of each day of each knee, with the runs under it and the episodes shaded."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from training.charts.figure import Chart, build_figure, say
from training.engine.facts import SIDES
from training.engine.history import History
from training.engine.text import Translate, as_written
from training.engine.text import gettext_noop as _
from training.engine.words import KNEES
from training.units import Units, format_distance, format_short_day, from_metres

Scores = dict[str, dict[int, int]]

DAYS = 84
# A line across more silent days than this would claim to know them.
LONGEST_BRIDGE = 4
ROLES = {"left": "score", "right": "morning"}


def knee_score(history: History, units: Units, translate: Translate = as_written) -> Chart | None:
    """Twelve weeks up to today; None where no check-in lies in them."""
    scores = {side: daily for side in SIDES if (daily := _daily(history, side))}
    if not scores:
        return None
    episodes = _episodes(history)
    key = [*((ROLES[side], translate(KNEES[side])) for side in scores), ("bar", translate(_("runs")))]
    if episodes:
        key.append(("episode", translate(_("symptoms, until clear"))))
    words = _("Worst score of each day, 0 to 10, over {weeks} weeks; days without a dot were not logged.")
    return Chart(
        id="chart-knee",
        title=translate(_("Your knee, and your runs")),
        caption=say(words, translate, weeks=DAYS // 7),
        figure=_figure(history, scores, episodes, units, translate),
        head=(translate(_("Day")), *(translate(KNEES[side]) for side in scores), translate(_("run"))),
        rows=_rows(history, scores, units),
        key=tuple(key),
    )


def _figure(
    history: History, scores: Scores, episodes: list[dict[str, Any]], units: Units, translate: Translate
) -> dict[str, Any]:
    ends = [_iso(day) for day in history.last_days(DAYS)]
    lines = [_line(daily, ROLES[side], translate(KNEES[side])) for side, daily in scores.items()]
    return build_figure(
        [*lines, _runs(history, units)],
        {
            "height": 260,
            "shapes": episodes,
            "xaxis": {"type": "date", "range": ends, "tickformat": "%-d %b", "nticks": 5, "anchor": "y2"},
            "yaxis": {"domain": [0.36, 1], "range": [-0.4, 10.4], "tickvals": [0, 5, 10]},
            "yaxis2": {
                "domain": [0, 0.22],
                "rangemode": "tozero",
                "showticklabels": False,
                "showgrid": False,
            },
        },
    )


def _daily(history: History, side: str) -> dict[int, int]:
    first, last = history.last_days(DAYS)
    knee = history.knee(side)
    return {
        day: score for day, score in zip(knee.days, knee.worst_scores, strict=True) if first <= day <= last
    }


def _line(scores: dict[int, int], role: str, name: str) -> dict[str, Any]:
    silent = [a + 1 for a, b in pairwise(scores) if b - a > LONGEST_BRIDGE]
    points = sorted([*scores, *silent])
    return {
        "type": "scatter", "mode": "lines+markers", "meta": role, "name": name, "connectgaps": False,
        "x": [_iso(day) for day in points], "y": [scores.get(day) for day in points], "marker": {"size": 7},
        "hovertemplate": "%{x|%-d %b}: %{y} / 10<extra></extra>",
    }  # fmt: skip


def _runs(history: History, units: Units) -> dict[str, Any]:
    runs = history.runs_in(history.last_days(DAYS))
    return {
        "type": "bar", "meta": "bar", "yaxis": "y2", "x": [run.day.isoformat() for run in runs],
        "y": [float(from_metres(run.distance_m, units)) for run in runs],
        "hovertemplate": f"%{{x|%-d %b}}: %{{y}} {units}<extra></extra>",
    }  # fmt: skip


def _episodes(history: History) -> list[dict[str, Any]]:
    first, last = history.last_days(DAYS)
    shapes = []
    for side in SIDES:
        for episode in history.episodes(side):
            end = episode.closed_on.toordinal() if episode.closed_on else last
            if end >= first:
                start = max(episode.opened_on.toordinal(), first)
                shapes.append({
                    "type": "rect", "name": "episode", "xref": "x", "yref": "paper",
                    "x0": _iso(start), "x1": _iso(end), "y0": 0, "y1": 1,
                })  # fmt: skip
    return shapes


def _rows(history: History, scores: Scores, units: Units) -> list[tuple[str, ...]]:
    rows = []
    for day in sorted({day for daily in scores.values() for day in daily}, reverse=True):
        metres = history.distance_in((day, day))
        cells = [str(daily.get(day, "")) for daily in scores.values()]
        run = format_distance(metres, units) if metres else ""
        rows.append((format_short_day(date.fromordinal(day)), *cells, run))
    return rows


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
