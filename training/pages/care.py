"""The care log: one tap each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.models import CareEntry, GapAnswer, User
from training.models.choices import CareKind
from training.pages.prompts import named_days
from training.units import format_short_day

GROUPS = [
    (_("Rest and first care"), ["rest_day", "ice", "compression", "elevation"]),
    (_("Stretch and release"), ["stretch_sitting", "stretch_lying_band", "foam_roll", "massage"]),
    (_("Strength"), ["hamstring_curl", "glute_bridge", "straight_leg_raise"]),
    (_("Other movement"), ["swim", "cycle"]),
    (_("Support"), ["tape", "brace"]),
    (_("Professionals"), ["physio_visit", "doctor_visit", "imaging", "gait_analysis"]),
]
ICONS = {
    "rest_day": "rest",
    "ice": "ice",
    "elevation": "up",
    **dict.fromkeys(["stretch_sitting", "stretch_lying_band"], "stretch"),
    **dict.fromkeys(["foam_roll", "massage"], "roller"),
    **dict.fromkeys(["hamstring_curl", "glute_bridge", "straight_leg_raise"], "strength"),
    "cycle": "bike",
    **dict.fromkeys(["compression", "tape", "brace"], "bandage"),
    **dict.fromkeys(["physio_visit", "doctor_visit", "imaging", "gait_analysis"], "clinic"),
    "swim": "swim",
}
ICE_LOW, ICE_HIGH = 15, 20
RECENT = 30
RECENT_FOR_OTHERS = 12


def care_page(runner: User) -> dict[str, Any]:
    """The buttons, the ice timer and what was logged lately."""
    today = runner.profile.today()
    done = {entry.kind for entry in runner.care_entries.filter(on=today)}
    return {
        "groups": [
            {"title": title, "items": [one_tap(kind, kind in done) for kind in kinds]}
            for title, kinds in GROUPS
        ],
        "timer": {"url": reverse("care"), "low": ICE_LOW, "high": ICE_HIGH},
        "entries": [_row(entry, today) for entry in runner.care_entries.all()[:RECENT]],
        "answers": [_answer(answer, today) for answer in runner.gap_answers.all()[:RECENT_FOR_OTHERS]],
    }


def _answer(answer: GapAnswer, today: date) -> dict[str, Any]:
    days = named_days(answer.first, answer.last, today)
    return {
        "date": gettext("%(first)s to %(last)s") % days,
        "text": capfirst(answer.get_answer_display()),
        "delete_url": reverse("take-back-gap", args=[answer.pk]),
    }


def one_tap(kind: str, done: bool) -> dict[str, Any]:
    """The button that logs a kind of care for today."""
    return {
        "url": reverse("care"),
        "kind": kind,
        "text": CareKind(kind).label,
        "icon": ICONS[kind],
        "minutes": "",
        "done": gettext("today") if done else "",
    }


def recent_care(runner: User) -> list[dict[str, Any]]:
    """What was done lately, as rows of the list component."""
    today = runner.profile.today()
    rows = [_row(entry, today) for entry in runner.care_entries.all()[:RECENT_FOR_OTHERS]]
    return [{"date": row["date"], "title": row["text"], "detail": row["detail"], "tags": []} for row in rows]


def _row(entry: CareEntry, today: date) -> dict[str, Any]:
    minutes = gettext("%(minutes)s min") % {"minutes": entry.minutes} if entry.minutes else ""
    return {
        "date": format_short_day(entry.on, today),
        "text": capfirst(entry.get_kind_display()),
        "detail": minutes,
        "delete_url": reverse("delete-care", args=[entry.pk]),
    }
