"""The findings of one day as `kneelog-findings/1`."""

from __future__ import annotations

from typing import Any

from training.engine.evaluate import Ruleset
from training.engine.history import History
from training.engine.limits import limit_evidence
from training.engine.rule import Finding
from training.engine.text import Evidence, Translate
from training.units import Units

FORMAT = "kneelog-findings/1"
Object = dict[str, Any]


def findings_document(
    history: History, findings: list[Finding], ruleset: Ruleset, units: Units, translate: Translate
) -> Object:
    """The whole document; texts in `units`, values in SI."""
    return {
        "format": FORMAT,
        "on": history.today.isoformat(),
        "coverage": round(history.coverage, 2),
        "ruleset": ruleset.number,
        "findings": [finding_object(finding, units, translate) for finding in findings],
    }


def finding_object(finding: Finding, units: Units, translate: Translate) -> Object:
    """One of them, as it stands in the document."""
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.word,
        "subject": finding.subject,
        "since": finding.since.isoformat(),
        "text": finding.text(units, translate),
        "hint": finding.hint(units, translate),
        "clears": finding.clears(units, translate),
        "source": finding.source,
        "evidence": [_evidence(item, translate) for item in finding.evidence],
        "thresholds": [_evidence(item, translate) for item in limit_evidence(finding.limits)],
    }


def _evidence(item: Evidence, translate: Translate) -> Object:
    value = round(item.value, 2) if isinstance(item.value, float) else item.value
    entry: Object = {"label": translate(item.label), "value": value, "unit": item.unit}
    if item.on:
        entry["on"] = item.on.isoformat()
    if item.ref:
        entry["ref"] = item.ref
    return entry
