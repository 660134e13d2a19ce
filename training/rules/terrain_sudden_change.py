"""A surface that was rare in the weeks before and now carries most of the distance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History, Span
from training.engine.limits import limit
from training.engine.proof import run_rows, share_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import SURFACES


@dataclass(frozen=True, slots=True)
class Limits:
    recent_percent: float = limit(50, unit="percent", low=50, high=99, help=_("share that is most of it"))
    before_percent: float = limit(10, unit="percent", low=1, high=49, help=_("share before that is rare"))
    recent_days: int = limit(7, unit="days", low=3, high=14, help=_("days that are looked at"))
    before_days: int = limit(28, unit="days", low=14, high=90, help=_("days before to compare with"))


CHANGED = _(
    "{new} of the {new_of} you ran in the last {recent_days} were on {surface}: {new_share},"
    " against {before_share} in the {before_days} before."
)
UNTAGGED = _("Of the days before, {untagged} name no surface, so part of the change may lie in the log.")
HINT = _("Mix the new surface with the one your legs know, and let its share grow over some weeks.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    span = history.last_days(limits.recent_days)
    total = history.distance_in(span)
    for surface in {run.surface for run in history.runs_in(span) if run.surface}:
        if history.distance_on(surface, span) * 100 > total * limits.recent_percent:
            yield from _compared(history, limits, surface, span)


def _compared(history: History, limits: Limits, surface: str, recent: Span) -> Iterator[Signal]:
    span = history.days_before(limits.recent_days, limits.before_days)
    total, untagged = history.distance_in(span), history.distance_on("", span)
    before = history.distance_on(surface, span)
    # Where no earlier run names a surface, a first one named is no change.
    if untagged < total and before * 100 < total * limits.before_percent:
        new = [run for run in history.runs_in(recent) if run.surface == surface]
        evidence = (
            Evidence("surface", _("surface"), SURFACES.get(surface, surface), "text"),
            *share_rows("new", _("run on it"), sum(r.distance_m for r in new), history.distance_in(recent)),
            *share_rows("before", _("run on it before"), before, total),
            Evidence("untagged", _("without a surface before"), untagged, "m"),
            *run_rows(new, _("run on it")),
        )
        text = f"{CHANGED}\n{UNTAGGED}" if untagged else CHANGED
        yield Signal(Severity.NOTICE, "runner", new[-1].day, text, evidence, HINT)


RULE = Rule(
    id="terrain.sudden_change",
    title=_("A sudden change of surface"),
    why=_("A sudden change of ground is among the things to avoid for the back of the knee."),
    cannot_know=_("No study here, and no surface is ranked: what counts is the change alone."),
    clears=_("It leaves as the last {recent_days} mix again, or as the new surface becomes a usual one."),
    sources=(pain("How can I prevent back of knee pain from running?"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
)
