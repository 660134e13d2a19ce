"""A run on a bad day of the knee, or soon after a warning to see a professional."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from training.engine.after_runs import runs_after, runs_on_bad_days
from training.engine.facts import Episode
from training.engine.history import History
from training.engine.limits import limit
from training.engine.proof import run_rows
from training.engine.rule import EvidenceLevel, Finding, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _
from training.engine.words import WHEN_EPISODE_CLOSES, knee_row, score_row


@dataclass(frozen=True, slots=True)
class Limits:
    score: int = limit(5, unit="score", low=2, high=9, help=_("score above which a run that day counts"))
    after_days: int = limit(7, unit="days", low=1, high=30, help=_("days after a warning that count"))


BAD_DAY = _("You ran {run} on {run_on}, a day with your {knee} at {bad}.")
WARNED = _("You ran {run} on {run_on}, within {after_days} of a warning for your {knee} ({warning_on}).")
RUNS = _("Runs like this in this episode: {runs}.")
HINT = _("Leave running until the knee has settled or a professional has looked at it.")


def review(history: History, limits: Limits, findings: Sequence[Finding]) -> Iterator[Signal]:
    for episode in history.open_episodes:
        reasons: dict[int, Finding | None] = {}
        for finding in findings:
            if finding.severity >= Severity.SPECIALIST and finding.subject == episode.subject:
                reasons.update(dict.fromkeys(runs_after(history, finding, limits.after_days), finding))
        reasons.update(dict.fromkeys(runs_on_bad_days(history, episode, limits.score)))
        if reasons:
            yield _signal(history, episode, reasons)


def _signal(history: History, episode: Episode, reasons: dict[int, Finding | None]) -> Signal:
    run, *others = (history.log.runs[position] for position in sorted(reasons, reverse=True))
    if finding := reasons[max(reasons)]:
        row = Evidence("warning", _("warning"), finding.rule.title, "text", finding.since)
    else:
        worst = history.knee(episode.side).worst_on(run.day.toordinal())
        row = score_row("bad", _("worst of that day"), worst)
    named = Evidence("run", _("newest such run"), run.distance_m, "m", run.day, run.subject)
    count = Evidence("runs", _("such runs in this episode"), len(reasons), "count")
    rows = (knee_row(episode.side), named, row, count, *run_rows(others, _("earlier one")))
    text = f"{WARNED if finding else BAD_DAY}\n{RUNS}"
    return Signal(Severity.CAUTION, episode.subject, run.day, text, rows, HINT)


RULE = Rule(
    id="knee.running_through",
    title=_("Running through a bad knee"),
    why=_("High-impact activity is best left until pain subsides, so that tissue is not harmed further."),
    cannot_know=_("It cannot know whether a professional has agreed to these runs."),
    clears=WHEN_EPISODE_CLOSES,
    sources=(tight("Rest and Activity Modification"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    grounds=("knee", "training"),
    review=review,
)
