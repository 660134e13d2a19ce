"""The same evaluation over a span of days, on one indexed log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding, Rule


def replay(
    log: Log, rules: Sequence[Rule], ruleset: Ruleset, first: date, last: date
) -> Iterator[tuple[date, list[Finding]]]:
    """Each day from `first` to `last` with the findings that stood on it."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        yield day, evaluate(History(log, day), rules, ruleset)
