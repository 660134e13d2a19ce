"""Room before the next warning, as meters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.assessment import Assessment
from training.engine.words import KNEES
from training.insights.headroom import Room
from training.models.choices import Category
from training.pages.cards import anchor, shoe_url
from training.pages.viewing import Viewing, own
from training.rules import knee_two_weeks, load_longest_run, load_weekly_jump
from training.units import at_most, from_metres

NEAR_SHARE = 80
DO_LESS = _("How far you could run is not shown while a warning asks you to do less.")
NO_KNEE = _("These numbers know nothing of the knee: it is not shared.")


def room_items(
    rooms: list[Room], assessment: Assessment, viewing: Viewing | None = None
) -> list[dict[str, Any]]:
    """The meters of the strip; none that could sound like leave to go on while a card says to see someone."""
    viewing = viewing or own(assessment.runner)
    if assessment.professional_first:
        rooms = [room for room in rooms if room.rule.group == "shoe" or not room.left]
    elif assessment.holds_back:
        rooms = [room for room in rooms if room.rule.group != "load"]
    return [_item(room, assessment, viewing) for room in rooms]


def room_note(assessment: Assessment, viewing: Viewing | None = None) -> str:
    """What the meters cannot know: a sore knee comes before any distance."""
    if assessment.professional_first:
        return gettext("How far you could run is not shown while a warning asks you to stop.")
    if assessment.holds_back:
        return str(DO_LESS)
    if viewing and not viewing.sight.shows(Category.KNEE):
        return str(NO_KNEE)
    if assessment.history.open_episodes:
        return gettext("These numbers know nothing of your knee: how it feels comes first.")
    return ""


def _item(room: Room, assessment: Assessment, viewing: Viewing) -> dict[str, Any]:
    if room.rule is knee_two_weeks.RULE:
        return _episode_item(room, assessment.ruleset.limits_of(room.rule).after_days, viewing)
    units = viewing.units
    share = _share(room.used, room.left)
    label, note = _words(room)
    value = at_most(room.left, units)
    place = shoe_url(room.subject.partition(":")[2], viewing) if room.name else _plan(room, value, viewing)
    return {
        "value": value,
        "unit": units,
        "is_run": room.rule.group == "load",
        "label": label,
        "note": note % {"used": f"{from_metres(room.used, units)} {units}"},
        "used": share,
        "state": _state(room.left, share),
        "url": place,
    }


def _words(room: Room) -> tuple[str, str]:
    if room.rule is load_weekly_jump.RULE:
        return gettext("left this week"), gettext("%(used)s in the last 7 days")
    if room.rule is load_longest_run.RULE:
        return gettext("longest run without a flag"), gettext("your recent longest: %(used)s")
    return gettext("left on %(shoe)s") % {"shoe": room.name.replace("%", "%%")}, gettext("%(used)s so far")


def _episode_item(room: Room, line: int, viewing: Viewing) -> dict[str, Any]:
    share = min(100, round(room.used * 100 / line))
    note = (
        gettext("a professional is advised past day %(line)s") if room.left else gettext("past day %(line)s")
    )
    return {
        "value": gettext("Day %(day)s") % {"day": room.used},
        "unit": "",
        "is_run": False,
        "label": gettext(KNEES[room.name]),
        "note": note % {"line": line},
        "used": share,
        "state": _state(room.left, share),
        "url": viewing.url("knee"),
    }


def _plan(room: Room, value: Decimal, viewing: Viewing) -> str:
    """Where just that distance is asked about; the rule itself where there is none left."""
    page = viewing.url("plan")
    if not (page and value):
        return f"{reverse('warnings')}#{anchor(room.rule)}"
    return f"{page}?distance={value}&units={viewing.units}"


def _share(used: int, left: int) -> int:
    return min(100, round(used * 100 / (used + left))) if used + left else 0


def _state(left: int, share: int) -> str:
    if left == 0:
        return "past"
    return "near" if share >= NEAR_SHARE else "ok"
