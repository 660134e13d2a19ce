"""The pages on which an admin reads and changes thresholds. They show no runner and no single log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.backtests import today
from training.engine.basics import BASICS_ID
from training.forms.thresholds import shown_limit
from training.insights.ladder_steps import LADDER_ID
from training.models import BackTest, ThresholdRevision, User
from training.pages.catalogue import GROUP_TITLES
from training.pages.threshold_words import changes, state_words, tried
from training.thresholds import current_setting, setting_of
from training.thresholds.setting import DECLARED, Declared, Setting
from training.units import Units, format_day, format_moment

REVISIONS_SHOWN = 200
NUMBERS_SHOWN = 3
NO_WARNING = _(
    "These numbers make the steps of a return to running. They raise no warning, so the logs will show no "
    "difference; once saved they count for every runner on the ladder."
)


def thresholds_page(admin: User) -> dict[str, Any]:
    """Every rule with its numbers in force, by group; what is no rule comes last."""
    number, setting = current_setting()
    rules = [declared for declared in DECLARED.values() if declared.rule]
    units = admin.profile.units
    groups = [
        {"title": GROUP_TITLES[group], "rows": [_row(declared, setting, units) for declared in found]}
        for group, found in groupby(rules, key=lambda declared: declared.rule.group)
    ]
    for title, id_ in ((gettext("All rules"), BASICS_ID), (gettext("Answers"), LADDER_ID)):
        groups.append({"title": title, "rows": [_row(DECLARED[id_], setting, units)]})
    return {"groups": groups, "ruleset": number, "pending": _pending(admin, number, setting)}


def _row(declared: Declared, setting: Setting, units: Units) -> dict[str, Any]:
    values = {spec.name: spec.default for spec in declared.specs} | setting.values.get(declared.id, {})
    return {
        "title": gettext(declared.title),
        "url": reverse("edit-thresholds", args=[declared.id]),
        "detail": numbers_line(declared, values, units),
        "tags": _tags(declared, setting),
    }


def numbers_line(declared: Declared, values: Mapping[str, Any], units: Units) -> str:
    """The first numbers of a rule in one line, and how many more there are."""
    numbers = [
        f"{gettext(spec.help)}: {shown_limit(spec, values[spec.name], units)}"
        for spec in declared.specs[:NUMBERS_SHOWN]
    ]
    if more := len(declared.specs) - len(numbers):
        numbers.append(gettext("and %(n)s more") % {"n": more})
    return capfirst("; ".join(numbers)) or gettext("No number to set.")


def _tags(declared: Declared, setting: Setting) -> list[dict[str, str]]:
    tags = []
    if setting.state_of(declared.id) != "on":
        words = state_words(setting, declared)
        tags.append({"text": words[:1].upper() + words[1:], "tone": "notice", "icon": "bell-off"})
    if setting.trials.get(declared.id) and trial_days(setting, declared)["is_over"]:
        tags.append({"text": gettext("Report due"), "tone": "accent", "icon": "flag"})
    if setting.values.get(declared.id):
        tags.append({"text": gettext("Changed"), "tone": "accent", "icon": "edit"})
    return tags


def _pending(admin: User, number: int, setting: Setting) -> list[dict[str, Any]]:
    """What this admin asked for and has not decided on. number, setting: what is in force."""
    mine = BackTest.objects.filter(author=admin, kind=BackTest.Kind.CHANGE).defer("partial", "result")
    return [
        {
            "title": title_of(test),
            "url": reverse("back-test", args=[test.pk]),
            "detail": " ".join([*_tried(test, setting, admin.profile.units), _undecided(test, number)]),
            "tags": [],
        }
        for test in mine[:5]
    ]


def _tried(test: BackTest, now: Setting, units: Units) -> list[str]:
    """What it would change of what it is about; of an earlier ruleset, all."""
    words, about = gettext("%(what)s: %(before)s → %(after)s."), title_of(test) if test.rule else ""
    found = changes(now, Setting.from_json(test.setting), units)
    return [words % change for change in found if change["rule"].startswith(about)]


def _undecided(test: BackTest, number: int) -> str:
    if test.base != number:
        return gettext("The thresholds were changed since: try it again.")
    return gettext("Tried on %(days)s days. Not saved.") % {"days": test.days}


def title_of(test: BackTest) -> str:
    """What a back-test is about."""
    if test.rule in DECLARED:
        return gettext(DECLARED[test.rule].title)
    return gettext("An earlier ruleset")


def edit_page(admin: User, declared: Declared, setting: Setting) -> dict[str, Any]:
    """What the form of one rule stands beside."""
    rule, trial = about_rule(declared), setting.trials.get(declared.id)
    if rule:
        rule["report_url"] = reverse("rule-report", args=[declared.id])
    return {
        "title": gettext(declared.title),
        "note": NO_WARNING if declared.id == LADDER_ID else "",
        "rule": rule,
        "trial": trial and {
            **trial_days(setting, declared),
            "url": reverse("shadow-report", args=[declared.id]),
            "changes": tried(setting, declared, admin.profile.units),
        },
    }  # fmt: skip


def about_rule(declared: Declared) -> dict[str, Any] | None:
    """Why there is this warning; None for the words that all rules share."""
    rule = declared.rule
    return rule and {
        "what": gettext(rule.what),
        "why": gettext(rule.why),
        "cannot_know": gettext(rule.cannot_know),
        "evidence_level": gettext(rule.evidence_level.value),
        "sources": [{"text": str(source), "url": source.link} for source in rule.sources],
        "essential": rule.essential,
    }


def trial_days(setting: Setting, declared: Declared) -> dict[str, Any]:
    """How long something runs in shadow: `{first, day, days, is_over, words}`."""
    trial = setting.trials[declared.id]
    first, days = date.fromisoformat(trial["since"]), trial["days"]
    day = (today() - first).days + 1
    words = gettext("Since %(since)s: day %(day)s of %(days)s.")
    if day > days:
        words = gettext("Since %(since)s: the %(days)s days are over.")
    shown = {"since": format_day(first, today()), "day": day, "days": days}
    return {"first": first, "is_over": day > days, "words": words % shown}


def history_page(admin: User) -> dict[str, Any]:
    """Every revision with what it changed, the newest first."""
    revisions = list(ThresholdRevision.objects.select_related("author")[: REVISIONS_SHOWN + 1])
    older = [setting_of(revision) for revision in revisions[1:]] + [Setting()]
    pairs = list(zip(revisions, older, strict=False))[:REVISIONS_SHOWN]
    return {
        "revisions": [_revision(revision, before, admin) for revision, before in pairs],
        "count": ngettext("%(n)s change", "%(n)s changes", len(pairs)) % {"n": len(pairs)},
    }


def _revision(revision: ThresholdRevision, before: Setting, admin: User) -> dict[str, Any]:
    return {
        "number": revision.number,
        "when": format_moment(revision.created_at, admin.profile.now()),
        "author": revision.author.get_username() if revision.author else gettext("an admin who has left"),
        "reason": revision.reason,
        "changes": changes(before, setting_of(revision), admin.profile.units),
        "revert_url": reverse("revert-thresholds", args=[revision.number]),
    }
