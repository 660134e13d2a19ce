"""Can I run …? For one run, and for a week."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Router

from training.api.entries import check
from training.api.operations import OF_A_BODY, answered, operation
from training.api.parameters import read_day
from training.api.plan_shapes import PlannedDay, PlannedWeek, RunInMind, WeekInMind
from training.api.problems import REFUSED, Problem
from training.assessment import Assessment, assess
from training.forms.plan import PlanForm, WeekForm
from training.forms.plan import PlannedDay as BeginForm
from training.insights.other_plans import answer_run
from training.insights.week_text import DAYS
from training.insights.what_if import answer_week
from training.pages.plan_file import plan_file
from training.pages.viewing import own
from training.returning import way_back
from training.rules import ALL_RULES
from training.units import weekday_name

router = Router(tags=["plan"])
# The forms of the page read what people type; here they are told the same in their words.
NAMES = {"day": "on", "distance": "distance_m"}
WEEK_NAMES = {"day": "from", "week": "runs"}


@router.post(
    "",
    url_name="plan",
    response=PlannedDay,
    **operation("plan_run", "Can I run this?", "read", *OF_A_BODY),
)
def plan_run(request: HttpRequest, sent: Body[RunInMind]) -> HttpResponse:
    """What one run would change, each rule before and after, and which other run is answered better.

    Nothing is logged. The days until then count as they are logged now.
    """
    (assessment,) = assess([request.auth.runner])
    history, told = assessment.history, sent.model_dump()
    form = PlanForm(
        told | {"day": sent.on, "distance": _kilometres(sent.distance_m)},
        today=history.today,
        units="km",
        shoes=history.shoes_in_use,
    )
    check(form, NAMES)
    # What is not said is as on the last run; on the page the form says so.
    like_last = {name: None for name in ("surface", "terrain", "shoe") if told[name] is None}
    run = replace(form.plan, **like_last)
    back = way_back(assessment, own(request.auth.runner).sight)
    answer = answer_run(history, ALL_RULES, assessment.ruleset, run, form.latest, back)
    return answered(plan_file(answer, assessment))


@router.post(
    "/week",
    url_name="plan_week",
    response=PlannedWeek,
    **operation("plan_week", "Can I run this week?", "read", *OF_A_BODY),
)
def plan_week(request: HttpRequest, sent: Body[WeekInMind]) -> HttpResponse:
    """Seven days, each built on the days before it as if they had been run. Nothing is logged."""
    (assessment,) = assess([request.auth.runner])
    # First, for after the last week that a calendar has there are no seven days to name.
    begins = BeginForm({"day": sent.first}, today=assessment.today, units="km")
    check(begins, WEEK_NAMES)
    typed = {"day": sent.first, "week": _typed(begins.cleaned_data["day"], sent.runs)}
    form = WeekForm(typed, today=assessment.today, units="km")
    check(form, WEEK_NAMES)
    return answered(_week(form.plan, assessment))


def _week(week: Any, assessment: Assessment) -> dict[str, Any]:
    back = way_back(assessment, own(assessment.runner).sight)
    days = answer_week(assessment.history, ALL_RULES, assessment.ruleset, week.runs, week.first, DAYS, back)
    return {
        "verdict": min(day.verdict for day in days).name.lower(),
        "days": [plan_file(day, assessment) for day in days],
    }


def _typed(first: date, runs: list[Any]) -> str:
    """The week as somebody types it: `Mon 8.000 km easy + 4.000 km`, and `Tue rest`."""
    days = {first + timedelta(days=n): [] for n in range(DAYS)}
    for number, run in enumerate(runs):
        day = read_day(run.on, f"runs[{number}].on")
        if day not in days:
            raise Problem(REFUSED, errors=[(f"runs[{number}].on", "Write a day of these seven.")])
        days[day].append(f"{_kilometres(run.distance_m)} {run.session or ''}")
    return "\n".join(f"{weekday_name(day)} {' + '.join(said) or 'rest'}" for day, said in days.items())


def _kilometres(metres: int) -> str:
    return f"{metres // 1000}.{metres % 1000:03} km"
