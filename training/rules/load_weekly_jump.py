"""A week far beyond the best week of the 28 days before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History, Span
from training.engine.limits import limit
from training.engine.proof import coverage_rows, run_rows, span_row
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain, study, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    notice_percent: float = limit(10, unit="percent", low=1, high=100, help=_("above the best week: notice"))
    caution_percent: float = limit(30, unit="percent", low=2, high=200, help=_("above it: caution"))
    week_days: int = limit(7, unit="days", low=5, high=14, help=_("days added up as a week"))
    before_days: int = limit(28, unit="days", low=14, high=90, help=_("days before to compare with"))
    least_best_m: int = limit(8000, unit="m", low=0, high=50_000, help=_("best week from which to compare"))


MORE = _(
    "You ran {week} in the last {week_days}: {more} more than your best {week_days} of the {before_days}"
    " before ({best} from {best_on} on)."
)
LITTLE = _("Your log covers {covered} of the last {coverage_days}, so this is no more than a note.")
HINT = _("Hold the coming {week_days} near {best}, then grow in smaller steps.")
RISKS = tight("Risk Factors That Increase Back Of Knee Tight After Running")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    days, enough = limits.week_days, 100 + limits.notice_percent
    week_m, before = history.distance_in(history.last_days(days)), history.days_before(days, days)
    if week_m * 100 > max(history.distance_in(before), limits.least_best_m) * enough:
        best_m, best = history.best_in(history.days_before(days, limits.before_days), days)
        if best_m >= limits.least_best_m and week_m * 100 > best_m * enough:
            yield _signal(history, limits, before, best, week_m * 100 / best_m - 100)


def _signal(history: History, limits: Limits, before: Span, best: Span, more: float) -> Signal:
    week, little = history.last_days(limits.week_days), history.has_low_coverage
    runs = history.runs_in(week)
    evidence = (
        span_row(history, "week", _("the last week, from its first day"), week),
        span_row(history, "before", _("the week before, from its first day"), before),
        span_row(history, "best", _("the best week before, from its first day"), best),
        Evidence("more", _("above the best week by"), more, "percent"),
        *coverage_rows(history),
        *run_rows(runs, _("run of this week")),
    )
    severity = Severity.CAUTION if more > limits.caution_percent and not little else Severity.NOTICE
    text = f"{MORE}\n{LITTLE}" if little else MORE
    return Signal(severity, "runner", runs[-1].day, text, evidence, HINT, capped=little)


RULE = Rule(
    id="load.weekly_jump",
    title=_("A week far beyond your recent weeks"),
    why=_("A jump overloads tissue that has had no time to adapt: the advice is to build up gradually."),
    cannot_know=_("Studies disagree: a large cohort saw no relation, and growing by a tenth prevented none."),
    clears=_("It leaves once your last {week_days} are no more than {notice_percent} above your best week."),
    sources=(RISKS, pain("Lifestyle Adjustments for Long-Term Relief"), study("Nielsen 2014")),
    evidence_level=EvidenceLevel.CONFLICTING,
    limits=Limits,
    check=check,
    order=(("notice_percent", "caution_percent"),),
)
