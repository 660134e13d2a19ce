"""What only the runner knows of an import, each answered by one tap."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext

from training.models import ImportBatch, ImportItem
from training.pages.import_items import local_start
from training.pages.import_words import Plan
from training.units import format_day, format_distance

Kind, Verdict = ImportItem.Kind, ImportItem.Verdict


def questions(batch: ImportBatch, plan: Plan) -> list[dict[str, Any]]:
    """For question.html: a question, and its answers, the one that holds now marked."""
    found = [_unnamed(batch, plan), _units(batch), _care(batch, plan)]
    return [question for question in found if question]


def _unnamed(batch: ImportBatch, plan: Plan) -> dict[str, Any] | None:
    number = plan.count(Kind.RUN, Verdict.UNNAMED)
    if not number:
        return None
    asked = ngettext(
        "%(n)s activity names no sport. Count it as a run?",
        "%(n)s activities name no sport. Count them as runs?",
        number,
    )
    return {
        "icon": "run",
        "title": asked % {"n": f"{number:,}"},
        "text": gettext("Many apps write files that do not say whether it was a run, a walk or a ride."),
        "answers": _yes_or_no("unnamed", batch.unnamed_are_runs, gettext("Yes, as runs")),
    }


def _care(batch: ImportBatch, plan: Plan) -> dict[str, Any] | None:
    number = plan.count(Kind.CARE, Verdict.NEW)
    if not number:
        return None
    asked = ngettext(
        "%(n)s ride or swim: also add it as care?", "%(n)s rides and swims: also add them as care?", number
    )
    return {
        "icon": "bike",
        "title": asked % {"n": f"{number:,}"},
        "text": gettext("They are no runs, but they tell what you did for your knees."),
        "answers": _yes_or_no("care", batch.with_care, gettext("Yes, as care")),
    }


def _yes_or_no(about: str, chosen: bool, yes: str) -> list[dict[str, Any]]:
    return [
        {"value": f"{about}-yes", "text": yes, "chosen": chosen},
        {"value": f"{about}-no", "text": gettext("No, leave out"), "chosen": not chosen},
    ]


def _units(batch: ImportBatch) -> dict[str, Any] | None:
    """Asked with an example, because a distance seen once settles it."""
    items = batch.items.filter(runner=batch.runner_id, facts__has_key="distance_if_miles_m")
    example = items.first()
    if example is None:
        return None
    facts = example.facts
    km, mi = facts.get("distance_if_km_m", facts["distance_m"]), facts["distance_if_miles_m"]
    # As they were counted, whatever the profile counts in since.
    miles = facts["distance_m"] == mi
    day = format_day(local_start(example).date(), batch.runner.profile.today())
    text = gettext("For example, on %(day)s: %(km)s or %(mi)s?")
    shown = {"day": day, "km": format_distance(km, "km"), "mi": format_distance(mi, "mi")}
    return {
        "icon": "calendar",
        "title": gettext("A file names no unit. Kilometres or miles?"),
        "text": text % shown,
        "answers": [
            {"value": "unit-km", "text": gettext("Kilometres"), "chosen": not miles},
            {"value": "unit-mi", "text": gettext("Miles"), "chosen": miles},
        ],
    }
