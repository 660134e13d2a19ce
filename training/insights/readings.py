"""What entries that came later changed in what is said of a day, and which of them did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from training.engine.evaluate import Ruleset, by_key, evaluate
from training.engine.facts import CareFact, CheckInFact, GapFact, Injury, RunFact, ShoeFact
from training.engine.history import History
from training.engine.rule import Finding, Rule

Entry = RunFact | CheckInFact | CareFact | GapFact | ShoeFact | Injury
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A warning that is not the same in two readings of a day; None where it does not stand.

    entries: the late ones that it names, or that decide it: without one of them it is as it was then.
    """

    then: Finding | None
    now: Finding | None
    entries: tuple[Entry, ...] = ()


def differences(
    then: Sequence[Finding],
    history: History,
    rules: Sequence[Rule],
    ruleset: Ruleset,
    late: Iterable[Entry],
) -> list[Difference]:
    """How what stands in `history` differs from what stood `then`, before the `late` entries came.

    Each of these costs an evaluation: pass none where there are many.
    """
    now = evaluate(history, rules, ruleset)
    before, after = by_key(then), by_key(now)
    names = [name for name in {**after, **before} if not _same(before.get(name), after.get(name))]
    if not names:
        return []
    without = [(entry, by_key(_without(history, entry, rules, ruleset))) for entry in late]
    return [
        Difference(
            before.get(name),
            after.get(name),
            tuple(e for e, found in without if _decides(name, e, found, before, after)),
        )
        for name in names
    ]


def _same(one: Finding | None, other: Finding | None) -> bool:
    """Whether both say the same facts at the same severity."""
    if one is None or other is None:
        return one is other
    return (one.severity, one.lead("km")) == (other.severity, other.lead("km"))


def _without(history: History, entry: Entry, rules: Sequence[Rule], ruleset: Ruleset) -> list[Finding]:
    return evaluate(History(history.log.without(entry), history.today), rules, ruleset)


def _decides(
    name: Name,
    entry: Entry,
    found: Mapping[Name, Finding],
    before: Mapping[Name, Finding],
    after: Mapping[Name, Finding],
) -> bool:
    if _same(found.get(name), before.get(name)):
        return True
    shown = after.get(name)
    return shown is not None and ref_of(entry) in {item.ref for item in shown.evidence if item.ref}


def ref_of(entry: Entry) -> str:
    """How evidence names the entry; empty where it never does."""
    if isinstance(entry, CheckInFact):
        return entry.ref
    return entry.subject if isinstance(entry, RunFact | ShoeFact) else ""
