"""How the two readings of a past day differ, and which entries that came later make the difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypedDict

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from training.access import visible_rules
from training.assessment import Assessment, assess_as_of
from training.engine.facts import CareFact, CheckInFact, GapFact, RunFact, ShoeFact
from training.engine.rule import Finding
from training.engine.words import KNEES
from training.history import LOOK_BACK_DAYS
from training.history.late import Came, LateEntry, late_entries, what_came
from training.insights.readings import Difference, Entry, differences
from training.models.choices import CareKind
from training.pages.cards import SEVERITY_WORDS
from training.pages.viewing import Viewing
from training.rules import ALL_RULES
from training.units import Units, format_day, format_distance

# Each is taken away once, to see what it decides; more are only counted.
MOST_WEIGHED = 30
CARE_WORDS = dict(CareKind.choices)


class What(TypedDict):
    """What a page says of its two readings. late: empty where they are the same."""

    late: str
    changed: str
    differences: list[dict[str, Any]]


def what_differs(assessment: Assessment, viewing: Viewing) -> What:
    """assessment: of either reading of a day of the past; the other one is worked out here."""
    day, runner = assessment.today, assessment.runner
    end, since = runner.profile.end_of(day), day - timedelta(days=LOOK_BACK_DAYS)
    came = what_came(runner, day, end, viewing.sight.categories, since)
    late = {kind: one for kind, one in came.items() if one.late}
    found = _differences(assessment, viewing, end, late) if late else []
    return {
        "late": _late_words(late, day, runner.profile.zone) if late else "",
        "changed": _changed_words(sum(one.changed for one in came.values())),
        "differences": found,
    }


def _differences(
    assessment: Assessment, viewing: Viewing, end: datetime, late: Mapping[str, Came]
) -> list[dict[str, Any]]:
    sight, day = viewing.sight, assessment.today
    known_then = bool(viewing.past and viewing.past.known_then)
    other = assess_as_of(sight, day, None if known_then else end)
    then, now = (assessment, other) if known_then else (other, assessment)
    weigh = sum(one.late for one in late.values()) <= MOST_WEIGHED
    entries = late_entries(sight.runner, day, end, late) if weigh else []
    found = differences(
        then.findings,
        now.history,
        visible_rules(ALL_RULES, sight),
        now.ruleset,
        [one.entry for one in entries],
    )
    return [_difference(one, entries, viewing, day) for one in found]


def _difference(found: Difference, entries: list[LateEntry], viewing: Viewing, day: date) -> dict[str, Any]:
    worse = max((f for f in (found.now, found.then) if f), key=lambda finding: finding.severity)
    return {
        "title": gettext(worse.rule.title),
        "severity": worse.severity.word,
        "word": SEVERITY_WORDS[worse.severity],
        "then": _said(found.then, viewing.units),
        "now": _said(found.now, viewing.units),
        "because": _because(found, entries, viewing, day),
    }


def _said(finding: Finding | None, units: Units) -> str:
    if finding is None:
        return gettext("No such warning.")
    return f"{SEVERITY_WORDS[finding.severity]}: {finding.lead(units, gettext)}"


def _because(found: Difference, entries: list[LateEntry], viewing: Viewing, day: date) -> str:
    """The entries that make it differ, each with the day it was added."""
    zone, today = viewing.runner.profile.zone, viewing.runner.profile.today()
    deciding = [
        gettext("%(entry)s (added %(day)s)")
        % {
            "entry": _name(one.entry, viewing.units, day),
            "day": format_day(one.added.astimezone(zone).date(), today),
        }
        for one in entries
        if one.entry in found.entries
    ]
    if deciding:
        return gettext("Because of: %(entries)s.") % {"entries": get_text_list(deciding, gettext("and"))}
    if entries:
        return gettext("No single late entry decides this: several do together.")
    return gettext("Too many entries came later to say which of them decides this.")


def _name(entry: Entry, units: Units, day: date) -> str:
    if isinstance(entry, RunFact):
        said = {"distance": format_distance(entry.distance_m, units), "day": format_day(entry.day, day)}
        return gettext("run of %(distance)s on %(day)s") % said
    if isinstance(entry, CheckInFact):
        knee = gettext(KNEES[entry.side])
        said = {"knee": knee, "score": str(entry.score), "day": format_day(entry.day, day)}
        return gettext("%(knee)s %(score)s of 10 on %(day)s") % said
    if isinstance(entry, CareFact):
        return f"{CARE_WORDS.get(entry.kind, entry.kind)}, {format_day(entry.day, day)}"
    if isinstance(entry, ShoeFact):
        return gettext("shoes “%(name)s”") % {"name": entry.name}
    if isinstance(entry, GapFact):
        said = {"first": format_day(entry.first, day), "last": format_day(entry.last, day)}
        return gettext("what was said of the days from %(first)s to %(last)s") % said
    return gettext("previous knee injury")


def _late_words(late: Mapping[str, Came], day: date, zone: Any) -> str:
    """How many entries of the days up to this one were added after it, and when."""
    n = sum(one.late for one in late.values())
    first = min(one.first for one in late.values() if one.first).astimezone(zone).date()
    last = max(one.last for one in late.values() if one.last).astimezone(zone).date()
    said = {"n": n, "first": format_day(first, day), "last": format_day(last, day)}
    if first == last:
        words = ngettext(
            "%(n)s entry was added later, on %(first)s.", "%(n)s entries were added later, on %(first)s.", n
        )
    else:
        words = gettext("%(n)s entries were added later, from %(first)s to %(last)s.")
    return words % said


def _changed_words(n: int) -> str:
    if not n:
        return ""
    words = ngettext(
        "%(n)s entry of these weeks was changed after it was logged. It is shown as it is now: what it said "
        "before is not kept.",
        "%(n)s entries of these weeks were changed after they were logged. They are shown as they are now: "
        "what they said before is not kept.",
        n,
    )
    return words % {"n": n}
