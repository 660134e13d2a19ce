"""The numbers of an athlete's line: silence, room this week, knee and shoe."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from training.access import Sight
from training.insights.triage import Silence
from training.models.choices import Category
from training.summaries import Summary
from training.units import Units, format_distance


def facts_of(sight: Sight, summary: Summary, units: Units) -> list[dict[str, str]]:
    """Label, value, what stands under it, and its state as of a meter; always four, in this order."""
    training, knee = sight.shows(Category.TRAINING), sight.shows(Category.KNEE)
    return [
        _silence(summary.silence),
        _week(summary, units) if training else _withheld(gettext("This week")),
        _knee(summary) if knee else _withheld(gettext("Knee")),
        _shoe(summary, units) if training else _withheld(gettext("Shoe")),
    ]


def _fact(label: str, value: str, note: str = "", state: str = "") -> dict[str, str]:
    return {"label": label, "value": value, "note": note, "state": state}


def _withheld(label: str) -> dict[str, str]:
    return _fact(label, "", gettext("not shared"), "withheld")


def silence_words(silence: Silence) -> str:
    """How long nothing has been logged."""
    if silence.days is None:
        return gettext("nothing logged yet")
    if silence.days == 0:
        return gettext("logged today")
    words = ngettext("%(n)s day without an entry", "%(n)s days without an entry", silence.days)
    return words % {"n": silence.days}


def _silence(silence: Silence) -> dict[str, str]:
    label = gettext("Silent")
    if silence.days is None:
        return _fact(label, "\u2013", gettext("no entry yet"))
    if silence.days == 0:
        return _fact(label, "0", gettext("logged today"))
    note = ngettext("day", "days", silence.days)
    return _fact(label, str(silence.days), note, "past" if silence.is_long else "")


def _week(summary: Summary, units: Units) -> dict[str, str]:
    """What is left this week, unless a warning comes before any sum."""
    label, used = gettext("This week"), format_distance(summary.week_used_m, units)
    if summary.hold:
        return _fact(label, used, gettext("run; do less first"), "past")
    if summary.week_left_m is None:
        return _fact(label, used, gettext("run"))
    if summary.week_left_m == 0:
        return _fact(label, format_distance(0, units), gettext("left; %(used)s run") % {"used": used}, "past")
    left = format_distance(summary.week_left_m, units)
    return _fact(label, left, gettext("left; %(used)s run") % {"used": used})


def _knee(summary: Summary) -> dict[str, str]:
    label = gettext("Knee")
    if not summary.episodes:
        return _fact(label, "\u2013", gettext("no open episode"))
    longest = max(summary.episodes, key=lambda episode: episode.day)
    knee = gettext("left") if longest.side == "left" else gettext("right")
    if len(summary.episodes) > 1:
        knee = gettext("both")
    note = gettext("%(knee)s, not spoken of lately") % {"knee": knee} if longest.is_stale else knee
    return _fact(
        label, gettext("Day %(day)s") % {"day": longest.day}, note, "past" if longest.is_long else "near"
    )


def _shoe(summary: Summary, units: Units) -> dict[str, str]:
    label, worn = gettext("Shoe"), summary.worn
    if worn is None:
        return _fact(label, "\u2013", gettext("none in use"))
    said = {
        "past": gettext("%(shoe)s: replace"),
        "near": gettext("%(shoe)s: plan a new pair"),
        "ok": "%(shoe)s",
    }[worn.state]
    note = said % {"shoe": worn.name}
    return _fact(
        label, format_distance(worn.used_m, units, 0), note, "" if worn.state == "ok" else worn.state
    )
