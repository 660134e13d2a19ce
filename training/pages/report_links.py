"""The page of the report as its runner sees it: what it holds, the ways to hand it out, and who opened it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext, ngettext

from training.access import Sight
from training.engine.words import KNEES
from training.models import ReportLink, User
from training.models.choices import Category
from training.pages.report import report
from training.sharing.looks import openings_of
from training.sharing.report_links import MOST_OPEN, open_links
from training.units import format_moment

PAST_SHOWN = 5


def report_page(sight: Sight) -> dict[str, Any]:
    """The sheet, and the links that show one."""
    opened = openings_of(sight.runner)
    links = [_row(link, sight.runner, opened.get(link.pk)) for link in open_links(sight.runner)]
    query = _query(sight.sides, notes=sight.shows(Category.NOTES))
    return {
        "sheet": report(sight),
        "links": links,
        "past_links": past_links(sight.runner, opened),
        "may_open_more": len(links) < MOST_OPEN,
        "pdf_url": f"{reverse('report-pdf')}?{query}",
        "file_name": file_name(sight.runner),
    }


def shared_page(seen: Sight, pdf_url: str) -> dict[str, Any]:
    """What the holder of a link sees: the sheet of this moment, and until when it is to be had."""
    until = _moment(seen.link.expires_at, seen.runner) if seen.link else ""
    return {"sheet": report(seen), "until": until, "pdf_url": pdf_url}


def file_name(runner: User) -> str:
    """What the file is called: it tells neither whose it is nor what is in it."""
    return f"kneelog-report-{runner.profile.today().isoformat()}.pdf"


def _query(sides: Any, *, notes: bool) -> str:
    return urlencode({"sides": sorted(sides), **({"notes": "on"} if notes else {})}, doseq=True)


def _row(link: ReportLink, runner: User, opened: tuple[int, datetime] | None) -> dict[str, str]:
    return {
        "title": _what(link),
        "until": gettext("Open until %(when)s") % {"when": _moment(link.expires_at, runner)},
        "opened": _opened(opened, runner),
        "preview_url": f"{reverse('report')}?{_query(link.sides, notes=link.notes)}#paper",
        "end_url": reverse("end-report-link", args=[link.pk]),
    }


def past_links(runner: User, opened: dict[Any, tuple[int, datetime]]) -> list[dict[str, str]]:
    over = runner.report_links.exclude(pk__in=open_links(runner).order_by().values("pk"))[:PAST_SHOWN]
    return [
        {"title": _what(link), "how": _how(link, runner), "opened": _opened(opened.get(link.pk), runner)}
        for link in over
    ]


def _how(link: ReportLink, runner: User) -> str:
    if link.ended_at:
        return gettext("Ended by you on %(when)s") % {"when": _moment(link.ended_at, runner)}
    return gettext("Ended by itself on %(when)s") % {"when": _moment(link.expires_at, runner)}


def _what(link: ReportLink) -> str:
    knees = [gettext(words) for side, words in KNEES.items() if side in link.sides]
    parts = [*knees, *([gettext("your own words")] if link.notes else [])]
    return capfirst(get_text_list(parts, gettext("and")))


def _opened(opened: tuple[int, datetime] | None, runner: User) -> str:
    if opened is None:
        return gettext("Not opened yet.")
    times = ngettext("Opened once", "Opened %(n)s times", opened[0]) % {"n": opened[0]}
    return gettext("%(times)s, last on %(when)s.") % {"times": times, "when": _moment(opened[1], runner)}


def _moment(moment: datetime, runner: User) -> str:
    return format_moment(moment, runner.profile.now())
