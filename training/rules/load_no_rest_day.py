"""More than six running days in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import run_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    most_days: int = limit(6, unit="days", low=2, high=20, help=_("running days in a row without a notice"))
    counted_days: int = limit(28, unit="days", low=21, high=90, help=_("how far back the days are counted"))


STREAK = _("You ran on every one of the last {streak}, {total} in all, with no day off.")
HINT = _("Take a rest day next, or swap a run for easy cross-training such as swimming or cycling.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    newest = history.last_run
    if newest is None or newest.day != history.today:
        return
    streak = _running_days(history, limits.counted_days)
    if streak <= limits.most_days:
        return
    span = history.last_days(streak)
    evidence = (
        Evidence("streak", _("running days in a row"), streak, "days"),
        Evidence("total", _("run on these days"), history.distance_in(span), "m"),
        *run_rows(history.runs_in(span), _("run of these days")),
    )
    since = date.fromordinal(span[0] + limits.most_days)
    yield Signal(Severity.NOTICE, "runner", since, STREAK, evidence, HINT)


def _running_days(history: History, most: int) -> int:
    """Days in a row up to today with a run, counted back to `most`."""
    first, end = history.log.run_range(*history.last_days(most))
    days = set(history.log.run_days[first:end])
    return next((back for back in range(most) if history.day - back not in days), most)


RULE = Rule(
    id="load.no_rest_day",
    title=_("No rest day for a week"),
    why=_("Rest days give tissue the time to recover that running every day does not."),
    cannot_know=_("No study behind it counts these days; very short or easy runs count like any other."),
    clears=_("A day without a run clears it."),
    sources=(pain("Lifestyle Adjustments for Long-Term Relief"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
)
