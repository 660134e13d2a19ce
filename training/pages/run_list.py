"""The list of runs: newest first, filtered by shoe, surface or day."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from training.models import Run, User
from training.models.choices import Category, Surface
from training.pages.viewing import Viewing, own
from training.units import Units, format_duration, format_pace, format_short_day, from_metres, weekday_name

RUNS_A_PAGE = 50


def runs_page(runner: User, asked: QueryDict, viewing: Viewing | None = None) -> dict[str, Any]:
    """The context of the list; an unknown filter value is as good as none."""
    viewing = viewing or own(runner)
    shoes = {str(shoe.pk): shoe.name for shoe in runner.shoes.all()}
    shoe, surface, day = asked.get("shoe", ""), asked.get("surface", ""), read_day(asked.get("day", ""))
    runs = runner.runs.select_related("shoe")
    if shoe in shoes:
        runs = runs.filter(shoe_id=UUID(shoe))
    if surface in Surface.values:
        runs = runs.filter(surface=surface)
    if day:
        runs = runs.filter(local_date=day)
    page = _page(runs, asked.get("page", ""))
    return {
        "page": page,
        "rows": [_row(run, viewing) for run in page],
        "filters": _filters(shoes, shoe, surface, viewing.url("runs") if shoe or surface or day else ""),
        "day": day,
        "total": page.paginator.count,
    }


def _page(runs: QuerySet[Run], number: str) -> Page[Run]:
    return Paginator(runs, RUNS_A_PAGE).get_page(number if len(number) < 10 else 1)


def read_day(text: str) -> date | None:
    """The day of an address, like `2026-03-01`; None where it is none."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _filters(shoes: dict[str, str], shoe: str, surface: str, clear_url: str) -> dict[str, Any]:
    anything = {"value": "", "text": gettext("all"), "selected": False}
    by_shoe = [{"value": pk, "text": name, "selected": pk == shoe} for pk, name in shoes.items()]
    by_surface = [{"value": v, "text": str(t), "selected": v == surface} for v, t in Surface.choices]
    return {
        "fields": [
            {"name": "shoe", "label": gettext("Shoe"), "options": [anything, *by_shoe]},
            {"name": "surface", "label": gettext("Surface"), "options": [anything, *by_surface]},
        ],
        "clear_url": clear_url,
    }


def _row(run: Run, viewing: Viewing) -> dict[str, Any]:
    """Whoever looks without being able to open a run reads its notes here, where they may."""
    if viewing.is_own:
        return run_row(run, viewing.units)
    notes = run.notes if viewing.sight.shows(Category.NOTES) else ""
    return run_row(run, viewing.units) | {"url": "", "note": notes}


def run_row(run: Run, units: Units) -> dict[str, Any]:
    """A run as a row of the list component."""
    said = [run.get_session_display(), run.get_surface_display(), run.get_terrain_display()]
    if run.shoe:
        said.append(run.shoe.name)
    if run.duration_s:
        said += [format_duration(run.duration_s), format_pace(run.distance_m, run.duration_s, units)]
    return {
        "on": run.local_date,
        "title": f"{weekday_name(run.local_date)}, {run.local:%H:%M}",
        "url": reverse("edit-run", args=[run.pk]),
        "date": f"{format_short_day(run.local_date)} {run.local_date.year}",
        "detail": " · ".join(part for part in said if part),
        "value": from_metres(run.distance_m, units),
        "unit": units,
        "flag": "",
        "tags": [],
        "icon": "run",
    }
