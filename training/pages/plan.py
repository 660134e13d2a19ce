"""What a planned week would raise for an athlete, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext

from training.access import visible_rules
from training.assessment import assess_seen
from training.engine.rule import Finding
from training.engine.text import Evidence, show
from training.forms.plan import PlanForm
from training.insights.plan import PLANNED, DayAhead, PlannedRun, Raised, check_plan
from training.pages.athlete import head
from training.pages.cards import SEVERITY_WORDS
from training.pages.viewing import Viewing
from training.rules import ALL_RULES
from training.sharing.looks import looked
from training.units import Units, format_day, format_distance, format_short_day, weekday_name

DAYS = 7
ROWS = 4


def plan_page(viewing: Viewing, form: PlanForm) -> dict[str, Any]:
    """The form, and the answer to it once it is filled in well."""
    looked([viewing.sight], "plan")
    page = head(viewing, "athlete-plan") | {"form": form}
    if not (form.is_bound and form.is_valid()):
        return page
    (assessment,) = assess_seen([viewing.sight])
    week, rules = form.plan, visible_rules(ALL_RULES, viewing.sight)
    days = check_plan(assessment.history, rules, assessment.ruleset, week.runs, first=week.first, days=DAYS)
    return page | {
        "days": [_day(day, week.runs, viewing.units) for day in days],
        "verdict": _verdict(days),
        "sum": _sum(days, viewing.units),
        "gap": _gap(week.first, assessment.today),
        "stands": [_title(finding) for finding in assessment.findings if finding.severity > 1],
    }


def _verdict(days: list[DayAhead]) -> str:
    raising = [day for day in days if day.raised]
    if not raising:
        return gettext("No day of this week raises a warning.")
    words = ngettext(
        "%(n)s day of this week would raise something: %(days)s.",
        "%(n)s days of this week would raise something: %(days)s.",
        len(raising),
    )
    return words % {"n": len(raising), "days": ", ".join(weekday_name(day.day) for day in raising)}


def _sum(days: list[DayAhead], units: Units) -> str:
    total = format_distance(sum(day.distance_m for day in days), units)
    return gettext("%(total)s in these seven days.") % {"total": total}


def _gap(first: date, today: date) -> str:
    """The days before the plan are nobody's plan."""
    if first <= today:
        return ""
    words = gettext("It begins on %(day)s. The days before it count as they are logged now.")
    return words % {"day": f"{weekday_name(first)} {format_day(first)}"}


def _day(day: DayAhead, plan: Sequence[PlannedRun], units: Units) -> dict[str, Any]:
    runs = [run for run in plan if run.day == day.day]
    room = gettext("Up to %(distance)s in one run raises nothing more.")
    return {
        "name": weekday_name(day.day),
        "date": format_day(day.day),
        "distance": format_distance(day.distance_m, units) if runs else gettext("rest"),
        "detail": " + ".join(_run(run, units) for run in runs) if len(runs) > 1 else _session(runs),
        "is_rest": not runs,
        "raised": [_raised(raised, units) for raised in day.raised],
        "room": room % {"distance": format_distance(day.room_m, units)} if day.room_m else "",
    }


def _run(run: PlannedRun, units: Units) -> str:
    return f"{format_distance(run.distance_m, units)} {gettext(run.session)}".strip()


def _session(runs: list[PlannedRun]) -> str:
    return gettext(runs[0].session) if runs and runs[0].session else ""


def _raised(raised: Raised, units: Units) -> dict[str, Any]:
    finding = raised.finding
    return {
        "severity": finding.severity.word,
        "word": SEVERITY_WORDS[finding.severity],
        "before": SEVERITY_WORDS[raised.before] if raised.before else gettext("nothing"),
        "title": _title(finding),
        "rows": [_fact(item, finding, units) for item in _facts(finding)[:ROWS]],
        "clears": finding.clears(units, gettext),
    }


def _title(finding: Finding) -> str:
    return gettext(finding.rule.title)


def _facts(finding: Finding) -> list[Evidence]:
    return [item for item in finding.evidence if item.unit not in {"list", "text"}]


def _fact(item: Evidence, finding: Finding, units: Units) -> dict[str, str]:
    planned, label = f":{PLANNED}:" in item.ref, gettext(item.label)
    return {
        "label": gettext("%(entry)s, planned") % {"entry": label} if planned else label,
        "value": show(item, units, gettext),
        "date": format_short_day(item.on) if item.on else "",
        "url": "",
        "main": planned,
    }
