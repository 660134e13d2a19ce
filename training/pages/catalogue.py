"""Every warning there is, generated from the rules themselves."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.engine.evaluate import Ruleset
from training.engine.limits import limit_evidence
from training.engine.rule import Rule
from training.engine.text import show
from training.models import User
from training.pages.cards import anchor
from training.pages.viewing import Viewing, own
from training.pages.who_set import set_by
from training.reactions import muted_rules
from training.rules import ALL_RULES
from training.thresholds.laying import ruleset_for

GROUP_TITLES = {
    "load": _("Load"),
    "shoe": _("Shoes"),
    "terrain": _("Surface and terrain"),
    "habit": _("Habits"),
    "knee": _("Knee"),
}


def catalogue_page(runner: User) -> dict[str, Any]:
    """The rules by group, with the thresholds in force."""
    ruleset, muted = ruleset_for(runner), muted_rules(runner)
    return {
        "groups": [
            {
                "title": GROUP_TITLES[group],
                "rules": [_rule(rule, ruleset, own(runner), rule.id in muted) for rule in rules],
            }
            for group, rules in groupby(ALL_RULES, key=lambda rule: rule.group)
        ],
        "count": len(ALL_RULES),
        "ruleset": ruleset.number,
    }


def _rule(rule: Rule, ruleset: Ruleset, viewing: Viewing, muted: bool) -> dict[str, Any]:
    limits, origins = ruleset.limits_of(rule), ruleset.origins_of(rule.id)
    units, today = viewing.units, viewing.runner.profile.today()
    return {
        "anchor": anchor(rule),
        "title": gettext(rule.title),
        "what": gettext(rule.what),
        "why": gettext(rule.why),
        "source": "; ".join(str(source) for source in rule.sources),
        "evidence_level": gettext(rule.evidence_level.value),
        "cannot_know": gettext(rule.cannot_know),
        "clears": rule.clears_text(limits, ruleset.basics, units, gettext),
        "severities": [],
        "limits": [
            {
                "term": gettext(item.label),
                "value": show(item, units, gettext),
                "hint": set_by(origins.get(item.key), today, viewing),
            }
            for item in limit_evidence(limits)
        ],
        "muted": muted,
        "off": not ruleset.speaks(rule),
    }
