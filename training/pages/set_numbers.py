"""Numbers that a coach set, as cards: what, who, when, why, whether they hold, and their end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from training.engine.evaluate import Ruleset
from training.engine.rule import Rule
from training.forms.thresholds import shown_limit
from training.models import Override, TeamOverride, User
from training.pages.sharing import day_for, name_of
from training.thresholds import current_ruleset
from training.thresholds.laying import Laid, holding, laid_over
from training.thresholds.overrides import UNDO_FOR
from training.thresholds.setting import DECLARED
from training.units import Units, format_day

PAST_A_PAGE = 30
Row = Override | TeamOverride


def set_for_me_page(runner: User, asked: QueryDict) -> dict[str, Any]:
    """Everything that coaches set for this runner, what holds first."""
    rows = runner.overrides.select_related("grant__coach", "ended_by")
    standing = list(rows.filter(ended_at=None))
    number = asked.get("page", "")
    past = Paginator(rows.exclude(ended_at=None), PAST_A_PAGE)
    page: Page[Override] = past.get_page(number if len(number) < 10 else 1)
    base, laid = current_ruleset(), laid_over([runner]).get(runner.pk, [])
    in_place = {_place(row) for row in standing}
    cards = [card(row, base, laid, runner) | _to_the_runner(row, runner) for row in standing]
    return {
        "cards": cards,
        "page": page,
        "past": [
            past_row(row, runner, can_undo=_place(row) not in in_place) | _to_the_runner(row, runner)
            for row in page
        ],
    }


def told(runner: User) -> list[dict[str, Any]]:
    """That a coach set something which the runner has not seen yet; the log-in has counted it."""
    count = runner.numbers_unseen or 0
    if not count:
        return []
    title = ngettext("Your coach set a threshold for you", "%(n)s thresholds were set for you", count)
    url = reverse("set-for-me")
    return [
        {
            "icon": "flag",
            "title": title % {"n": count} if count > 1 else title,
            "text": gettext("It decides from which number on a warning speaks. You can end it at any time."),
            "links": [{"text": gettext("See what was set"), "url": url, "main": True}],
        }
    ]


def seen(runner: User) -> None:
    """The runner has read all that was set for them."""
    if runner.numbers_unseen != 0:
        runner.overrides.filter(seen_at=None).update(seen_at=timezone.now())


def card(row: Row, base: Ruleset, laid: Sequence[Laid], reader: User) -> dict[str, Any]:
    """Numbers that were not ended: of which warning, instead of what, and whether they hold."""
    rule, units = DECLARED[row.rule].rule, reader.profile.units
    day = format_day(_set_on(row, reader), reader.profile.today())
    return {
        "id": row.pk,
        "title": gettext(DECLARED[row.rule].title),
        "numbers": _numbers(row, asdict(base.limits_of(rule)), units) if rule else [],
        "when": gettext("Set on %(day)s.") % {"day": day},
        "reason": row.reason,
        "waits": _waits(row, rule, holding(base, laid), laid) if rule else "",
    }


def _place(row: Override) -> tuple[Any, ...]:
    """Where one row stands at a time: what is there is in the way of taking an end back."""
    return row.grant_id, row.rule, row.source


def past_row(row: Override, reader: User, *, can_undo: bool) -> dict[str, Any]:
    """Numbers that were ended, as one line. can_undo: whether nothing is in the way of taking that back."""
    values = ", ".join(line["value"] for line in _numbers(row, {}, reader.profile.units))
    words = {
        "values": values,
        "first": day_for(row.created_at, reader),
        "last": day_for(row.ended_at, reader),
    }
    return {
        "title": gettext(DECLARED[row.rule].title) if row.rule in DECLARED else row.rule,
        "detail": gettext("%(values)s, from %(first)s to %(last)s.") % words,
        "reason": row.reason,
        "can_undo": can_undo and bool(row.ended_at and row.ended_at > timezone.now() - UNDO_FOR),
    }


def _to_the_runner(row: Override, runner: User) -> dict[str, Any]:
    coach = row.grant.coach if row.grant else None
    ended_by_them = row.ended_at is not None and row.ended_by_id == row.runner_id
    return {
        "when": _when(row, name_of(coach), runner),
        "who": name_of(coach),
        "end_url": reverse("end-numbers", args=[row.pk]),
        "undo_url": reverse("undo-numbers", args=[row.pk]) if ended_by_them else "",
        "ended": _ended(row, coach),
    }


def _when(row: Override, who: str, runner: User) -> str:
    words = gettext("Set by %(who)s on %(day)s.")
    if row.source:
        words = gettext("Set by %(who)s on %(day)s, for a team you are in.")
    return words % {"who": who, "day": format_day(_set_on(row, runner), runner.profile.today())}


def _ended(row: Override, coach: User | None) -> str:
    if row.ended_by_id == row.runner_id:
        return gettext("You ended it.")
    if coach and row.ended_by_id == coach.pk:
        return gettext("The coach ended or changed it.")
    return gettext("It ended with the coach's permission.")


def _numbers(row: Row, usual: Mapping[str, Any], units: Units) -> list[dict[str, str]]:
    specs = {spec.name: spec for spec in DECLARED[row.rule].specs} if row.rule in DECLARED else {}
    return [
        {
            "what": capfirst(gettext(specs[name].help)),
            "value": shown_limit(specs[name], value, units),
            "usual": shown_limit(specs[name], usual[name], units) if name in usual else "",
        }
        for name, value in row.values.items()
        if name in specs
    ]


def _waits(row: Row, rule: Rule, held: Mapping[Rule, Mapping[str, Laid]], laid: Sequence[Laid]) -> str:
    """Why these numbers do not hold now; empty where they do."""
    if row.pk not in {other.pk for other in laid}:
        return gettext("Not in force: the coach may not set thresholds now.")
    decided: dict[str, UUID] = {name: by.pk for name, by in held.get(rule, {}).items()}
    if row.pk in decided.values():
        return ""
    if all(name in decided for name in row.values):
        return gettext("Not in force: a newer number, or one set for this athlete alone, goes before it.")
    return gettext("Not in force: it no longer fits the other numbers of this warning.")


def _set_on(row: Row, reader: User) -> date:
    if isinstance(row, Override):
        return date.fromisoformat(max(row.days.values()))
    return row.created_at.astimezone(reader.profile.zone).date()
