"""Who set the thresholds of a warning, and when, to whoever looks."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.assessment import Assessment
from training.engine.evaluate import Origin
from training.engine.limits import limit_evidence
from training.engine.rule import Finding, Rule
from training.engine.text import show
from training.pages.viewing import Viewing
from training.units import format_day

SET_BY = {
    "admin": _("set by an admin on %(day)s"),
    "your coach": _("your coach set it on %(day)s"),
    "you": _("you set it on %(day)s"),
    "a coach": _("a coach set it on %(day)s"),
}
COACH_SET = {
    "your coach": _("Your coach set %(value)s (%(what)s) on %(day)s."),
    "you": _("You set %(value)s (%(what)s) on %(day)s."),
    "a coach": _("A coach set %(value)s (%(what)s) on %(day)s."),
}


def threshold_facts(assessment: Assessment, finding: Finding, viewing: Viewing) -> dict[str, str]:
    """What a card says of its thresholds, and where its runner can end what a coach set."""
    return {
        "threshold": _threshold_line(assessment, finding, viewing),
        "set_url": _set_url(assessment, finding.rule, viewing),
    }


def _threshold_line(assessment: Assessment, finding: Finding, viewing: Viewing) -> str:
    """Which thresholds of the rule somebody set, who and when; empty where all are the defaults."""
    origins, by_admin, by_coach = assessment.ruleset.origins_of(finding.rule.id), [], []
    for item in limit_evidence(finding.limits):
        if item.key in origins:
            who, day = who_set(origins[item.key], viewing), format_day(origins[item.key].on, assessment.today)
            words = {"value": show(item, viewing.units, gettext), "what": gettext(item.label), "day": day}
            if who == "admin":
                by_admin.append(gettext("%(what)s %(value)s, set by an admin on %(day)s") % words)
            else:
                by_coach.append(gettext(COACH_SET[who]) % words)
    version = version_words(assessment.ruleset.number).capitalize()
    return " ".join([*([f"{version}: {'; '.join(by_admin)}."] if by_admin else []), *by_coach])


def threshold_rows(assessment: Assessment, finding: Finding, viewing: Viewing) -> list[dict[str, str]]:
    """Every threshold of the rule behind a finding: what it is, its value, and who set it."""
    origins, today = assessment.ruleset.origins_of(finding.rule.id), assessment.today
    return [
        {
            "term": gettext(item.label),
            "value": show(item, viewing.units, gettext),
            "hint": set_by(origins.get(item.key), today, viewing) or gettext("default"),
        }
        for item in limit_evidence(finding.limits)
    ]


def set_by(origin: Origin | None, today: date, viewing: Viewing) -> str:
    """Who set a threshold, and when, to whoever looks; empty where it is the default."""
    if origin is None:
        return ""
    return gettext(SET_BY[who_set(origin, viewing)]) % {"day": format_day(origin.on, today)}


def who_set(origin: Origin, viewing: Viewing) -> str:
    """A key of SET_BY: no coach learns which other one there is."""
    if origin.by != "coach":
        return origin.by
    if viewing.is_own:
        return "your coach"
    return "you" if origin.who == str(viewing.viewer.pk) else "a coach"


def _set_url(assessment: Assessment, rule: Rule, viewing: Viewing) -> str:
    """Where a runner sees and ends what a coach set for a rule; empty where nobody did."""
    origins = assessment.ruleset.origins_of(rule.id).values()
    by_coach = viewing.answers and any(origin.by == "coach" for origin in origins)
    return reverse("set-for-me") if by_coach else ""


def version_words(number: int) -> str:
    return gettext("ruleset %(number)s") % {"number": number} if number else gettext("the defaults")
