"""A day of the past as its dashboard was, in two readings: with all that is logged, and as known then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext

from training.assessment import Assessment, assess_as_of
from training.history.late import first_day_of
from training.pages.athlete import head
from training.pages.calendar import month_query
from training.pages.cards import finding_of_key, full_card
from training.pages.past_readings import What, what_differs
from training.pages.today import dashboard
from training.pages.viewing import Past, Viewing
from training.pages.who_set import version_words
from training.sharing.looks import looked
from training.units import format_full_day, weekday_name


def past_page(viewing: Viewing, day: date, *, known_then: bool) -> dict[str, Any]:
    """The context of a day before today, to the runner or to a coach, who can both answer nothing here."""
    sight = viewing.sight
    looked([sight], "history")
    first = first_day_of(sight.runner.pk, sight.categories)
    page = _frame(viewing, day, first)
    if first is None or day < first:
        return page | {"empty": _empty(viewing, first)}
    viewing = replace(viewing, past=Past(day, known_then))
    assessment = _assessment(viewing)
    what = what_differs(assessment, viewing)
    return (
        page
        | dashboard(assessment, viewing)
        | {
            "date_line": page["date_line"],
            "plan_url": "",
            "banner": page["banner"] | {"ruleset": _ruleset(assessment)},
            "readings": _readings(viewing, day, what),
            "what": what,
        }
    )


def past_proof_page(viewing: Viewing, day: date, key: str, *, known_then: bool) -> dict[str, Any] | None:
    """The whole proof of a warning that stood on a day; None where none of that name did."""
    viewing = replace(viewing, past=Past(day, known_then))
    assessment = _assessment(viewing)
    finding = finding_of_key(assessment, key)
    if finding is None:
        return None
    looked([viewing.sight], "history")
    return {
        **({} if viewing.is_own else head(viewing, "athlete-history")),
        "card": full_card(assessment, finding, viewing),
        "back_url": viewing.url("as-it-was", day) + Past(day, known_then).query,
        "back_text": day_words(day),
    }


def day_words(day: date) -> str:
    """`Tuesday 3 March 2026`: a day of the past is named with its year."""
    return f"{weekday_name(day)} {format_full_day(day)}"


def _assessment(viewing: Viewing) -> Assessment:
    past, profile = viewing.past or Past(date.min), viewing.runner.profile
    return assess_as_of(viewing.sight, past.day, profile.end_of(past.day) if past.known_then else None)


def _frame(viewing: Viewing, day: date, first: date | None) -> dict[str, Any]:
    today = viewing.runner.profile.today()
    after = day + timedelta(days=1)
    banner = {
        "title": gettext("As it was on %(day)s") % {"day": day_words(day)},
        "day": day.isoformat(),
        "first": first.isoformat() if first else "",
        "last": (today - timedelta(days=1)).isoformat(),
        "before_url": viewing.url("as-it-was", day - timedelta(days=1)) if first and day > first else "",
        "after_url": viewing.url("as-it-was", after) if after < today else "",
        "history_url": viewing.url("history"),
        "month_url": viewing.url("history") + month_query(day),
        "today_url": viewing.url("today"),
    }
    frame = {} if viewing.is_own else head(viewing, "athlete-history")
    return frame | {"banner": banner, "date_line": day_words(day)}


def _empty(viewing: Viewing, first: date | None) -> dict[str, str]:
    if first is None:
        return {"title": gettext("Nothing logged yet"), "text": gettext("There is no day to look back on.")}
    return {
        "title": gettext("This was before the log began"),
        "text": gettext("Its first entry is of %(day)s.") % {"day": day_words(first)},
        "url": viewing.url("as-it-was", first) if first < viewing.runner.profile.today() else "",
        "action": gettext("Open that day"),
    }


def _ruleset(assessment: Assessment) -> str:
    version = version_words(assessment.ruleset.number)
    return gettext("By the thresholds in force that day: %(version)s.") % {"version": version}


def _readings(viewing: Viewing, day: date, what: What) -> list[dict[str, Any]]:
    """The two readings as tabs; none where they are the same."""
    if not what["late"]:
        return []
    url, known_then = viewing.url("as-it-was", day), bool(viewing.past and viewing.past.known_then)
    return [
        {"text": gettext("With later entries"), "url": url, "active": not known_then},
        {"text": gettext("As known then"), "url": url + Past(day, True).query, "active": known_then},
    ]
