"""How one warning fares: how often it was raised, what runners said of it, and what followed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.backtests import DEFAULT_SPAN, SPANS, span_of
from training.insights.publish import LEAST_RUNNERS, shown
from training.models import BackTest, User
from training.pages.back_tests import followed_words, number, runners, span_words
from training.pages.threshold_words import severity_of
from training.pages.who_set import version_words
from training.reactions import Kind, Tellings, tellings_of
from training.thresholds.setting import Declared
from training.units import format_moment

REACTION_TERMS = {
    Kind.ACKNOWLEDGED: _("Marked as seen"),
    Kind.SNOOZED: _("Snoozed"),
    Kind.MUTED: _("Muted"),
    Kind.USEFUL: _("Marked useful"),
    Kind.WRONG: _("Marked wrong"),
}


def report_page(admin: User, declared: Declared, days: int) -> dict[str, Any]:
    """The report card of one rule over the last `days` days."""
    measured = newest_report(days)
    told = tellings_of(declared.id, span_of(days))
    return {
        "title": gettext(declared.title),
        "days": days,
        "filters": _filters(days),
        "fired": _fired(measured, declared.id, admin.profile.now()) if measured else None,
        "told": [_told(term, told.get(kind)) for kind, term in REACTION_TERMS.items()],
        "back_url": reverse("edit-thresholds", args=[declared.id]),
    }


def report_days(text: str | None) -> int:
    """The period asked for, where it is one that is offered."""
    return next((span for span in SPANS if str(span) == text), DEFAULT_SPAN)


def newest_report(days: int) -> BackTest | None:
    """The last measurement that was finished over so many days."""
    reports = BackTest.objects.filter(kind=BackTest.Kind.REPORT, state=BackTest.State.DONE)
    found = next((test for test in reports.defer("result", "partial") if test.days == days), None)
    return found and BackTest.objects.filter(pk=found.pk).first()


def _filters(days: int) -> dict[str, Any]:
    options = [
        {"value": span, "text": gettext("%(days)s days") % {"days": span}, "selected": span == days}
        for span in SPANS
    ]
    return {"fields": [{"name": "days", "label": gettext("Period"), "options": options}], "clear_url": ""}


def _fired(test: BackTest, rule_id: str, now: datetime) -> dict[str, Any]:
    found = test.result
    rows = [row for row in found["rows"] if row["rule"] == rule_id]
    return {
        "too_few": found["too_few"],
        "span": span_words(test),
        "version": version_words(test.base),
        "when": format_moment(test.finished_at, now),
        "rows": [
            {
                **severity_of(row["severity"]),
                "count": runners(row["now"]),
                "followed": followed_words(row["followed"]["now"]),
            }
            for row in sorted(rows, key=lambda row: -row["severity"])
        ],
        "any_day": followed_words(found.get("any_day")),
    }


def _told(term: str, told: Tellings | None) -> dict[str, str]:
    """How often something was said, where at least 5 runners said it; what they wrote is theirs."""
    if told is None:
        return {"term": term, "value": "0", "hint": ""}
    count = shown(told.count, told.runners)
    reasons = shown(told.reasons, told.reasoners)
    if count is None:
        words = gettext("fewer than %(n)s runners") % {"n": LEAST_RUNNERS}
        return {"term": term, "value": number(count), "hint": words}
    hint = gettext("%(n)s with a reason") % {"n": number(reasons)} if told.reasons else ""
    return {"term": term, "value": str(count), "hint": hint}
