"""Which of the warnings that stand were not told yet, so that each is told once and not day after day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from training.engine.rule import Finding, Severity

# Rule id, subject, severity. What a runner was told at one severity is news again at a worse one.
Telling = tuple[str, str, int]

# Days without a warning before it is news again. The shortest windows of the rules are a week, so that what
# comes back sooner comes back for the same runs: a sum at the edge of a threshold would be told every day.
AWAY_DAYS = 7
# A warning to see somebody does not hang on such an edge. Back after a day, it is another matter.
GRAVE_AWAY_DAYS = 1


@dataclass(frozen=True)
class News:
    """What is new among the findings of a day, and what to remember so that it is not new tomorrow.

    stands: tellings that stand and were not remembered as standing. left: those that stand no more.
    over: those that left so long ago that nothing hangs on them.
    """

    new: tuple[Finding, ...]
    stands: frozenset[Telling]
    left: frozenset[Telling]
    over: frozenset[Telling]


def telling_of(finding: Finding) -> Telling:
    return *finding.key, int(finding.severity)


def news_of(findings: Sequence[Finding], told: Mapping[Telling, date | None], today: date) -> News:
    """What is new today. told: each telling, and the day on which it was first seen gone; None: it stands."""
    remembered = {telling for telling, left in told.items() if not _is_over(telling, left, today)}
    standing = {telling_of(finding) for finding in findings}
    return News(
        new=tuple(finding for finding in findings if not _as_grave(finding, remembered)),
        stands=frozenset(telling for telling in standing if told.get(telling, today) is not None),
        left=frozenset(telling for telling, left in told.items() if left is None and telling not in standing),
        over=frozenset(told) - remembered - standing,
    )


def _is_over(telling: Telling, left: date | None, today: date) -> bool:
    away = GRAVE_AWAY_DAYS if telling[2] >= Severity.SPECIALIST else AWAY_DAYS
    return left is not None and (today - left).days >= away


def _as_grave(finding: Finding, remembered: Iterable[Telling]) -> bool:
    """Whether the same matter was told at this severity or a worse one."""
    return any(
        (rule, subject) == finding.key and severity >= finding.severity
        for rule, subject, severity in remembered
    )
