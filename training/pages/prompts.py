"""Quiet questions: this morning's knee, an episode nobody spoke of, days without an entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from training.assessment import Assessment
from training.engine.facts import SIDES
from training.units import format_day


def prompts(assessment: Assessment) -> list[dict[str, Any]]:
    """What the log would like to know today, most useful first."""
    return [*_morning(assessment), *_stale(assessment), *_gap(assessment)]


def _morning(assessment: Assessment) -> list[dict[str, Any]]:
    history = assessment.history
    yesterday, today = (history.day - 1, history.day - 1), (history.day, history.day)
    moments = {entry.moment for side in SIDES for entry in history.check_ins_in(today, side)}
    if "next_morning" in moments or not history.distance_in(yesterday):
        return []
    url = f"{reverse('knee')}?moment=next_morning"
    return [
        {
            "icon": "sun",
            "title": gettext("How are your knees this morning, after yesterday's run?"),
            "text": gettext("The morning after tells most about how a run was taken."),
            "posts": [
                {
                    "text": gettext("Both clear"),
                    "url": reverse("clear-knees"),
                    "name": "moment",
                    "value": "next_morning",
                    "main": True,
                }
            ],
            "links": [{"text": gettext("Say how they feel"), "url": url, "main": False}],
        }
    ]


def _stale(assessment: Assessment) -> list[dict[str, Any]]:
    history = assessment.history
    return [
        {
            "icon": "knee",
            "title": gettext("%(side)s: recovered, or not logged?") % {"side": _knee(episode.side)},
            "text": gettext("The last entry is of %(day)s.") % {"day": format_day(episode.last_entry_on)},
            "links": [{"text": gettext("Answer"), "url": reverse("knee"), "main": True}],
        }
        for episode in history.open_episodes
        if history.is_stale(episode)
    ]


def _gap(assessment: Assessment) -> list[dict[str, Any]]:
    history = assessment.history
    days = history.log.entry_days
    gaps = [gap for gap in history.gaps if days and gap[0] > days[0]]
    if not gaps:
        return []
    first, last = (format_day(date.fromordinal(day)) for day in gaps[0])
    return [
        {
            "icon": "rest",
            "title": gettext("Nothing from %(first)s to %(last)s: rest, illness, or not logged?")
            % {"first": first, "last": last},
            "text": gettext("A gap is not counted as rest. Rest days can be logged in one go."),
            "links": [
                {"text": gettext("I rested"), "url": f"{reverse('care')}#rest", "main": True},
                {"text": gettext("I ran"), "url": reverse("log-run"), "main": False},
            ],
        }
    ]


def _knee(side: str) -> str:
    return gettext("Left knee") if side == "left" else gettext("Right knee")
