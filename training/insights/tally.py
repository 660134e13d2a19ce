"""Many compared logs as one sum, whatever their order and batches.

A sum is numbers by name, so that it can be stored half-way and continued: `<rule>/<severity>/<what>`
for one kind of warning, `<what>` for all. Of each group its runners are counted too: see `publish`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from training.insights.backtest import Compared, Said, Warned

SHOWN_UNITS = frozenset({"m", "percent", "days", "day", "count"})
Kind = tuple[str, int]


@dataclass
class Tally:
    """counts: numbers by name. values: of each runner's first such warning, its evidence by name.

    labels: what each evidence means, and its unit.
    """

    counts: Counter[str] = field(default_factory=Counter)
    values: dict[str, list[float]] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        self.labels.update(other.labels)
        for name, values in other.values.items():
            self.values[name] = sorted([*self.values.get(name, []), *values])

    def as_json(self) -> dict[str, Any]:
        return {"counts": dict(self.counts), "values": self.values, "labels": self.labels}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Tally:
        """The sum that `as_json` gave; an empty one from an empty object."""
        labels = {name: (label, unit) for name, (label, unit) in stored.get("labels", {}).items()}
        return cls(Counter(stored.get("counts", {})), dict(stored.get("values", {})), labels)


def tally_of(compared: Compared) -> Tally:
    """One log as a sum of one."""
    tally = Tally(Counter({"runners": 1, "days": compared.days}))
    _add_outcomes(tally.counts, "any", compared.followed)
    for name, said in (("now", compared.now), ("then", compared.then)):
        tally.counts[f"{name}_new_days"] += said.new_days
        tally.counts[f"{name}_warned_days"] += said.warned_days
        tally.counts[f"{name}_new_runners"] += bool(said.new_days)
        tally.counts[f"{name}_warned_runners"] += bool(said.warned_days)
    differs = [
        name
        for name in ("new", "warned")
        if getattr(compared.now, f"{name}_days") != getattr(compared.then, f"{name}_days")
    ]
    tally.counts.update(f"{name}_changed_runners" for name in differs)
    tally.counts["changed_runners"] += _add_kinds(tally, compared) or bool(differs)
    return tally


def _add_kinds(tally: Tally, compared: Compared) -> bool:
    """Count each kind of warning; whether any was gained or lost."""
    now, then = _by_kind(compared.now), _by_kind(compared.then)
    gains = losses = False
    for kind in sorted({*now, *then}):
        gained = list(_surplus(then[kind], now[kind]))
        lost = list(_surplus(now[kind], then[kind]))
        groups = {"now": now[kind], "then": then[kind], "gained": gained, "lost": lost}
        for group, warnings in groups.items():
            _add_group(tally, f"{kind[0]}/{kind[1]}/{group}", warnings)
        gains, losses = gains or bool(gained), losses or bool(lost)
    tally.counts["gained_runners"] += gains
    tally.counts["lost_runners"] += losses
    return gains or losses


def _add_group(tally: Tally, name: str, warnings: Sequence[Warned]) -> None:
    tally.counts[name] += len(warnings)
    tally.counts[f"{name}_runners"] += bool(warnings)
    _add_outcomes(tally.counts, name, [warned.followed for warned in warnings])
    if warnings and name.endswith(("/gained", "/lost")):
        for item in warnings[0].finding.evidence:
            if item.unit in SHOWN_UNITS and not isinstance(item.value, str) and not item.key[-1].isdigit():
                tally.values[f"{name}/{item.key}"] = [item.value]
                tally.labels[f"{name}/{item.key}"] = (item.label, item.unit)


def _add_outcomes(counts: Counter[str], name: str, followed: Iterable[bool | None]) -> None:
    known = Counter(followed)
    counts[f"{name}_followed"] += known[True]
    counts[f"{name}_spared"] += known[False]
    counts[f"{name}_followed_runners"] += bool(known[True])
    counts[f"{name}_spared_runners"] += bool(known[False])


def _by_kind(said: Said) -> dict[Kind, list[Warned]]:
    kinds: dict[Kind, list[Warned]] = defaultdict(list)
    for warned in said.warnings:
        kinds[warned.kind].append(warned)
    return kinds


def _surplus(more: Sequence[Warned], fewer: Sequence[Warned]) -> Iterator[Warned]:
    """Those of `more` that outnumber `fewer` about their subject: one that only moves its day does not."""
    for subject in dict.fromkeys(warned.finding.subject for warned in more):
        mine = [warned for warned in more if warned.finding.subject == subject]
        days = [warned.day for warned in fewer if warned.finding.subject == subject]
        yield from [warned for warned in mine if warned.day not in days][: max(len(mine) - len(days), 0)]
