"""What a rule is, and what it says when it fires. The engine knows none by name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, IntEnum
from typing import Any

from training.engine.basics import Basics
from training.engine.facts import SIDES
from training.engine.history import History
from training.engine.limits import LimitSpec, build_limits, limit_evidence, limit_specs
from training.engine.text import Evidence, Translate, as_written, render
from training.engine.text import gettext_noop as _
from training.units import Units


class Severity(IntEnum):
    """How much a finding matters; higher is worse."""

    NOTICE = 1
    CAUTION = 2
    SPECIALIST = 3
    EMERGENCY = 4

    @property
    def word(self) -> str:
        """`notice`, `caution`, `specialist`, `emergency`: the word of the file format."""
        return self.name.lower()


class EvidenceLevel(Enum):
    """How well founded a warning is, in words for people."""

    COHORT = _("one large cohort study")
    SMALL_STUDY = _("a small study")
    CONFLICTING = _("studies disagree")
    TRIAL = _("a trial in another injury")
    EXPERT = _("expert habit or opinion")
    MECHANISM = _("a plausible mechanism only")
    DOCUMENTS = _("articles only, no study")
    GUIDANCE = _("general medical guidance, to be reviewed by a clinician")
    DATA = _("about the log itself, not a risk")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a document's title and section, or a study with its link."""

    title: str
    section: str = ""
    link: str = ""

    def __str__(self) -> str:
        return f"{self.title}, “{self.section}”" if self.section else self.title


def tight(section: str) -> Source:
    """A section of the founding document on tightness."""
    return Source("Back Of Knee Tight After Running", section)


def pain(section: str) -> Source:
    """A section of the founding document on pain."""
    return Source("Back Of Knee Pain From Running", section)


def study(citation: str, doi: str = "") -> Source:
    """Published research, by its short citation."""
    return Source(citation, link=f"https://doi.org/{doi}" if doi else "")


OUR_CHOICE = Source(_("our choice"))
PAIN_MONITORING = study("Silbernagel et al., Am J Sports Med 2007;35:897 (pain-monitoring model)")


@dataclass(frozen=True, slots=True)
class Signal:
    """What a check yields: facts in `evidence`, a sentence that names them by key, and a next step.

    since: the day the matter arose. capped: too little log to say more than this, whatever else is known.
    sides: the knees it is about, both where it is about the runner as a whole.
    """

    severity: Severity
    subject: str
    since: date
    text: str
    evidence: tuple[Evidence, ...] = ()
    hint: str = ""
    capped: bool = False
    sides: tuple[str, ...] = SIDES


# The part of a log that the rules of a group rest on.
GROUNDS = {
    "load": ("training",),
    "shoe": ("training",),
    "terrain": ("training",),
    "habit": ("knee",),
    "knee": ("knee",),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One warning: how it is checked, and everything the catalogue says of it.

    check: history, limits -> signals. review: the same, given what the other rules found.
    gives_way_to: ids of rules that replace this one on the same subject. essential: nobody can switch it off.
    sends_to_help: it may ask to see a professional, so no coach sets its thresholds, as of an essential one.
    grounds: the parts of a log it rests on, `training` or `knee`, where they are not those of its group.
    """

    id: str
    title: str
    why: str
    cannot_know: str
    clears: str
    sources: tuple[Source, ...]
    evidence_level: EvidenceLevel
    limits: type[Any]
    check: Callable[[History, Any], Iterator[Signal]] | None = None
    review: Callable[[History, Any, Sequence[Finding]], Iterator[Signal]] | None = None
    order: tuple[tuple[str, ...], ...] = ()
    gives_way_to: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    headline: str = ""
    essential: bool = False
    sends_to_help: bool = False

    @property
    def group(self) -> str:
        """`load`, `shoe`, `terrain`, `habit` or `knee`."""
        return self.id.partition(".")[0]

    @property
    def rests_on(self) -> frozenset[str]:
        """The parts of a log without which this rule would say something untrue rather than nothing."""
        return frozenset(self.grounds or GROUNDS[self.group])

    @property
    def what(self) -> str:
        """When it fires, in words: the first line of the rule's own file."""
        check = self.check or self.review
        return (sys.modules[check.__module__].__doc__ or "").partition("\n")[0] if check else ""

    @property
    def specs(self) -> tuple[LimitSpec, ...]:
        return limit_specs(self.limits)

    def build_limits(self, values: dict[str, Any]) -> Any:
        """This rule's limits with `values` over the defaults; LimitError names a bad field."""
        return build_limits(self.limits, values, self.order)

    def clears_text(
        self, limits: Any, basics: Basics, units: Units, translate: Translate = as_written
    ) -> str:
        """What ends this warning, under these thresholds."""
        return render(self.clears, [*limit_evidence(basics), *limit_evidence(limits)], units, translate)


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired, computed for one day and never stored. Equal by value."""

    rule: Rule
    severity: Severity
    subject: str
    since: date
    text_template: str
    hint_template: str
    evidence: tuple[Evidence, ...]
    limits: Any
    sharpened_by_injury: bool = False
    basics: Basics = field(default_factory=Basics)

    def text(self, units: Units, translate: Translate = as_written) -> str:
        """The facts, in one or two sentences."""
        return self.say(self.text_template, units, translate)

    def headline(self, units: Units, translate: Translate = as_written) -> str:
        """The matter in a few words, fit for the top of a page."""
        said = self.say(self.rule.headline or self.rule.title, units, translate)
        return said[:1].upper() + said[1:]

    def lead(self, units: Units, translate: Translate = as_written) -> str:
        """The first sentence of the text: the facts alone."""
        return self.say(self.text_template.partition("\n")[0], units, translate)

    def rest(self, units: Units, translate: Translate = as_written) -> str:
        """What the text says after its first sentence; may be empty."""
        return self.say(self.text_template.partition("\n")[2], units, translate)

    def hint(self, units: Units, translate: Translate = as_written) -> str:
        """The next step."""
        return self.say(self.hint_template, units, translate)

    def clears(self, units: Units, translate: Translate = as_written) -> str:
        """What ends this warning."""
        return self.rule.clears_text(self.limits, self.basics, units, translate)

    @property
    def rule_id(self) -> str:
        return self.rule.id

    @property
    def key(self) -> tuple[str, str]:
        """Rule id and subject: no two that stand on one day share it."""
        return self.rule.id, self.subject

    @property
    def asks_for_less(self) -> bool:
        """Whether it is about the knee or the load, and wants a change: it knows better than any sum."""
        return self.severity >= Severity.CAUTION and self.rule.group in {"knee", "load"}

    @property
    def source(self) -> str:
        return "; ".join(str(source) for source in self.rule.sources)

    def say(self, template: str, units: Units, translate: Translate = as_written) -> str:
        """Any text with the numbers of this finding and of its thresholds in it."""
        known = [*limit_evidence(self.basics), *limit_evidence(self.limits), *self.evidence]
        return render(template, known, units, translate)
