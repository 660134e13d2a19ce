"""The thresholds behind the words every rule uses: clear, stale, gap, coverage, previous injury."""

from __future__ import annotations

from dataclasses import dataclass

from training.engine.limits import limit
from training.engine.text import gettext_noop as _

BASICS_ID = "log"
# A gap as long as the window it is counted in could never be seen.
BASICS_ORDER = (("gap_days", "coverage_days"),)


@dataclass(frozen=True, slots=True)
class Basics:
    """Our choice, all of them: neither founding document counts days this closely."""

    close_after_days: int = limit(
        3, unit="days", low=1, high=14, help=_("clear days in a row that close an episode of symptoms")
    )
    stale_after_days: int = limit(
        7,
        unit="days",
        low=2,
        high=60,
        help=_("days without an entry after which an open episode is asked about"),
    )
    gap_days: int = limit(
        7, unit="days", low=3, high=28, help=_("days in a row without any entry that make a gap")
    )
    coverage_days: int = limit(
        28, unit="days", low=14, high=90, help=_("days over which coverage is counted")
    )
    low_coverage_percent: float = limit(
        50,
        unit="percent",
        low=0,
        high=100,
        help=_("coverage below which the page says how little log there is"),
    )
    injury_months: int = limit(
        12,
        unit="months",
        low=1,
        high=60,
        help=_("months for which a previous knee injury sharpens load and terrain notices"),
    )
