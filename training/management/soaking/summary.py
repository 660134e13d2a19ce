"""A soak as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from training.management.measuring.report import head, line
from training.management.soaking.soak import Wanted
from training.management.soaking.trial import Trial
from training.management.soaking.watch import Watch


def summary(trial: Trial, wanted: Wanted, watch: Watch) -> Iterator[str]:
    """What was done, what was met, and what did not hold."""
    minutes = f"{wanted.minutes:g} min"
    yield f"## {wanted.engine}, {minutes}, {wanted.clients} clients"
    yield ""
    faults = ", ".join(f"`{name}`" for name in wanted.faults) or "none"
    entries, runs = len(trial.ledger.acknowledged), sum(trial.ledger.imported.values())
    yield f"Faults: {faults}. {trial.tally.requests:,} requests. {entries:,} entries were acknowledged, and"
    yield f"{runs:,} runs of files: each was looked for at the end, once and on its day."
    yield ""
    yield from _acts(trial)
    if not wanted.faults:
        yield from _memory(watch)
    if trial.tally.in_outage:
        met = ", ".join(f"{what} ({number:,})" for what, number in sorted(trial.tally.in_outage.items()))
        yield f"While a fault lasted, answers were: {met}."
        yield ""
    for note in trial.notes:
        yield f"- {note}"
    for complaint in trial.complaints:
        yield f"- **Did not hold:** {complaint}"
    if not trial.complaints:
        yield "**All of it held.**"


def _acts(trial: Trial) -> Iterator[str]:
    yield from head(["act", "times", "median", "95 % within"], numbers=3)
    for act, number, median, most in trial.tally.rows():
        yield line([act, f"{number:,}", f"{median:.0f} ms", f"{most:.0f} ms"])
    yield ""


def _memory(watch: Watch) -> Iterator[str]:
    for name, looks in (("web", watch.web), ("worker", watch.worker)):
        if growth := watch.growth(looks):
            known = [look for look in looks if look]
            yield f"Memory of the {name}: {known[-1]:.0f} MB at the end, {growth - 1:+.1%} since it was warm."
    yield ""
