"""Can I run …? A run or a week in mind, answered by the engine, for the runner and through a grant."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from training.assessment import assess_seen
from training.forms.plan import PlanForm, WeekForm
from training.insights.other_plans import answer_run
from training.insights.plan import PlannedRun, as_runs
from training.insights.week_text import DAYS, Week
from training.insights.what_if import Answer, Verdict, answer_week
from training.pages.athlete import head
from training.pages.log_run import RECENT_RUNS, chips_of
from training.pages.plan_answer import (
    Asker,
    answer_block,
    blind_spots,
    change_block,
    first_block,
    is_news,
    verdict_words,
)
from training.pages.plan_words import YOUNG, room_words, sentence
from training.pages.viewing import Viewing
from training.sharing.looks import looked
from training.units import Units, format_day, format_distance, weekday_name

WEEK = "week"


def plan_page(
    viewing: Viewing, asked: QueryDict, sent: QueryDict | None, *, is_live: bool = False
) -> dict[str, Any]:
    """The form, and the answer to it. asked: the query of the address; sent: the form, None before.

    is_live: a page that is open already asks again. An answer is asked for by a form that is sent, so that
    what somebody plans stands in no address; `?distance=5&units=mi` fills it, as on the form of a run.
    """
    looked([viewing.sight], "plan", anew=not is_live)
    (assessment,) = assess_seen([viewing.sight])
    asker = Asker(assessment, viewing)
    is_week = asked.get("ask") == WEEK
    page = _frame(viewing, is_week=is_week) | (
        _week_page(asker, sent) if is_week else _run_page(asker, asked, sent)
    )
    return page if viewing.is_own else head(viewing, "athlete-plan") | page


def _frame(viewing: Viewing, *, is_week: bool) -> dict[str, Any]:
    own, page = viewing.is_own, viewing.url("plan")
    question = gettext("Can I run …?") if own else gettext("Can %(name)s run …?") % {"name": viewing.runner}
    return {
        "question": question,
        "is_week": is_week,
        "nav": "plan" if own else "athletes",
        "modes": [
            {"text": gettext("One run"), "url": page, "active": not is_week},
            {"text": gettext("A week"), "url": f"{page}?ask={WEEK}", "active": is_week},
        ],
    }


def _run_page(asker: Asker, asked: QueryDict, sent: QueryDict | None) -> dict[str, Any]:
    history, units = asker.assessment.history, asker.viewing.units
    likely = _likely(asker, asked)
    data = _with_other(sent) if sent else (likely if likely["distance"] else None)
    form = PlanForm(data, initial=likely, today=history.today, units=units, shoes=history.shoes_in_use)
    page = {"form": form, "chips": _chips(asker, form.units)}
    if not (form.is_bound and form.is_valid()):
        return page
    answer = answer_run(
        history, asker.rules, asker.assessment.ruleset, form.plan, form.latest, asker.way_back
    )
    return page | {"answer": answer_block(answer, asker)}


def _with_other(sent: QueryDict) -> dict[str, str]:
    """The form as it was sent, with the one field changed whose chip was tapped: `shoe:ghost`."""
    field, _colon, value = sent.get("other", "").partition(":")
    return sent.dict() | ({field: value} if field else {})


def _chips(asker: Asker, units: Units) -> list[dict[str, str]]:
    """The last distances, in the units of the form they fill."""
    runs = asker.assessment.history.log.runs[-RECENT_RUNS:]
    return chips_of((run.distance_m for run in reversed(runs)), units, asker.viewing.url("plan"))


def _likely(asker: Asker, asked: QueryDict) -> dict[str, Any]:
    """The form as it is first seen: a run like the last one, today."""
    history = asker.assessment.history
    (run,) = as_runs(history.log, [PlannedRun(history.today, 0)])
    chips = _chips(asker, asker.viewing.units)
    last = chips[0]["value"] if chips else ""
    return {
        "distance": asked.get("distance", last)[:20],
        "units": asked.get("units", "") if "distance" in asked else "",
        "day": history.today.isoformat(),
        "session": "",
        "shoe": run.shoe,
        "surface": run.surface,
        "terrain": run.terrain,
    }


def _week_page(asker: Asker, sent: QueryDict | None) -> dict[str, Any]:
    assessment, units = asker.assessment, asker.viewing.units
    form = WeekForm(sent, initial={"day": assessment.today}, today=assessment.today, units=units)
    if not (form.is_bound and form.is_valid()):
        return {"form": form}
    week = form.plan
    days = answer_week(
        assessment.history, asker.rules, assessment.ruleset, week.runs, week.first, DAYS, asker.way_back
    )
    return {
        "form": form,
        "answer": _week_block(days, week, asker),
        "days": [_day(day, asker) for day in days],
    }


def _week_block(days: list[Answer], week: Week, asker: Asker) -> dict[str, Any]:
    """The answer to the whole week: the worst of its days, and which they are."""
    worst = min(days, key=lambda day: day.verdict)
    return verdict_words(worst.verdict, worst.gate) | {
        "sentence": _week_sentence(days, worst, asker),
        "room": _sum(days, asker.viewing.units),
        "gate": first_block(worst, asker),
        "notes": [note for note in (_gap(week, asker), *blind_spots(worst, asker)) if note],
    }


def _week_sentence(days: list[Answer], worst: Answer, asker: Asker) -> str:
    if worst.is_held:
        return sentence(worst, asker.assessment.today, asker.viewing.units)
    named = [weekday_name(day.day) for day in days if day.verdict < Verdict.YES and day.binding]
    if named:
        words = ngettext(
            "%(days)s would raise something.", "%(days)s would each raise something.", len(named)
        )
        return words % {"days": get_text_list(named, gettext("and"))}
    return str(YOUNG) if worst.is_unjudged else gettext("No day of this week raises anything.")


def _sum(days: list[Answer], units: Units) -> str:
    total = format_distance(sum(day.distance_m for day in days), units)
    return gettext("%(total)s in these seven days.") % {"total": total}


def _gap(week: Week, asker: Asker) -> str:
    """The days before the plan are nobody's plan."""
    if week.first <= asker.assessment.today:
        return ""
    words = gettext("It begins on %(day)s. The days before it count as they are logged now.")
    return words % {"day": f"{weekday_name(week.first)} {format_day(week.first)}"}


def _day(day: Answer, asker: Asker) -> dict[str, Any]:
    units, runs = asker.viewing.units, day.runs
    shown = [change for change in day.changes if is_news(change, day)]
    return verdict_words(day.verdict, None) | {
        "name": weekday_name(day.day),
        "date": format_day(day.day),
        "distance": format_distance(day.distance_m, units) if runs else gettext("rest"),
        "detail": " + ".join(_run(run, units) for run in runs) if len(runs) > 1 else _session(runs),
        "is_rest": not runs,
        "sentence": "" if day.is_held else sentence(day, asker.assessment.today, units),
        "changes": [change_block(change, asker) for change in shown],
        "room": room_words(day, units) if shown else "",
    }


def _run(run: PlannedRun, units: Units) -> str:
    return f"{format_distance(run.distance_m, units)} {gettext(run.session)}".strip()


def _session(runs: tuple[PlannedRun, ...]) -> str:
    return gettext(runs[0].session) if runs and runs[0].session else ""
