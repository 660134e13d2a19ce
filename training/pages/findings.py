"""What stands out on a day, for other programs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from training.assessment import Assessment
from training.exporting.findings import findings_document


def findings_file(assessment: Assessment) -> dict[str, Any]:
    """As `kneelog-findings/1`, its texts in the runner's units."""
    units = assessment.runner.profile.units
    return findings_document(assessment.history, assessment.findings, assessment.ruleset, units, gettext)
