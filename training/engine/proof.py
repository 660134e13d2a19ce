"""Rows of proof that name the runs and days behind a finding."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from training.engine.facts import RunFact
from training.engine.history import History, Span
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


def run_rows(runs: Iterable[RunFact], label: str) -> tuple[Evidence, ...]:
    """A row per run, `run_1` and so on in the order given: its distance in metres, its day and its name."""
    return tuple(
        Evidence(f"run_{number}", label, run.distance_m, "m", run.day, run.subject)
        for number, run in enumerate(runs, start=1)
    )


def share_rows(
    key: str, label: str, part: float, whole: float, *, of: str = _("of"), unit: str = "m"
) -> tuple[Evidence, ...]:
    """A part as `{key}`, the whole as `{key_of}`, labelled `of`, and the percentage as `{key_share}`."""
    return (
        Evidence(key, label, part, unit),
        Evidence(f"{key}_of", of, whole, unit),
        Evidence(f"{key}_share", _("that share of it"), part * 100 / whole, "percent"),
    )


def span_row(history: History, key: str, label: str, span: Span) -> Evidence:
    """The metres run in a span of days, under the first of these days."""
    return Evidence(key, label, history.distance_in(span), "m", date.fromordinal(span[0]))


def coverage_rows(history: History) -> tuple[Evidence, ...]:
    """How many days the log covers as `{covered}`, of how many as `{coverage_days}`."""
    days = history.log.basics.coverage_days
    return (
        Evidence("covered", _("days that the log covers"), round(history.coverage * days), "count"),
        Evidence("coverage_days", _("of the last"), days, "days"),
    )
