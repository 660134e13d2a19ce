"""A shoe whose support does not fit the foot type of the profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from training.engine.history import History
from training.engine.rule import EvidenceLevel, Rule, Severity, Signal, tight
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Limits:
    """None: two words are compared."""


MISMATCHES = {
    ("overpronating", "neutral"): _("Your profile says overpronating feet, and {shoe} is a neutral shoe."),
    ("neutral", "stability"): _("Your profile says neutral feet, and {shoe} is a stability shoe."),
}
HINT = _("Comfort comes first: if the pair feels wrong, ask for a fitting or a gait analysis.")


def check(history: History, limits: Limits) -> Iterator[Signal]:
    for shoe in history.shoes_in_use:
        text = MISMATCHES.get((history.profile.foot_type, shoe.support))
        if text is not None:
            evidence = (
                Evidence("shoe", _("shoe"), shoe.name, "text", ref=shoe.subject),
                Evidence("support", _("its support"), shoe.support, "text", ref=shoe.subject),
                Evidence("foot_type", _("foot type on your profile"), history.profile.foot_type, "text"),
            )
            yield Signal(
                Severity.NOTICE, shoe.subject, shoe.started_on or history.today, text, evidence, HINT
            )


RULE = Rule(
    id="shoe.foot_type",
    title=_("Shoe and foot type differ"),
    why=_("Shoes are chosen by foot type so that the leg stays aligned."),
    cannot_know=_("No study here: comfort and a fitting decide, and both words may be out of date."),
    clears=_("It leaves when you retire the shoe, or correct its support or the foot type of your profile."),
    sources=(tight("The Importance of Proper Footwear in Preventing Back Of Knee Tight After Running"),),
    evidence_level=EvidenceLevel.DOCUMENTS,
    limits=Limits,
    check=check,
)
