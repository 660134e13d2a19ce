"""Quiet questions: this morning's knee, an episode nobody spoke of, days without an entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from training.assessment import Assessment
from training.engine.facts import SIDES
from training.engine.history import History
from training.models import GapAnswer
from training.models.bounds import MAX_GAP_DAYS
from training.models.choices import GapReason
from training.pages.knee import side_words
from training.units import format_day


def prompts(assessment: Assessment) -> list[dict[str, Any]]:
    """What the log would like to know today, most useful first."""
    return [*_morning(assessment), *_stale(assessment), *_gap(assessment)]


def _morning(assessment: Assessment) -> list[dict[str, Any]]:
    if not is_morning_open(assessment.history):
        return []
    return [
        {
            "icon": "sun",
            "title": gettext("How are your knees this morning, after yesterday's run?"),
            "text": gettext("The morning after tells most about how a run was taken."),
            "posts": [both_clear()],
            "links": [{"text": gettext("Say how they feel"), "url": morning_url(), "main": False}],
        }
    ]


def is_morning_open(history: History) -> bool:
    """Whether yesterday held a run, and nobody has said this morning how the knees are."""
    yesterday, today = (history.day - 1, history.day - 1), (history.day, history.day)
    moments = {entry.moment for side in SIDES for entry in history.check_ins_in(today, side)}
    return "next_morning" not in moments and history.distance_in(yesterday) > 0


def morning_url() -> str:
    """The form that asks how the knees are this morning."""
    return f"{reverse('knee')}?moment=next_morning"


def both_clear() -> dict[str, Any]:
    """The answer of one tap to how the knees are this morning."""
    return {
        "text": gettext("Both clear"),
        "url": reverse("clear-knees"),
        "name": "moment",
        "value": "next_morning",
        "main": True,
    }


def _stale(assessment: Assessment) -> list[dict[str, Any]]:
    history = assessment.history
    return [
        {
            "icon": "knee",
            "title": gettext("%(side)s: recovered, or not logged?") % {"side": side_words(episode.side)},
            "text": gettext("The last entry is of %(day)s.")
            % {"day": format_day(episode.last_entry_on, assessment.today)},
            "links": [{"text": gettext("Answer"), "url": reverse("knee"), "main": True}],
        }
        for episode in history.open_episodes
        if history.is_stale(episode)
    ]


def _gap(assessment: Assessment) -> list[dict[str, Any]]:
    """The newest days without entries that were not asked about; once answered they never are again."""
    gaps = assessment.history.unasked_gaps
    if not gaps:
        return []
    first, last = gaps[0]
    days = date.fromordinal(max(first, last - MAX_GAP_DAYS + 1)), date.fromordinal(last)
    return [
        {
            "icon": "rest",
            "title": gettext("Nothing from %(first)s to %(last)s: rest, sick, or not logged?")
            % named_days(*days, assessment.today),
            "text": gettext("One tap, and you are not asked again. Days you do remember can still be added."),
            "posts": [_answer(reason, *days) for reason in GapReason],
        }
    ]


def _answer(reason: GapReason, first: date, last: date) -> dict[str, Any]:
    return {
        "text": capfirst(reason.label),
        "url": reverse("gap"),
        "name": "answer",
        "value": reason.value,
        "main": False,
        "fields": [
            {"name": "first", "value": first.isoformat()},
            {"name": "last", "value": last.isoformat()},
        ],
    }


def gap_words(answer: GapAnswer) -> str:
    """What one tap kept of days without entries."""
    kept = {
        GapReason.REST: gettext("%(first)s to %(last)s: kept as rest."),
        GapReason.SICK: gettext("%(first)s to %(last)s: kept as days you were sick."),
        GapReason.NOT_LOGGED: gettext("%(first)s to %(last)s: kept as not logged."),
    }
    return kept[GapReason(answer.answer)] % named_days(
        answer.first, answer.last, answer.runner.profile.today()
    )


def named_days(first: date, last: date, today: date) -> dict[str, str]:
    """`{first}` and `{last}` of a sentence, with the year where it is not this one."""
    return {"first": format_day(first, today), "last": format_day(last, today)}
