"""Rides and swims of a file: training beside running that a log keeps as care."""

from __future__ import annotations

import re

from training.importers.kinds import fold
from training.importers.moments import Moment
from training.importers.run import ImportedCare

_KINDS = {
    "cycle": re.compile(
        r"\b(?:rides?\b|riding|bik|e-?bik|mtb|vtt|gravel|spinning|velo|bici|cycl|cicl|pedal|fiets|wielr|cyk|syk"
        r"|kolar|rower|kerekpar|pyora|rad(?:fahr|sport|tour|training))|fahrrad|rennrad|mountainbik|cycling"
    ),
    "swim": re.compile(
        r"swim|schwimm|natation|\bnage|natacion|\bnado\b|nadar|nuoto|natacao|zwem|svom|simning|plywan|uszas|uinti"
    ),
}
# Legs turn on none of these, and several sports in one have no kind of their own.
_OTHERS = re.compile(r"motor|\bhand|horse|reit|pferd|ski|snow|run\b|running|triat|duat|multi|transition")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def care_kind(kind: str) -> str:
    """`cycle` or `swim` for the name of a kind of activity in a dozen languages; blank for another."""
    text = fold(_CAPITAL.sub(" ", kind)).replace("_", " ")
    if _OTHERS.search(text):
        return ""
    return next((care for care, words in _KINDS.items() if words.search(text)), "")


def care_of(row: int, kind: str, start: Moment | None, seconds: float | None) -> list[ImportedCare]:
    """The care that an activity of this kind is; [] where it is none or its start is not known."""
    care = care_kind(kind)
    if not care or start is None:
        return []
    return [ImportedCare(row, start, care, max(1, round(seconds / 60)) if seconds else None)]
