"""The charts of a page, as the chart component takes them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from training.assessment import Assessment
from training.charts.figure import Chart
from training.charts.knee_score import knee_score
from training.charts.shoe_distance import shoe_distance
from training.charts.weekly_distance import WEEKS, weekly_distance
from training.engine.evaluate import evaluate
from training.engine.history import History
from training.pages.viewing import Viewing, own
from training.rules import load_longest_run, load_return_after_break, shoe_mileage


def today_charts(
    assessment: Assessment, flagged: set[str], viewing: Viewing | None = None
) -> list[dict[str, Any]]:
    """Distance, knee and shoes; none for a log without a run."""
    history, units = assessment.history, (viewing or own(assessment.runner)).units
    if not history.last_run:
        return []
    lines = assessment.ruleset.limits_of(shoe_mileage.RULE)
    charts = [
        weekly_distance(history, flagged, units, gettext),
        knee_score(history, units, gettext),
        shoe_distance(history, lines.notice_m, lines.replace_m, units, gettext),
    ]
    return [chart_block(chart) for chart in charts if chart]


def flagged_runs(assessment: Assessment) -> set[str]:
    """The runs of the chart's weeks that a warning named on their own day."""
    history, rules = assessment.history, [load_longest_run.RULE, load_return_after_break.RULE]
    days = {run.day for run in history.runs_in(history.last_days(WEEKS * 7 + 7))}
    return {
        finding.subject
        for day in days
        for finding in evaluate(History(history.log, day), rules, assessment.ruleset)
    }


def chart_block(chart: Chart) -> dict[str, Any]:
    return {
        "id": chart.id,
        "title": chart.title,
        "caption": chart.caption,
        "figure": chart.figure,
        "key": [{"role": role, "text": text} for role, text in chart.key],
        "table": {"caption": chart.title, "head": chart.head, "rows": chart.rows},
    }
