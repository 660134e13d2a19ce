"""One shoe that carries nearly all the distance of eight weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import share_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain, study
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    share_percent: float = limit(90, unit="percent", low=50, high=99, help=_("of the distance on one shoe"))
    window_days: int = limit(56, unit="days", low=14, high=120, help=_("days that are added up"))
    least_runs: int = limit(4, unit="count", low=2, high=30, help=_("runs needed to say anything"))


ONE = _("{shoe} carried {carried} of the {carried_of} you ran in the last {window_days}: {carried_share}.")
HINT = _("Try a second pair for some of the runs, so that the load on your legs varies.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    span = history.last_days(limits.window_days)
    first, end = history.log.run_range(*span)
    if end - first < limits.least_runs:
        return
    total = history.distance_in(span)
    for shoe in history.shoes_in_use:
        carried = history.shoe_distance(shoe) - history.log.shoe_distance(shoe, span[0] - 1)
        if carried * 100 > total * limits.share_percent:
            newest = next(run for run in reversed(history.runs_in(span)) if run.shoe == shoe.key)
            evidence = (
                Evidence("shoe", _("shoe"), shoe.name, "text", ref=shoe.subject),
                *share_rows("carried", _("run in this shoe"), carried, total),
                Evidence("runs", _("runs in all"), end - first, "count"),
                Evidence("newest", _("newest run in it"), newest.distance_m, "m", newest.day, newest.subject),
            )
            yield Signal(Severity.NOTICE, shoe.subject, newest.day, ONE, evidence, HINT)


RULE = Rule(
    id="shoe.rotation",
    title=_("One shoe carries nearly all"),
    why=_("In a small cohort, runners who changed between pairs had fewer injuries than others."),
    cannot_know=_(
        "A few hundred runners and injuries of any kind; whether the change itself helped is open."
    ),
    clears=_("It leaves when this pair carries {share_percent} or less of your last {window_days}."),
    sources=(pain("The Role of Footwear and Running Mechanics in Prevention"), study("Malisoux 2015")),
    evidence_level=EvidenceLevel.SMALL_STUDY,
    limits=Limits,
    check=check,
)
