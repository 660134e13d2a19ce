"""Mostly concrete or asphalt while a knee has symptoms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.facts import HARD_SURFACES
from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import run_rows, share_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, pain
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    share_percent: float = limit(
        70, unit="percent", low=20, high=99, help=_("of the distance on hard ground")
    )
    window_days: int = limit(14, unit="days", low=7, high=60, help=_("days that are added up"))


HARD = _(
    "{hard} of the {hard_of} you ran in the last {window_days} were on concrete or asphalt: {hard_share}."
)
OPEN = _("A knee has symptoms now, which is why this is named.")
HINT = _("Try trail, grass or track for some of the runs, and see how the knee answers.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    if not history.open_episodes:
        return
    runs = history.runs_in(history.last_days(limits.window_days))
    hard = [run for run in runs if run.surface in HARD_SURFACES]
    hard_m, total = sum(run.distance_m for run in hard), sum(run.distance_m for run in runs)
    if hard_m * 100 > total * limits.share_percent:
        evidence = (
            *share_rows("hard", _("on concrete or asphalt"), hard_m, total),
            *run_rows(hard, _("run on concrete or asphalt")),
        )
        sides = tuple(episode.side for episode in history.open_episodes)
        text = f"{HARD}\n{OPEN}"
        yield Signal(Severity.NOTICE, "runner", hard[-1].day, text, evidence, HINT, sides=sides)


RULE = Rule(
    id="terrain.hard_surface",
    title=_("Mostly hard ground with a sore knee"),
    why=_("Softer ground is among the ways to take load off a knee with symptoms."),
    cannot_know=_(
        "No study shows that hard ground injures; a surface is a word you chose, not a measurement."
    ),
    clears=_("It leaves when the episode closes, or at {share_percent} or less of the last {window_days}."),
    sources=(pain("Lifestyle Adjustments for Long-Term Relief"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
)
