"""Shoes: how far each has gone, and when a replacement is due at the present pace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext

from training.models import Shoe, User
from training.pages.cards import shoe_anchor
from training.rules import shoe_mileage
from training.thresholds import current_ruleset
from training.units import Units, format_day, format_distance, from_metres

# The scale of the bar ends a little past the line of replacing.
SCALE = 1.2
PACE_DAYS = 56


def shoes_page(runner: User) -> dict[str, Any]:
    """Shoes in use, and the retired ones."""
    metres, recent = _sums(runner)
    limits = current_ruleset().limits_of(shoe_mileage.RULE)
    cards = [
        _card(shoe, metres.get(shoe.pk, 0), recent.get(shoe.pk, 0), limits, runner)
        for shoe in runner.shoes.select_related("successor")
    ]
    return {
        "in_use": [card for card in cards if not card["retired"]],
        "retired": [card for card in cards if card["retired"]],
    }


def _sums(runner: User) -> tuple[dict[UUID, int], dict[UUID, int]]:
    since = runner.profile.today() - timedelta(days=PACE_DAYS)
    worn = runner.runs.exclude(shoe=None).order_by().values_list("shoe")
    return dict(worn.annotate(Sum("distance_m"))), dict(
        worn.filter(local_date__gt=since).annotate(Sum("distance_m"))
    )


def _card(shoe: Shoe, run_m: int, recent_m: int, limits: Any, runner: User) -> dict[str, Any]:
    units, total = runner.profile.units, shoe.start_distance_m + run_m
    notice, replace = shoe.notice_at_m or limits.notice_m, shoe.replace_at_m or limits.replace_m
    edit = reverse("edit-shoe", args=[shoe.pk])
    links = [{"text": gettext("Edit"), "url": edit}]
    if not shoe.retired_on:
        links.append({"text": gettext("Retire"), "url": reverse("retire-shoe", args=[shoe.pk])})
    return {
        "anchor": shoe_anchor(shoe.key),
        "name": shoe.name,
        "url": f"{reverse('runs')}?shoe={shoe.pk}",
        "retired": bool(shoe.retired_on),
        "detail": _detail(shoe),
        "bar": _bar(total, notice, replace, units, _outlook(shoe, total, recent_m, notice, replace, runner)),
        "tags": [],
        "links": links,
    }


def _detail(shoe: Shoe) -> str:
    parts = (
        [gettext("%(support)s support") % {"support": shoe.get_support_display()}]
        if shoe.support != "unknown"
        else []
    )
    if shoe.started_on:
        parts.append(
            gettext("since %(day)s") % {"day": f"{format_day(shoe.started_on)} {shoe.started_on.year}"}
        )
    if shoe.retired_on:
        parts.append(
            gettext("retired on %(day)s") % {"day": f"{format_day(shoe.retired_on)} {shoe.retired_on.year}"}
        )
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


def _outlook(shoe: Shoe, total: int, recent_m: int, notice: int, replace: int, runner: User) -> str:
    """When the next line is reached at the pace of the last eight weeks."""
    line = notice if total < notice else replace
    units, today = runner.profile.units, runner.profile.today()
    if shoe.retired_on or total >= replace or not recent_m:
        return ""
    day = today + timedelta(days=min(round((line - total) * PACE_DAYS / recent_m), 3650))
    words = gettext("At the pace of the last 8 weeks it reaches %(line)s around %(day)s.")
    return words % {"line": format_distance(line, units, 0), "day": format_day(day, today)}
