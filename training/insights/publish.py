"""A sum over many runners as figures that show nobody: what rests on 1 to 4 of them is left out.

None stands for such a figure. One that others would betray, as sums and differences do, is left out with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor, log10
from statistics import quantiles
from typing import Any

from training.insights.tally import Tally

LEAST_RUNNERS = 5
MEASURED = frozenset({"m", "percent"})
Figures = dict[str, Any]


def publish(tally: Tally) -> Figures:
    """`{too_few, runners, days, rows, samples, …}`: plain values, fit for JSON; counts are int or None.

    rows: by kind of warning, `now`, `then`, `gained`, `lost`, and how many were followed by symptoms.
    """
    counts = tally.counts
    if counts["runners"] < LEAST_RUNNERS:
        return {"too_few": True, "rows": [], "samples": []}
    return {
        "too_few": False,
        "runners": counts["runners"],
        "days": counts["days"],
        "gained_runners": _runners(tally, "gained"),
        "lost_runners": _runners(tally, "lost"),
        "unchanged": not counts["changed_runners"],
        "any_day": _outcome(counts, "any"),
        "burden": {name: _burden(counts, name) for name in ("new", "warned")},
        "rows": [_row(counts, *kind) for kind in _kinds(tally)],
        "samples": list(_samples(tally)),
    }


def shown(count: int, runners: int) -> int | None:
    """A count about so many runners, unless these are 1 to 4."""
    return None if _is_small(runners) else count


def _is_small(runners: int) -> bool:
    return 0 < runners < LEAST_RUNNERS


def _runners(tally: Tally, group: str) -> int | None:
    """How many runners gain, or lose, a warning of any kind; not where that betrays a kind left out."""
    names = [f"{rule}/{severity}/{group}_runners" for rule, severity in _kinds(tally)]
    sizes = {tally.counts[name] for name in names} - {0}
    some_left_out = any(_is_small(size) for size in sizes) and any(not _is_small(size) for size in sizes)
    runners = tally.counts[f"{group}_runners"]
    return None if some_left_out else shown(runners, runners)


def _burden(counts: Mapping[str, int], name: str) -> Figures:
    """Percent of all days, now and then."""
    shares = {
        group: None
        if _is_small(counts[f"{group}_{name}_runners"])
        else round(counts[f"{group}_{name}_days"] * 100 / counts["days"], 1)
        for group in ("now", "then")
    }
    return shares | ({"then": None} if _is_small(counts[f"{name}_changed_runners"]) else {})


def _kinds(tally: Tally) -> list[tuple[str, str]]:
    """In order of rules' ids, the worst severity first."""
    names = {tuple(name.split("/")[:2]) for name in tally.counts if "/" in name}
    return sorted(((rule, severity) for rule, severity in names), key=lambda kind: (kind[0], -int(kind[1])))


def _row(counts: Mapping[str, int], rule: str, severity: str) -> Figures:
    name = f"{rule}/{severity}"
    small = {
        group: _is_small(counts[f"{name}/{group}_runners"]) for group in ("now", "then", "gained", "lost")
    }
    # then = now + gained - lost: one figure left out alone could be reckoned from the others.
    small["lost"] = small["lost"] or (small["then"] and counts[f"{name}/lost"] > 0)
    small["then"] = any(small.values())
    figures = {group: None if small[group] else counts[f"{name}/{group}"] for group in small}
    followed = {
        group: None if small[group] else _outcome(counts, f"{name}/{group}")
        for group in ("now", "gained", "lost")
    }
    return {"rule": rule, "severity": int(severity), **figures, "followed": followed}


def _outcome(counts: Mapping[str, int], name: str) -> Figures | None:
    """How many were followed by symptoms, of those that can be told; None where a group is small."""
    if _is_small(counts[f"{name}_followed_runners"]) or _is_small(counts[f"{name}_spared_runners"]):
        return None
    followed = counts[f"{name}_followed"]
    return {"followed": followed, "of": followed + counts[f"{name}_spared"]}


def _samples(tally: Tally) -> Iterator[Figures]:
    """The middle of what the warnings gained or lost rest on: no single runner's numbers."""
    for rule, severity in _kinds(tally):
        for group in ("gained", "lost"):
            start = f"{rule}/{severity}/{group}/"
            rows = [
                _sample_row(name, tally)
                for name, values in sorted(tally.values.items())
                if name.startswith(start) and len(values) >= LEAST_RUNNERS
            ]
            if rows:
                yield {"rule": rule, "severity": int(severity), "group": group, "rows": rows}


def _sample_row(name: str, tally: Tally) -> Figures:
    label, unit = tally.labels[name]
    low, middle, high = (
        two_digits(value) for value in quantiles(tally.values[name], n=4, method="inclusive")
    )
    return {
        "key": name.rpartition("/")[2],
        "label": label,
        "unit": unit,
        "low": low,
        "middle": middle,
        "high": high,
    }


def two_digits(value: float) -> float:
    """Rounded to two significant digits, so that a number names nobody."""
    if not value:
        return 0
    places = 1 - floor(log10(abs(value)))
    return round(value, places) if places > 0 else int(round(value, places))
