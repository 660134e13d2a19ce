"""Shoes: how far each has gone, and when a replacement is due at the present pace."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext

from training.models import Shoe, User
from training.pages.cards import shoe_anchor
from training.pages.viewing import Viewing, own
from training.rules import shoe_mileage
from training.thresholds.laying import ruleset_for
from training.units import Units, format_day, format_distance, format_full_day, from_metres

# The scale of the bar ends a little past the line of replacing.
SCALE = 1.2
PACE_DAYS, LEAST_PACE_DAYS = 56, 7


class Pace(NamedTuple):
    """Metres run in a shoe in the last `days`."""

    metres: int
    days: int


def shoes_page(runner: User, viewing: Viewing | None = None) -> dict[str, Any]:
    """Shoes in use, and the retired ones."""
    viewing = viewing or own(runner)
    metres, recent, first_runs = _sums(runner)
    limits, today = ruleset_for(runner).limits_of(shoe_mileage.RULE), runner.profile.today()
    cards = [
        _card(shoe, metres.get(shoe.pk, 0), _pace(shoe, recent, first_runs, today), limits, viewing)
        for shoe in runner.shoes.select_related("successor")
    ]
    return {
        "in_use": [card for card in cards if not card["retired"]],
        "retired": [card for card in cards if card["retired"]],
    }


def _sums(runner: User) -> tuple[dict[UUID, int], dict[UUID, int], dict[UUID, date]]:
    """Of each shoe worn: all metres, those of the pace, and the day of the first run."""
    since = runner.profile.today() - timedelta(days=PACE_DAYS)
    recent = Sum("distance_m", filter=Q(local_date__gt=since), default=0)
    worn = runner.runs.exclude(shoe=None).order_by().values("shoe")
    sums = worn.annotate(metres=Sum("distance_m"), recent=recent, first=Min("local_date"))
    rows = list(sums.values_list("shoe", "metres", "recent", "first"))
    return (
        {shoe: metres for shoe, metres, _, _ in rows},
        {shoe: metres for shoe, _, metres, _ in rows},
        {shoe: first for shoe, _, _, first in rows},
    )


def _pace(shoe: Shoe, recent: dict[UUID, int], first_runs: dict[UUID, date], today: date) -> Pace:
    """Lately, or since the first run where that is not so long ago; a first week counts as a whole one."""
    if shoe.pk not in first_runs:
        return Pace(0, PACE_DAYS)
    first = min(first_runs[shoe.pk], shoe.started_on or today)
    days = (today - first).days + 1
    return Pace(recent[shoe.pk], max(LEAST_PACE_DAYS, min(days, PACE_DAYS)))


def _card(shoe: Shoe, run_m: int, pace: Pace, limits: Any, viewing: Viewing) -> dict[str, Any]:
    units, total = viewing.units, shoe.start_distance_m + run_m
    notice, replace = shoe.notice_at_m or limits.notice_m, shoe.replace_at_m or limits.replace_m
    return {
        "anchor": shoe_anchor(shoe.key),
        "name": shoe.name,
        "url": f"{viewing.url('runs')}?shoe={shoe.pk}",
        "retired": bool(shoe.retired_on),
        "detail": _detail(shoe),
        "bar": _bar(total, notice, replace, units, _outlook(shoe, total, pace, notice, replace, viewing)),
        "tags": [],
        "links": _links(shoe) if viewing.is_own else [],
    }


def _links(shoe: Shoe) -> list[dict[str, str]]:
    links = [{"text": gettext("Edit"), "url": reverse("edit-shoe", args=[shoe.pk])}]
    if not shoe.retired_on:
        links.append({"text": gettext("Retire"), "url": reverse("retire-shoe", args=[shoe.pk])})
    return links


def _detail(shoe: Shoe) -> str:
    parts = (
        [gettext("%(support)s support") % {"support": shoe.get_support_display()}]
        if shoe.support != "unknown"
        else []
    )
    if shoe.started_on:
        parts.append(gettext("since %(day)s") % {"day": format_full_day(shoe.started_on)})
    if shoe.retired_on:
        parts.append(gettext("retired on %(day)s") % {"day": format_full_day(shoe.retired_on)})
    if shoe.successor:
        parts.append(gettext("handed over to %(shoe)s") % {"shoe": shoe.successor.name})
    if shoe.limit_reason:
        parts.append(gettext("own limits: %(reason)s") % {"reason": shoe.limit_reason})
    return " · ".join(parts)


def _bar(total: int, notice: int, replace: int, units: Units, note: str) -> dict[str, Any]:
    scale = max(replace * SCALE, total)
    return {
        "value": from_metres(total, units),
        "unit": units,
        "note": note,
        "used": round(total * 100 / scale),
        "plan": round(notice * 100 / scale),
        "plan_text": str(from_metres(notice, units, 0)),
        "end": round(replace * 100 / scale),
        "end_text": str(from_metres(replace, units, 0)),
        "state": "past" if total >= replace else "near" if total >= notice else "ok",
    }


def _outlook(shoe: Shoe, total: int, pace: Pace, notice: int, replace: int, viewing: Viewing) -> str:
    """When the next line is reached at the pace of the last eight weeks, or of a younger pair so far."""
    line = notice if total < notice else replace
    units, today = viewing.units, viewing.runner.profile.today()
    if shoe.retired_on or total >= replace or not pace.metres:
        return ""
    day = today + timedelta(days=min(round((line - total) * pace.days / pace.metres), 3650))
    if pace.days < PACE_DAYS:
        words = gettext("At the pace since its first run it reaches %(line)s around %(day)s.")
    else:
        words = gettext("At the pace of the last 8 weeks it reaches %(line)s around %(day)s.")
    return words % {"line": format_distance(line, units, 0), "day": format_day(day, today)}
