"""The answer to a planned run for other programs: the words of the page, the values in SI."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from training.assessment import Assessment
from training.exporting.findings import finding_object
from training.insights.plan import PlannedRun
from training.insights.what_if import Answer, Change, Gate
from training.pages.plan_words import gate_hint, gate_words, room_words, sentence
from training.units import Units

Object = dict[str, Any]


def plan_file(answer: Answer, assessment: Assessment) -> Object:
    """The answer to the runs of one day, with all it rests on."""
    units = assessment.runner.profile.units
    return {
        "on": answer.day.isoformat(),
        "distance_m": answer.distance_m,
        "verdict": answer.verdict.name.lower(),
        "text": sentence(answer, assessment.today, units) if answer.runs else gettext("A day of rest."),
        "is_judged": not answer.is_unjudged,
        "room_m": answer.reach.metres if answer.reach and not answer.is_unjudged else None,
        "room": room_words(answer, units),
        "first": _gate(answer.gate, assessment) if answer.gate and answer.runs else None,
        "changes": [_change(change, answer, units) for change in answer.changes],
        "alternatives": [
            {"other": other.kind, "verdict": other.verdict.name.lower(), "run": _run(other.run)}
            for other in answer.alternatives
        ],
    }


def _gate(gate: Gate, assessment: Assessment) -> Object:
    units, basics = assessment.runner.profile.units, assessment.history.log.basics
    return {
        "side": gate.episode.side,
        "text": gate_words(gate, assessment.today, units),
        "hint": gate_hint(gate, basics.close_after_days, units),
    }


def _change(change: Change, answer: Answer, units: Units) -> Object:
    return {
        "rule": change.finding.rule.id,
        "before": change.before.severity.word if change.before else None,
        "after": change.after.severity.word if change.after else None,
        "decides": change is answer.binding,
        "finding": finding_object(change.finding, units, gettext),
    }


def _run(run: PlannedRun) -> Object:
    return {
        "on": run.day.isoformat(),
        "distance_m": run.distance_m,
        "session": run.session or None,
        "surface": run.surface or None,
        "terrain": run.terrain or None,
        "shoe": run.shoe or None,
    }
