"""The form of a new run, filled with what is likely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import resolve, reverse
from django.utils.translation import gettext

from training.assessment import Assessment
from training.engine.rule import Finding
from training.insights.ladder_steps import ladder_limits, steps_of
from training.models import Run, Shoe, User
from training.models.choices import Session
from training.pages.cards import SEVERITY_WORDS
from training.pages.ladder_words import step_words
from training.thresholds import current_ruleset
from training.units import Units, format_distance, from_metres

RECENT_RUNS = 12
# The level of the message that names a run just saved; between Django's SUCCESS and WARNING.
SAVED_RUN = 26
CHIPS = 3
SHORTEST_CHIP_M = 100
# Words of an address, and the fields they fill.
ASKED = {
    "distance": "distance_m",
    "units": "units",
    "surface": "surface",
    "terrain": "terrain",
    "session": "session",
}
LONGEST_WORD = 20


def likely_run(runner: User) -> dict[str, Any]:
    """Initial values: the last surface, the shoe last worn on it or what took over, and the usual warm-up."""
    recent = _recent_runs(runner)
    if not recent:
        return {}
    surface = recent[0].surface
    shoe = _worn_on(recent, surface)
    known = [run.warm_up for run in recent if run.warm_up is not None]
    return {
        "surface": surface,
        "shoe": shoe.pk if shoe else None,
        "warm_up": known.count(True) * 2 > len(known) if known else None,
    }


def usual_shoe(runner: User, surface: str) -> Shoe | None:
    """The shoe last worn on this surface, or on that of the last run, or what took over from it; or None."""
    recent = _recent_runs(runner)
    return _worn_on(recent, surface or (recent[0].surface if recent else ""))


def _recent_runs(runner: User) -> list[Run]:
    return list(runner.runs.select_related("shoe__successor")[:RECENT_RUNS])


def _worn_on(recent: list[Run], surface: str) -> Shoe | None:
    worn = (_in_use(run.shoe) for run in recent if run.shoe and run.surface == surface)
    return next(filter(None, worn), None)


def run_of_session(runner: User, pk: str) -> dict[str, Any]:
    """What was run of a session of the ladder, as far as the session tells; nothing for another's id."""
    try:
        session = runner.ladder_sessions.filter(pk=UUID(pk)).first()
    except ValueError:
        return {}
    if session is None:
        return {}
    steps = steps_of(ladder_limits(current_ruleset()))
    step = next(step for step in steps if step.word == session.step)
    sets = max((session.minutes or step.minutes) // max(step.minutes // step.sets, 1), 1)
    minutes = (session.minutes or step.run) if step.longest else step.run * sets
    return {
        "day": session.on,
        "duration_s": minutes * 60 or None,
        "session": Session.EASY,
        "notes": gettext("Back to running: %(step)s") % {"step": step_words(step, sets, minutes)},
    }


def _in_use(shoe: Shoe) -> Shoe | None:
    """The shoe, or the one that took over from it; None where both are retired."""
    for candidate in (shoe, shoe.successor):
        if candidate and not candidate.retired_on:
            return candidate
    return None


def distance_chips(runner: User, units: Units) -> list[dict[str, str]]:
    """The last three different distances, as one would say them in the units of the form they fill."""
    metres = runner.runs.values_list("distance_m", flat=True)[:RECENT_RUNS]
    return chips_of(metres, units, reverse("log-run"))


def chips_of(metres: Iterable[int], units: Units, page: str) -> list[dict[str, str]]:
    """The first three different distances of these, each with the address of `page` filled with it."""
    shown = dict.fromkeys(str(from_metres(m, units)) for m in metres if m >= SHORTEST_CHIP_M)
    return [
        {"text": f"{value} {units}", "value": value, "url": f"{page}?distance={value}&units={units}"}
        for value in list(shown)[:CHIPS]
    ]


def asked_run(runner: User, asked: QueryDict) -> dict[str, Any]:
    """Initial values that an address names: a run planned before and run since."""
    said = {field: asked[name][:LONGEST_WORD] for name, field in ASKED.items() if asked.get(name)}
    shoe = runner.shoes.filter(key=asked["shoe"]).first() if asked.get("shoe") else None
    return said | ({"shoe": shoe.pk} if shoe else {})


def saved_words(run: Run, units: Units) -> str:
    return gettext("%(distance)s saved.") % {"distance": format_distance(run.distance_m, units)}


def consequence(assessment: Assessment, undo_url: str) -> str:
    """What the run just saved means, in one sentence: the worst thing it raised, else the week so far."""
    runner = assessment.runner
    run, units = runner.runs.filter(pk=resolve(undo_url).kwargs["pk"]).first(), runner.profile.units
    if run is None:
        return ""
    new = [finding for finding in assessment.findings if _is_about(finding, f"run:{run.local_text}")]
    if new:
        return f"{SEVERITY_WORDS[new[0].severity]}: {new[0].lead(units, gettext)}"
    week = assessment.history.distance_in(assessment.history.last_days(7))
    return gettext("%(week)s in the last 7 days.") % {"week": format_distance(week, units)}


def _is_about(finding: Finding, subject: str) -> bool:
    """A finding about another run may name this one as its proof, and still is not about this one."""
    if finding.subject.startswith("run:"):
        return finding.subject == subject
    return any(item.ref == subject for item in finding.evidence)
