"""How a runner's own spreadsheet was understood: its columns over a few rows, to be put right."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.importers.spreadsheet_mapping import ROLES
from training.importers.spreadsheet_notes import letter_of
from training.models import ImportBatch, ImportFile
from training.units import METRES_PER, format_duration, format_full_day

ROLE_WORDS = {
    "": _("leave out"),
    "date": _("date"),
    "time": _("time of day"),
    "distance": _("distance"),
    "second_distance": _("distance of a second run"),
    "duration": _("time it took"),
    "hours": _("hours"),
    "minutes": _("minutes"),
    "seconds": _("seconds"),
    "elapsed": _("time with pauses"),
    "type": _("kind of sport"),
    "surface": _("surface"),
    "terrain": _("terrain"),
    "session": _("session"),
    "shoe": _("shoe"),
    "effort": _("effort, 0 to 10"),
    "notes": _("notes"),
}
DAY_ORDERS = {
    "day_first": _("day first, 31/12"),
    "month_first": _("month first, 12/31"),
    "year_first": _("year first, 26/12/31"),
}
UNITS = {"": _("as in my settings"), "km": _("kilometres"), "mi": _("miles"), "m": _("metres")}
DURATIONS = {
    "clock": _("52:30 or 1:04:30"),
    "minutes": _("minutes, 52.5"),
    "minutes_seconds": _("minutes and seconds, 52.30"),
    "hours": _("hours, 0.875"),
    "seconds": _("seconds, 3150"),
    "days": _("parts of a day, 0.0365"),
}
CHOICES = {
    "day_order": (_("Days are written"), DAY_ORDERS),
    "distance_unit": (_("Distances count"), UNITS),
    "duration_form": (_("Times are written"), DURATIONS),
}
ASKED = {
    "day_order": _("“%(example)s” in row %(row)s can be %(meanings)s."),
    "distance_unit": _("The sheet names no unit. “%(example)s” in row %(row)s can be %(meanings)s."),
    "duration_form": _("“%(example)s” in row %(row)s can be %(meanings)s."),
    "year": _("The sheet names no year. “%(example)s” in row %(row)s can be of %(meanings)s."),
}
SHEETS_SHOWN = 5


def sheets(batch: ImportBatch) -> list[dict[str, Any]]:
    """The spreadsheets of a batch that were read by a guess."""
    guessed = batch.files.filter(runner=batch.runner_id, guess__isnull=False, upload__isnull=False)
    return [sheet(file) for file in guessed.select_related("upload")[:SHEETS_SHOWN]]


def sheet(file: ImportFile, given: dict[str, Any] | None = None) -> dict[str, Any]:
    """One sheet for sheet_columns.html. given: what the runner just said, where it was refused."""
    guess: dict[str, Any] = file.guess or {}
    mapping = guess["mapping"] | (given or {})
    number = file.upload.number if file.upload else 0
    return {
        "name": file.name,
        "number": number,
        "url": reverse("import-columns", args=[file.batch_id, number]),
        "columns": _columns(guess, mapping["roles"], number),
        "rows": [{"row": row["row"], "cells": row["cells"]} for row in guess["sample"]],
        "fields": [_field(name, mapping[name], number) for name in CHOICES],
        "header_row": str(mapping["header_row"]),
        "decimal_comma": mapping["decimal_comma"],
        "year": mapping["year"] or "",
        "questions": asked(guess),
        "is_told": guess["is_told"],
        "is_open": bool(guess["questions"]) and not guess["is_told"],
    }


def asked(guess: dict[str, Any]) -> list[str]:
    """What a sheet leaves open, in sentences that name each way to read it, the one it was read in first."""
    return [_question(question) for question in guess["questions"]]


def _columns(guess: dict[str, Any], roles: list[str], number: int) -> list[dict[str, Any]]:
    columns = []
    for index, name in enumerate(guess["header"]):
        role = roles[index] if index < len(roles) else ""
        columns.append(
            {
                "id": f"sheet-{number}-role-{index}",
                "label": name or gettext("column %(letter)s") % {"letter": letter_of(index)},
                "options": _options({each: ROLE_WORDS[each] for each in ROLES}, role),
            }
        )
    return columns


def _field(name: str, value: str, number: int) -> dict[str, Any]:
    label, words = CHOICES[name]
    return {
        "id": f"sheet-{number}-{name}",
        "name": name,
        "label": label,
        "options": _options(words, value),
    }


def _options(words: dict[str, Any], chosen: str) -> list[dict[str, Any]]:
    return [
        {"value": value, "text": capfirst(str(text)), "selected": value == chosen}
        for value, text in words.items()
    ]


def _question(question: dict[str, Any]) -> str:
    """A question in words, with what the example is in each way of reading it."""
    about, meanings = question["about"], gettext(" or ")
    meanings = meanings.join(_meaning(about, option) for option in question["options"])
    return ASKED[about] % {"example": question["example"], "row": question["row"], "meanings": meanings}


def _meaning(about: str, option: dict[str, Any]) -> str:
    meaning = option["meaning"]
    if about == "year":
        return str(meaning)
    if about == "day_order":
        day = date.fromisoformat(meaning)
        return format_full_day(day)
    if about == "duration_form":
        return format_duration(meaning)
    return _distance(meaning, option["value"])


def _distance(metres: int, unit: str) -> str:
    """As the sheet would count it: `10 km`, `10 mi`, `10000 m`."""
    sizes: dict[str, Any] = {**METRES_PER, "": METRES_PER["km"]}
    return f"{round(float(metres / sizes.get(unit, 1)), 2):g}\u00a0{unit or 'km'}"
