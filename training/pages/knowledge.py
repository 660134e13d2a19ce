"""The pages of knowledge, with what one's own log holds of the signs they name; and the links to them."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from training.assessment import Assessment, assess
from training.engine.rule import Rule, Source
from training.engine.words import KNEES
from training.insights.causes import CAUSES, Cause, Match, matches, windows
from training.knowledge import PAGES
from training.knowledge.texts import Exercise, Page, Section, Table
from training.models import User
from training.models.choices import CareKind
from training.pages.care import ICONS
from training.units import format_day

# Rule or group of rules -> page and section that say more; the rule itself comes before its group.
READING = {
    "load": ("prevention", "progression"),
    "load.no_rest_day": ("prevention", "rest-days"),
    "load.return_after_break": ("care", "return"),
    "load.hard_days": ("causes", "hamstring"),
    "shoe": ("prevention", "shoes"),
    "terrain": ("prevention", "ground"),
    "terrain.downhill_uneven": ("causes", "popliteus"),
    "habit.warm_up": ("prevention", "warm-up"),
    "habit.flexibility": ("care", "stretch"),
    "habit.strength": ("care", "strength"),
    "habit.early_care": ("care", "first-care"),
    "knee": ("care", "rest"),
    "knee.emergency": ("see-someone", "now"),
    "knee.red_flag": ("see-someone", "signs"),
    "knee.few_days": ("see-someone", "time"),
    "knee.two_weeks": ("see-someone", "time"),
    "knee.worsening": ("see-someone", "time"),
    "knee.recurring": ("see-someone", "early"),
}
BY_CAUSE = {cause.key: cause for cause in CAUSES}


def reading(rule: Rule) -> dict[str, str]:
    """Where the pages of knowledge say more about what a rule looks at."""
    slug, anchor = READING.get(rule.id) or READING[rule.group]
    page = next(page for page in PAGES if page.slug == slug)
    section = next(section for section in page.sections if section.anchor == anchor)
    title = gettext("Read: %(title)s") % {"title": gettext(section.title)}
    return {"text": title, "url": section_url(slug, anchor)}


def section_url(slug: str, anchor: str) -> str:
    return f"{reverse('knowledge-page', args=[slug])}#{anchor}"


def index_page() -> dict[str, Any]:
    """All pages."""
    return {
        "pages": [
            {
                "title": gettext(page.title),
                "lead": gettext(page.lead),
                "icon": page.icon,
                "url": reverse("knowledge-page", args=[page.slug]),
            }
            for page in PAGES
        ]
    }


def knowledge_page(page: Page, runner: User | None) -> dict[str, Any]:
    """One page; `runner`: whose own log is read for the signs it names, None before the log-in."""
    has_patterns = any(section.pattern for section in page.sections)
    assessment = assess([runner])[0] if runner and has_patterns else None
    return {
        "page": {"title": gettext(page.title), "lead": gettext(page.lead)},
        "sections": [_section(section, assessment) for section in page.sections],
        "others": [other for other in index_page()["pages"] if not other["url"].endswith(f"/{page.slug}/")],
        "read": _read(assessment) if assessment else "",
        "see_first": assessment.professional_first if assessment else False,
    }


def _read(assessment: Assessment) -> str:
    """Which days of the log are read."""
    read = windows(assessment.history)
    if not read:
        return gettext("Your log holds no symptom of the last four weeks, so nothing is marked here.")
    if read[0].opened:
        return gettext(
            "Marked is what your log holds since the open episode began, and runs of the week before."
        )
    return gettext("Marked is what your log holds of the last four weeks.")


def _section(section: Section, assessment: Assessment | None) -> dict[str, Any]:
    return {
        "anchor": section.anchor,
        "title": gettext(section.title),
        "blocks": [
            {
                "source": str(source),
                "statements": [
                    {"text": gettext(said.text), "items": [capfirst(gettext(item)) for item in said.items]}
                    for said in group
                ],
            }
            for source, group in groupby(section.statements, key=lambda said: _named(said.source))
        ],
        "exercises": [_exercise(exercise) for exercise in section.exercises],
        "table": _table(section.table) if section.table else None,
        "pattern": _pattern(BY_CAUSE[section.pattern], assessment) if section.pattern else None,
    }


def _named(source: Source) -> str:
    return str(source) if source.section else capfirst(gettext(source.title))


def _exercise(exercise: Exercise) -> dict[str, Any]:
    return {
        "title": capfirst(CareKind(exercise.kind).label),
        "icon": ICONS[exercise.kind],
        "how": gettext(exercise.how),
        "dose": gettext(exercise.dose) if exercise.dose else gettext("The documents do not say."),
        "source": _named(exercise.source),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": gettext(table.caption),
        "head": [gettext(cell) for cell in table.head],
        "rows": [[gettext(cell) for cell in row] for row in table.rows],
        "source": _named(table.source),
    }


def _pattern(cause: Cause, assessment: Assessment | None) -> dict[str, Any]:
    found = matches(assessment.history, cause) if assessment else []
    usual = cause.clues[0].source
    return {
        "source": _named(usual),
        "clues": [
            {
                "text": capfirst(gettext(clue.text)),
                "source": _named(clue.source) if clue.source != usual else "",
                "seen": [_seen(match, number, assessment) for match in found if match.days[number]],
            }
            for number, clue in enumerate(cause.clues)
        ],
        "counts": [_count(match, cause, assessment) for match in found],
    }


def _seen(match: Match, number: int, assessment: Assessment) -> str:
    return gettext("%(knee)s, %(day)s") % {
        "knee": gettext(KNEES[match.window.side]),
        "day": format_day(match.days[number], assessment.today),
    }


def _count(match: Match, cause: Cause, assessment: Assessment) -> str:
    """`Left knee, since 3 November: your log holds 2 of 5 of these signs.`"""
    words = ngettext(
        "%(knee)s, %(span)s: your log holds %(n)s of this %(all)s sign.",
        "%(knee)s, %(span)s: your log holds %(n)s of these %(all)s signs.",
        len(cause.clues),
    )
    return words % {
        "knee": capfirst(gettext(KNEES[match.window.side])),
        "span": _span(match.window.opened, assessment.today),
        "n": match.held,
        "all": len(cause.clues),
    }


def _span(opened: date | None, today: date) -> str:
    if opened is None:
        return gettext("last four weeks")
    return gettext("since %(day)s") % {"day": format_day(opened, today)}
