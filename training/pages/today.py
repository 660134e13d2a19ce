"""The dashboard of today: one sentence, the cards, the room that is left, the week and the charts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.assessment import Assessment, assess
from training.charts.shoe_distance import CHART_ID as SHOES_CHART
from training.engine.history import History
from training.history import LOOK_BACK_DAYS
from training.insights.headroom import headroom
from training.insights.ladder import State
from training.models import User
from training.pages.cards import all_cards
from training.pages.chart_blocks import flagged_runs, today_charts
from training.pages.headroom import room_items, room_note
from training.pages.notes import unread_letters
from training.pages.prompts import prompts
from training.pages.return_to_run import return_prompts
from training.pages.set_numbers import told
from training.pages.todays_care import care_of_today
from training.pages.viewing import Viewing, own
from training.pages.week import week
from training.returning import ladder_at_hand
from training.units import format_day, weekday_name

# Every card that asks for a change is shown; notices fill up to this many, the rest is folded.
CARDS_AT_FIRST = 3
LADDER_FIRST = _("Back to running comes first: until its steps are done, they set how far you run.")
DOCTOR_FIRST = _(
    "How far you could run is not shown before a doctor or physiotherapist has cleared the knee."
)
STEPS = [
    ("new-shoe", _("Add your shoes"), _("So that each run counts towards the right pair."), _("Add a shoe")),
    ("log-run", _("Log a run"), _("Only the distance is needed."), _("Log a run")),
    ("knee", _("Say how your knees feel"), _("Two taps, also when nothing is wrong."), _("Knee check-in")),
]


def today_page(runner: User) -> dict[str, Any]:
    """The context of Today."""
    (assessment,) = assess([runner])
    page = dashboard(assessment, own(runner))
    found = ladder_at_hand(assessment)
    on_the_way = return_prompts(found, assessment)
    if on_the_way and page["rooms"]:
        page["rooms_note"] = page["rooms_note"] or str(LADDER_FIRST)
    if found and found.state is State.FLAGGED:
        page["rooms"] = [room for room in page["rooms"] if not room["is_run"]]
        page["rooms_note"] = str(DOCTOR_FIRST)
    return page | {
        "letters": unread_letters(runner),
        "todays_care": care_of_today(assessment, page["aside"]),
        "prompts": [
            *told(runner),
            *prompts(assessment),
            *on_the_way,
        ],
        "prompts_last": assessment.professional_first,
        "steps": [] if _is_settled_in(assessment) else first_steps(assessment),
    }


def dashboard(assessment: Assessment, viewing: Viewing) -> dict[str, Any]:
    """What a log says today, to its runner or to whoever else may look."""
    standing, aside = all_cards(assessment, viewing)
    first = max(CARDS_AT_FIRST, sum(card["severity"] != "notice" for card in standing))
    day, flagged = assessment.today, flagged_runs(assessment)
    charts = today_charts(assessment, flagged, viewing)
    return {
        "assessment": assessment,
        "date_line": f"{weekday_name(day)} {format_day(day)}",
        "headline": _headline(standing, aside, assessment, viewing),
        "sub": _sub(standing, aside, assessment),
        "cards": standing[:first],
        "more_cards": standing[first:],
        "aside": aside,
        "rooms": room_items(headroom(assessment.history, assessment.ruleset), assessment, viewing),
        "rooms_note": room_note(assessment, viewing),
        "plan_url": viewing.url("plan"),
        "week": week(assessment, flagged, viewing),
        "charts": [chart for chart in charts if chart["id"] != SHOES_CHART],
        "side_charts": [chart for chart in charts if chart["id"] == SHOES_CHART],
    }


def _headline(
    standing: list[dict[str, Any]], aside: list[dict[str, Any]], assessment: Assessment, viewing: Viewing
) -> str:
    if standing:
        return standing[0]["page_headline"]
    if not assessment.history.log.entry_days:
        return (
            gettext("Welcome. Your log starts here.") if viewing.answers else gettext("Nothing logged yet.")
        )
    if viewing.sight.withheld:
        return gettext("Nothing stands out in what is shared.")
    if silent_since := _silent_since(assessment.history):
        return gettext("Nothing is logged since %(day)s.") % {
            "day": format_day(silent_since, assessment.today)
        }
    if aside:
        return gettext("Nothing new stands out in %(span)s.") % {"span": span_of_log(assessment)}
    return gettext("Nothing stands out in %(span)s.") % {"span": span_of_log(assessment)}


def _silent_since(history: History) -> date | None:
    """The day of the last entry where it is so long ago that nothing could stand out; else None."""
    last = history.newest_entry_in((0, history.day))
    return last if last and (history.today - last).days >= history.log.basics.gap_days else None


def _sub(standing: list[dict[str, Any]], aside: list[dict[str, Any]], assessment: Assessment) -> str:
    parts = []
    if len(standing) > 1:
        more = ngettext("%(n)s more thing stands out", "%(n)s more things stand out", len(standing) - 1)
        span = {"span": span_of_log(assessment)}
        parts.append(more % {"n": len(standing) - 1} + gettext(" in %(span)s.") % span)
    if aside:
        seen = ngettext("%(n)s warning is set aside.", "%(n)s warnings are set aside.", len(aside))
        parts.append(seen % {"n": len(aside)})
    if assessment.history.has_low_coverage and assessment.history.log.entry_days:
        share = {"percent": round(assessment.history.coverage * 100)}
        parts.append(
            gettext("The log covers %(percent)s %% of the last 4 weeks, so much stays unseen.") % share
        )
    return " ".join(parts)


def span_of_log(assessment: Assessment) -> str:
    """`41 days of log`, or how far back a longer log is read for today."""
    history = assessment.history
    days = history.day - history.log.entry_days[0] + 1 if history.log.entry_days else 0
    if days > LOOK_BACK_DAYS:
        return gettext("the last %(n)s days of log") % {"n": LOOK_BACK_DAYS}
    return ngettext("%(n)s day of log", "%(n)s days of log", days) % {"n": days}


def _is_settled_in(assessment: Assessment) -> bool:
    log = assessment.history.log
    return bool(log.runs and log.shoes and any(knee.entries for knee in log.knees.values()))


def first_steps(assessment: Assessment) -> list[dict[str, Any]]:
    """The three things to do with a new log."""
    log = assessment.history.log
    has_check_in = any(knee.entries for knee in log.knees.values())
    done = {"new-shoe": bool(log.shoes), "log-run": bool(log.runs), "knee": has_check_in}
    bring = {"url": reverse("imports"), "action": gettext("Import from a watch or app")}
    return [
        {
            "title": title,
            "text": text,
            "url": reverse(page),
            "action": action,
            "other": bring if page == "log-run" else None,
            "done": done[page],
        }
        for page, title, text, action in STEPS
    ]
