"""Thresholds, and what changed between two settings, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.engine.rule import Severity
from training.forms.thresholds import shown_limit
from training.pages.cards import SEVERITY_WORDS
from training.thresholds.setting import DECLARED, Declared, Setting
from training.units import Units

STATE_WORDS = {
    "on": _("on"),
    "trial": _("on, other numbers in shadow"),
    "shadow": _("in shadow"),
    "off": _("off"),
}
Change = dict[str, str]


def changes(before: Setting, after: Setting, units: Units) -> list[Change]:
    """`{rule, what, before, after}` of everything that differs, in the order of the rules."""
    return [change for declared in DECLARED.values() for change in _changes(declared, before, after, units)]


def tried(setting: Setting, declared: Declared, units: Units) -> list[Change]:
    """What the numbers that run in shadow differ in from those in force."""
    values, trial = setting.values.get(declared.id, {}), setting.trials[declared.id]
    return list(_numbers(declared, values, trial["values"], units, gettext(declared.title)))


def _changes(declared: Declared, before: Setting, after: Setting, units: Units) -> Iterator[Change]:
    title, id_ = gettext(declared.title), declared.id
    states = [state_words(setting, declared) for setting in (before, after)]
    if states[0] != states[1]:
        yield {"rule": title, "what": gettext("This rule"), "before": states[0], "after": states[1]}
    yield from _numbers(declared, before.values.get(id_, {}), after.values.get(id_, {}), units, title)
    before_it, trial = (setting.trials.get(id_) for setting in (before, after))
    if trial and (not before_it or before_it["values"] != trial["values"]):
        in_shadow = gettext("%(rule)s (in shadow)") % {"rule": title}
        yield from _numbers(declared, after.values.get(id_, {}), trial["values"], units, in_shadow)


def _numbers(
    declared: Declared, before: Mapping[str, Any], after: Mapping[str, Any], units: Units, title: str
) -> Iterator[Change]:
    for spec in declared.specs:
        pair = [values.get(spec.name, spec.default) for values in (before, after)]
        if pair[0] != pair[1]:
            words = [shown_limit(spec, value, units) for value in pair]
            yield {"rule": title, "what": capfirst(gettext(spec.help)), "before": words[0], "after": words[1]}


def state_words(setting: Setting, declared: Declared) -> str:
    return str(STATE_WORDS[setting.state_of(declared.id)])


def severity_of(number: int) -> dict[str, Any]:
    """A severity as a pill shows it."""
    severity = Severity(number)
    return {"severity": severity.word, "word": SEVERITY_WORDS[severity]}
