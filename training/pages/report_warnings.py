"""The warnings that stand, as lines of the report: each with the thresholds behind it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.translation import gettext

from training.assessment import Assessment
from training.engine.rule import Finding
from training.pages.cards import SEVERITY_WORDS
from training.pages.viewing import Viewing
from training.pages.who_set import threshold_rows

MOST = 5


def warning_lines(assessment: Assessment, viewing: Viewing) -> dict[str, Any]:
    """Worst first, as many as fit; the rest by name."""
    found = assessment.findings
    titles = Counter(gettext(finding.rule.title) for finding in found[MOST:])
    others = [title if n == 1 else f"{title} ({n})" for title, n in titles.items()]
    more = gettext("And %(n)s more: %(titles)s.") % {"n": titles.total(), "titles": "; ".join(others)}
    return {
        "warnings": [_line(assessment, finding, viewing) for finding in found[:MOST]],
        "more_warnings": more if others else "",
    }


def _line(assessment: Assessment, finding: Finding, viewing: Viewing) -> dict[str, str]:
    return {
        "severity": finding.severity.word,
        "word": SEVERITY_WORDS[finding.severity],
        "text": finding.lead(viewing.units, gettext),
        "thresholds": _thresholds(threshold_rows(assessment, finding, viewing)),
    }


def _thresholds(rows: list[dict[str, str]]) -> str:
    """`default` is said once, where nobody set any of them."""
    if not rows:
        return ""
    said = [f"{row['term']} {row['value']}" for row in rows]
    if all(row["hint"] == gettext("default") for row in rows):
        return gettext("Defaults: %(thresholds)s.") % {"thresholds": "; ".join(said)}
    with_origin = [f"{words} ({row['hint']})" for words, row in zip(said, rows, strict=True)]
    return gettext("Thresholds: %(thresholds)s.") % {"thresholds": "; ".join(with_origin)}
