"""The groups of runs as tables: how many, their mean score, the difference and its interval, drawn."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from training.insights.chance import Difference
from training.insights.set_off import LEAST_OF_EACH, LEAST_RUNS, Group, Reading
from training.pages.set_off_words import TITLES, GroupWords, interval, signed

LEAST_REACH = 2.0
MOST_REACH = 10.0


def factor_blocks(reading: Reading, words: GroupWords) -> list[dict[str, Any]]:
    """One table for each factor of which something is known."""
    reach = _reach(reading)
    return [
        {
            "title": TITLES[name],
            "rows": [_row(group, words, reach, _untold(reading)) for group in groups],
        }
        for name, groups in groupby(reading.groups, key=lambda group: group.factor.name)
    ]


def _reach(reading: Reading) -> float:
    """Points from the middle of the drawing to its end: as far as any interval goes."""
    found = [group.difference for group in reading.groups if group.difference]
    ends = [abs(end) for difference in found for end in (difference.low, difference.high)]
    return min(max([*ends, LEAST_REACH]), MOST_REACH)


def _untold(reading: Reading) -> str:
    """Why nothing can be told from chance; empty where it can."""
    if reading.is_told:
        return ""
    if len(reading.runs) < LEAST_RUNS:
        return gettext("Too few runs to tell from chance")
    return gettext("The same score as all others")


def _row(group: Group, words: GroupWords, reach: float, untold: str) -> dict[str, Any]:
    """untold: why there is no interval; empty where there is one."""
    difference, drawn = group.difference, None if untold else group.difference
    return {
        "name": words.name(group.factor, group.mark),
        "runs": len(group.look.inside),
        "mean": f"{group.mean:.1f}",
        "difference": signed(difference.value) if difference else "",
        "interval": interval(drawn) if drawn else "",
        "drawing": _drawing(drawn, reach) if drawn else None,
        **_verdict(group, untold),
    }


def _drawing(difference: Difference, reach: float) -> dict[str, str]:
    """Places across the drawing in percent, no difference in the middle."""
    low, value, high = (
        50 + 50 * max(min(at / reach, 1), -1) for at in (difference.low, difference.value, difference.high)
    )
    return {"low": f"{low:.1f}", "value": f"{value:.1f}", "width": f"{high - low:.1f}"}


def _verdict(group: Group, untold: str) -> dict[str, str]:
    if not group.look.others:
        return {"tone": "few", "verdict": gettext("Nothing else to compare with")}
    if group.difference is None:
        fewer = {"n": LEAST_OF_EACH}
        return {"tone": "few", "verdict": gettext("Too few: %(n)s on either side are needed") % fewer}
    if untold:
        return {"tone": "few", "verdict": untold}
    if not group.stands_out:
        small = group.difference.stands_out
        words = gettext("Less than half a point") if small else gettext("Not more than chance")
        return {"tone": "nothing", "verdict": words}
    if group.is_tighter:
        return {"tone": "tighter", "verdict": gettext("Tighter: stands out")}
    return {"tone": "looser", "verdict": gettext("Less tight: stands out")}
