"""More than two hard sessions in a week, or hard sessions on two days in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from training.engine.facts import HARD_SESSIONS, RunFact
from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import run_rows
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, study, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    most_sessions: int = limit(2, unit="count", low=1, high=7, help=_("hard sessions without a notice"))
    window_days: int = limit(7, unit="days", low=3, high=14, help=_("days over which they are counted"))
    hard_rpe: int = limit(7, unit="score", low=5, high=10, help=_("effort from which a run is hard"))


MANY = _("You ran {hard} hard sessions in the last {window_days}; the line is {most_sessions}.")
IN_A_ROW = _("You ran hard on two days in a row, {first} and {second}.")
OPEN = _("It weighs more while a knee has symptoms.")
HINT = _("Let the next run be easy, and keep a day of rest or easy running between hard sessions.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    runs = history.runs_in(history.last_days(limits.window_days))
    hard = [run for run in runs if _is_hard(run, limits.hard_rpe)]
    pairs = [pair for pair in pairwise(hard) if (pair[1].day - pair[0].day).days == 1]
    if len(hard) > limits.most_sessions or pairs:
        texts = [MANY] if len(hard) > limits.most_sessions else []
        texts += [IN_A_ROW] if pairs else []
        texts += [OPEN] if history.open_episodes else []
        since = hard[-1].day if MANY in texts else pairs[-1][1].day
        severity = Severity.CAUTION if history.open_episodes else Severity.NOTICE
        yield Signal(severity, "runner", since, "\n".join(texts), _proof(hard, pairs), HINT)


def _is_hard(run: RunFact, hard_rpe: int) -> bool:
    return run.session in HARD_SESSIONS or (run.rpe is not None and run.rpe >= hard_rpe)


def _proof(hard: list[RunFact], pairs: list[tuple[RunFact, RunFact]]) -> tuple[Evidence, ...]:
    count = Evidence("hard", _("hard sessions"), len(hard), "count")
    days = zip(("first", "second"), pairs[-1] if pairs else (), strict=False)
    rows = (Evidence(key, _("hard day in a row"), run.day.isoformat(), "date") for key, run in days)
    return count, *rows, *run_rows(hard, _("hard session"))


RULE = Rule(
    id="load.hard_days",
    title=_("Hard sessions close together"),
    why=_("Tight hamstrings often follow sprints or hills; a hard run went with soreness the next day."),
    cannot_know=_("Soreness the next day is all that was seen, in few runners; it says nothing of injury."),
    clears=_("It leaves when the last {window_days} hold fewer hard sessions, none on two days in a row."),
    sources=(tight("1. Hamstring Muscle Tightness and Strain"), study("PMData, our own analysis")),
    evidence_level=EvidenceLevel.SMALL_STUDY,
    limits=Limits,
    check=check,
)
