"""A shoe in use that has carried about as far as a pair lasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from training.engine.facts import ShoeFact
from training.engine.history import History
from training.engine.limits import limit
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, study, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    notice_m: int = limit(482_803, unit="m", low=100_000, high=3_000_000, help=_("plan a replacement"))
    replace_m: int = limit(804_672, unit="m", low=150_000, high=5_000_000, help=_("replace the shoe"))
    known_days: int = limit(90, unit="days", low=7, high=120, help=_("days back to seek the day it passed"))


PLAN = _("{shoe} has carried you {carried}, past the {at} from which to plan a replacement.")
REPLACE = _("{shoe} has carried you {carried}, past the {at} at which to replace the pair.")
PLAN_HINT = _("Look at the tread and feel the cushioning; a new pair is usually due by {replace_at}.")
REPLACE_HINT = _("Are tread and feel still good? Then extend its limit with a reason; else retire it.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for shoe in history.shoes_in_use:
        notice_at = limits.notice_m if shoe.notice_at_m is None else shoe.notice_at_m
        replace_at = limits.replace_m if shoe.replace_at_m is None else shoe.replace_at_m
        carried = history.shoe_distance(shoe)
        if carried >= min(notice_at, replace_at):
            yield _signal(history, limits, shoe, carried, (notice_at, replace_at))


def _signal(history: History, limits: Limits, shoe: ShoeFact, carried: int, lines: tuple[int, int]) -> Signal:
    worn = carried >= lines[1]
    at = lines[1] if worn else lines[0]
    evidence = (
        Evidence("shoe", _("shoe"), shoe.name, "text", ref=shoe.subject),
        Evidence("carried", _("carried so far"), carried, "m", ref=shoe.subject),
        Evidence("at", _("line passed"), at, "m"),
        Evidence("replace_at", _("line for replacing the pair"), lines[1], "m"),
    )
    oldest = history.today - timedelta(days=limits.known_days)
    since = max(oldest, history.log.shoe_passed_on(shoe, at) or shoe.started_on or oldest)
    if worn:
        return Signal(Severity.CAUTION, shoe.subject, since, REPLACE, evidence, REPLACE_HINT)
    return Signal(Severity.NOTICE, shoe.subject, since, PLAN, evidence, PLAN_HINT)


RULE = Rule(
    id="shoe.mileage",
    title=_("A shoe with many miles on it"),
    why=_("Worn shoes absorb less of each step; the usual advice is another pair after 300 to 500 miles."),
    cannot_know=_("Cushioning fades on machines, but each pair wears differently: tread and feel tell more."),
    clears=_("It leaves when you retire the pair, hand over to another, or extend its limit."),
    sources=(
        tight("The Importance of Proper Footwear in Preventing Back Of Knee Tight After Running"),
        study("Cook 1985"),
    ),
    evidence_level=EvidenceLevel.EXPERT,
    limits=Limits,
    check=check,
    order=(("notice_m", "replace_m"),),
)
