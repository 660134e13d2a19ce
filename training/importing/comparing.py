"""Two copies of one run: what one says otherwise, which says more, and what both make together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from training.importing.item_facts import FIELDS, Facts
from training.models.bounds import MAX_NOTES
from training.models.entry import zone_of

COMPARED = (*FIELDS, "shoe")
MEASURED = {"distance_m", "duration_s", "elapsed_s"}
# Two watches, and two ways to reckon one track, never agree to the metre.
SAME_SHARE = 0.01


def differing(told: Facts, known: Facts) -> list[str]:
    """Names of the facts that `told` says otherwise than `known`, or alone.

    What it only proposes is no objection, and what a damaged copy says may be that of a part of the run.
    """
    if told.get("damaged"):
        return []
    proposed = told.get("proposed", ())
    names = [
        name
        for name in COMPARED
        if name in told
        and (name not in known or (name not in proposed and not _is_same(name, told[name], known)))
    ]
    is_elsewhere = told["start"][-6:] != known["start"][-6:]
    return [*names, "zone"] if is_elsewhere and "zone" not in proposed else names


def only_adds(names: list[str], known: Facts) -> bool:
    """Whether a copy that differs in these names contradicts nothing."""
    return not any(name in known or name == "zone" for name in names)


def said(facts: Facts) -> int:
    """How many facts a copy says."""
    return sum(name in facts for name in COMPARED)


def rank(facts: Facts) -> tuple[bool, bool, int]:
    """Of several copies, the one to keep is that of the highest rank."""
    return "unnamed" not in facts, "damaged" not in facts, said(facts)


def merged(told: Facts, known: Facts) -> Facts:
    """`known` with what `told` says otherwise or alone; notes are never lost."""
    names = differing(told, known)
    facts = {**known, **{name: told[name] for name in names}}
    if "notes" in names and "notes" in known:
        facts["notes"] = f"{known['notes']}\n{told['notes']}"[:MAX_NOTES]
    if "shoe" in names:
        facts.pop("shoe_key", None)
    if "zone" in names:
        here = zone_of(told["zone"])
        facts["start"] = datetime.fromisoformat(known["start"]).astimezone(here).isoformat()
    proposed = set(known.get("proposed", ())) - set(names)
    proposed |= set(names) & set(told.get("proposed", ()))
    return {**facts, "proposed": sorted(proposed)}


def _is_same(name: str, told: Any, known: Facts) -> bool:
    there = known[name]
    if name in MEASURED:
        return are_near(told, there, SAME_SHARE)
    if name == "notes":
        return told.strip() in there
    if name == "shoe":
        return told == known.get("shoe_key") or _folded(told) == _folded(there)
    return told == there


def are_near(one: int, other: int, share: float) -> bool:
    """Whether both are there and no further apart than that share of the larger."""
    return bool(one and other) and abs(one - other) <= share * max(one, other)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
