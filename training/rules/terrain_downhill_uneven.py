"""Much more downhill or uneven ground than in the weeks before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from training.engine.facts import STRAINING_TERRAIN, RunFact
from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import run_rows, share_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    share_percent: float = limit(30, unit="percent", low=5, high=95, help=_("of the distance of these days"))
    times: float = limit(2.0, unit="count", low=1, high=10, help=_("times the share of the days before"))
    recent_days: int = limit(7, unit="days", low=3, high=14, help=_("days that are looked at"))
    before_days: int = limit(28, unit="days", low=14, high=90, help=_("days before to compare with"))


MORE = _(
    "{steep} of the {steep_of} you ran in the last {recent_days} were downhill or uneven: {steep_share},"
    " against {before_share} in the {before_days} before."
)
UNTAGGED = _("Of the days before, {untagged} name no terrain, so part of the rise may lie in the log.")
OPEN = _("It weighs more while a knee has symptoms.")
HINT = _("Choose flatter, even ground for the next runs, and bring the descents back little by little.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    recent = history.last_days(limits.recent_days)
    before = history.days_before(limits.recent_days, limits.before_days)
    steep = [run for run in history.runs_in(recent) if run.terrain in STRAINING_TERRAIN]
    steep_m, total = sum(run.distance_m for run in steep), history.distance_in(recent)
    if steep_m * 100 > total * limits.share_percent:
        earlier, earlier_total = history.runs_in(before), history.distance_in(before)
        earlier_m = sum(run.distance_m for run in earlier if run.terrain in STRAINING_TERRAIN)
        if steep_m * earlier_total > limits.times * earlier_m * total:
            evidence = (
                *share_rows("steep", _("downhill or uneven"), steep_m, total),
                *share_rows("before", _("downhill or uneven before"), earlier_m, earlier_total),
                *run_rows(steep, _("downhill or uneven run")),
            )
            yield _signal(history, steep[-1].day, earlier, evidence)


def _signal(history: History, since: date, earlier: list[RunFact], evidence: tuple[Evidence, ...]) -> Signal:
    untagged = sum(run.distance_m for run in earlier if not run.terrain)
    evidence += (Evidence("untagged", _("without a terrain before"), untagged, "m"),)
    texts = [MORE, *([UNTAGGED] if untagged else []), *([OPEN] if history.open_episodes else [])]
    severity = Severity.CAUTION if history.open_episodes else Severity.NOTICE
    return Signal(severity, "runner", since, "\n".join(texts), evidence, HINT)


RULE = Rule(
    id="terrain.downhill_uneven",
    title=_("Much more downhill or uneven ground"),
    why=_("Downhill and uneven running makes the small muscle behind the knee work harder."),
    cannot_know=_("A plausible mechanism, not a study; how steep or rough it was is not in the log."),
    clears=_("It leaves when the share of the last {recent_days} is {share_percent} or less."),
    sources=(tight("2. Popliteus Muscle Overload"),),
    evidence_level=EvidenceLevel.MECHANISM,
    limits=Limits,
    check=check,
)
