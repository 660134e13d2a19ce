"""Leaving with everything: what there is, and the two forms it can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.exporting.csv_zip import export_tables
from training.exporting.log_file import export_log
from training.models import User

PIECE = 64 * 1024


@dataclass(frozen=True)
class Download:
    """A file as it is made, with the name it gets: it tells neither whose it is nor what is in it."""

    name: str
    content_type: str
    pieces: Iterable[bytes]


def export_page(runner: User) -> dict[str, Any]:
    """What goes along, and the forms to choose from."""
    return {"rows": _rows(runner), "forms": [_form(name) for name in FORMS]}


def json_download(runner: User) -> Download:
    return Download(_name(runner, "json"), "application/json", _gathered(export_log(runner)))


def tables_download(runner: User) -> Download:
    return Download(_name(runner, "zip"), "application/zip", export_tables(runner))


FORMS = {
    "export-log": (
        _("One file for KneeLog and other programs"),
        _("JSON, in a format that is documented. KneeLog reads it back: the same log, the same warnings."),
        _("Download JSON"),
    ),
    "export-tables": (
        _("Tables for a spreadsheet"),
        _("A zip of CSV files for Excel, LibreOffice or Numbers. KneeLog reads it back as well."),
        _("Download CSV files"),
    ),
}


def _form(name: str) -> dict[str, Any]:
    title, text, action = FORMS[name]
    return {"url": reverse(name), "title": title, "text": text, "action": action}


def _name(runner: User, ending: str) -> str:
    return f"kneelog-{runner.profile.today().isoformat()}.{ending}"


def _gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """The same in fewer pieces: each one on its way costs the same, however short."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def _rows(runner: User) -> list[dict[str, str]]:
    runs = runner.runs.aggregate(n=Count("pk"), first=Min("local_date"), last=Max("local_date"))
    knees = runner.check_ins.aggregate(n=Count("pk"), first=Min("local_date"), last=Max("local_date"))
    care = runner.care_entries.aggregate(n=Count("pk"), first=Min("on"), last=Max("on"))
    return [
        {"term": gettext("runs"), "value": f"{runs['n']:,}", "hint": _span(runs["first"], runs["last"])},
        {
            "term": gettext("knee check-ins"),
            "value": f"{knees['n']:,}",
            "hint": _span(knees["first"], knees["last"]),
        },
        {"term": gettext("care"), "value": f"{care['n']:,}", "hint": _span(care["first"], care["last"])},
        {"term": gettext("days without entries"), "value": _answered(runner.gap_answers.count())},
        {"term": gettext("shoes"), "value": str(runner.shoes.count())},
        {"term": gettext("answers to warnings"), "value": str(runner.reactions.count())},
        {"term": gettext("sessions back to running"), "value": str(runner.ladder_sessions.count())},
        {"term": gettext("words of a clinician"), "value": str(runner.clearances.count())},
        {
            "term": gettext("about you"),
            "value": _about(runner),
            "hint": gettext("Units, time zone, feet, knees and habits of stride."),
        },
    ]


def _answered(gaps: int) -> str:
    return ngettext("%(n)s answer", "%(n)s answers", gaps) % {"n": gaps}


def _about(runner: User) -> str:
    injuries = runner.previous_injuries.count()
    if not injuries:
        return gettext("Profile")
    return ngettext("Profile, %(n)s injury", "Profile, %(n)s injuries", injuries) % {"n": injuries}


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    days = [date_format(day, "j F Y") for day in (first, last)]
    return (
        days[0] if first == last else gettext("%(first)s to %(last)s") % {"first": days[0], "last": days[1]}
    )
