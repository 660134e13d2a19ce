"""Entries that a batch would bring in: rows of a table, and twins side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.importing.item_facts import Facts, facts_of_run
from training.models import ImportItem
from training.models.choices import CareKind, Session, Surface, Terrain, Trigger
from training.units import Units, format_distance, format_duration, format_full_day, weekday_name

Choice = ImportItem.Choice
WORDS: dict[str, Any] = {"surface": Surface, "terrain": Terrain, "session": Session, "trigger": Trigger}
# The facts of a run in the order in which both copies are compared.
FACTS = {
    "start": _("Start"),
    "distance_m": _("Distance"),
    "duration_s": _("Time"),
    "elapsed_s": _("Time with pauses"),
    "shoe": _("Shoe"),
    "surface": _("Surface"),
    "terrain": _("Terrain"),
    "session": _("Session"),
    "rpe": _("Effort"),
    "warm_up": _("Warmed up"),
    "cool_down": _("Stretched after"),
    "trigger": _("What set the knee off"),
    "notes": _("Notes"),
}
LONGEST_NOTE = 120
NOT_SAID = "\u2013"


def run_row(item: ImportItem, units: Units) -> dict[str, Any]:
    """A run as a row of import_table.html. proposed: what the file only suggests."""
    facts = item.facts
    proposed = [name for name in WORDS if name in facts.get("proposed", ())]
    words = {name: word for name in WORDS if (word := shown(name, facts.get(name), units))}
    return {
        **moment_of(item),
        "distance": format_distance(facts["distance_m"], units),
        "time": shown("duration_s", facts.get("duration_s"), units) or NOT_SAID,
        "shoe": facts.get("shoe", ""),
        "said": " · ".join(word for name, word in words.items() if name not in proposed),
        "proposed": [words[name] for name in proposed if name in words],
    }


def care_row(item: ImportItem) -> dict[str, Any]:
    minutes = item.facts.get("minutes")
    return {
        **moment_of(item),
        "distance": str(CareKind(item.facts["kind"]).label),
        "time": gettext("%(n)s min") % {"n": minutes} if minutes else NOT_SAID,
        "shoe": "",
        "said": "",
        "proposed": [],
    }


def moment_of(item: ImportItem) -> dict[str, str]:
    local = local_start(item)
    return {"date": _day(local), "clock": f"{weekday_name(local.date())}, {local:%H:%M}"}


def local_start(item: ImportItem) -> datetime:
    """On the runner's clock where the run began."""
    start = item.facts.get("start")
    return datetime.fromisoformat(start) if start else item.starts_at


def _day(local: datetime) -> str:
    return format_full_day(local.date())


def twin_card(item: ImportItem, units: Units) -> dict[str, Any]:
    """Both copies of one run side by side for twins.html."""
    local, known = local_start(item), _known(item)
    rows = [_fact_row(name, str(label), item, known, units) for name, label in FACTS.items()]
    return {
        "id": str(item.pk),
        "name": f"choice-{item.pk}",
        "title": f"{weekday_name(local.date())}, {_day(local)}",
        "rows": [row for row in rows if row["mine"] or row["file"]],
        "mine": gettext("In your log") if item.twin else gettext("In another file"),
        "file": item.file.name,
        "options": _options(item),
    }


def _known(item: ImportItem) -> Facts:
    """What the other copy says: the logged run, or the richer one of these files."""
    if item.twin:
        return facts_of_run(item.twin)
    return item.twin_item.facts if item.twin_item else {}


def _options(item: ImportItem) -> list[dict[str, Any]]:
    words = {Choice.KEEP: gettext("as in my log"), Choice.TAKE: gettext("as in the file")}
    if not item.twin:
        words = {Choice.KEEP: gettext("as in the other file"), Choice.TAKE: gettext("as in this file")}
    return [
        {"value": choice.value, "text": text, "checked": item.choice == choice.value}
        for choice, text in words.items()
    ]


def _fact_row(name: str, label: str, item: ImportItem, known: Facts, units: Units) -> dict[str, Any]:
    differs = name in item.differs or (name == "start" and "zone" in item.differs)
    return {
        "label": label,
        "mine": shown(name, known.get(name), units),
        "file": shown(name, item.facts.get(name), units),
        "differs": differs,
        "proposed": name in item.facts.get("proposed", ()),
    }


def shown(name: str, value: Any, units: Units) -> str:
    """A fact as people read it; empty where it is not said."""
    if value is None or value == "":
        return ""
    match name:
        case "start":
            return value[11:16]
        case "distance_m":
            return format_distance(value, units, 2)
        case "duration_s" | "elapsed_s":
            return format_duration(value)
        case "warm_up" | "cool_down":
            return gettext("yes") if value else gettext("no")
        case "notes":
            return value if len(value) <= LONGEST_NOTE else f"{value[:LONGEST_NOTE]}…"
    return str(WORDS[name](value).label) if name in WORDS else str(value)
