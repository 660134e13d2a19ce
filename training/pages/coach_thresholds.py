"""The thresholds that a coach sets, for one athlete or for a team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext

from training.access import EVERYTHING, Sight, athletes_of
from training.engine.evaluate import Ruleset
from training.forms.overrides import OverrideForm
from training.models import Override, Team, TeamOverride, User
from training.pages.athlete import head
from training.pages.catalogue import GROUP_TITLES
from training.pages.set_numbers import card
from training.pages.thresholds import about_rule, numbers_line
from training.pages.viewing import Viewing
from training.thresholds import current_ruleset
from training.thresholds.held import as_laid, is_own
from training.thresholds.laying import Laid, holding, laid_over, lay, may_be_set
from training.thresholds.overrides import set_for_athlete, set_for_team
from training.thresholds.setting import DECLARED, Declared


def declared_for(rule: str, categories: frozenset[str] = EVERYTHING) -> Declared | None:
    """The numbers under this name, where a coach who sees these parts may set them."""
    declared = DECLARED.get(rule)
    return declared if declared and may_be_set(declared, categories) else None


def athlete_thresholds_page(viewing: Viewing) -> dict[str, Any]:
    """Every rule whose numbers this coach may set, with what holds for this athlete."""
    sight, coach = viewing.sight, viewing.viewer
    base, laid = current_ruleset(), laid_over([sight.runner]).get(sight.runner.pk, [])
    own = {row.pk for row in laid if is_own(row, coach.pk)}
    rows = Override.objects.filter(runner=sight.runner, pk__in=own)
    return head(viewing, "athlete-thresholds") | {
        "cards": [
            card(row, base, laid, coach)
            | {"end_url": reverse("end-numbers", args=[row.pk]), "edit_url": _athlete_url(sight, row.rule)}
            for row in rows
        ],
        "groups": _groups(
            sight.categories,
            lay(base, laid),
            {rule.id: _whose(decided.values(), coach) for rule, decided in holding(base, laid).items()},
            lambda rule: _athlete_url(sight, rule),
            coach,
        ),
    }


def _athlete_url(sight: Sight, rule: str) -> str:
    return reverse("set-numbers", args=[sight.runner.pk, rule])


def _whose(rows: Iterable[Laid], coach: User) -> list[str]:
    """Who decides the numbers of a rule, as short words."""
    words = []
    for row in rows:
        who = gettext("Set by you") if row.coach == coach.pk else gettext("Set by another coach")
        words.append(gettext("Set for a team") if row.source and row.coach == coach.pk else who)
    return sorted(set(words))


def _groups(
    categories: frozenset[str], ruleset: Ruleset, whose: dict[str, list[str]], url: Any, coach: User
) -> list[dict[str, Any]]:
    may = [declared for declared in DECLARED.values() if may_be_set(declared, categories)]
    return [
        {
            "title": GROUP_TITLES[group],
            "rows": [
                {
                    "title": gettext(declared.title),
                    "url": url(declared.id),
                    "detail": numbers_line(
                        declared, asdict(ruleset.limits_of(declared.rule)), coach.profile.units
                    ),
                    "tags": [
                        {"text": words, "tone": "accent", "icon": "edit"}
                        for words in whose.get(declared.id, [])
                    ],
                }
                for declared in found
            ],
        }
        for group, found in groupby(may, key=lambda declared: declared.id.partition(".")[0])
    ]


def set_numbers_page(declared: Declared) -> dict[str, Any]:
    """What the form of one rule stands beside."""
    return {"title": gettext(declared.title), "rule": about_rule(declared)}


def save_for_athlete(sight: Sight, form: OverrideForm) -> None:
    """Put the form's numbers in force for this athlete; see `set_for_athlete` for what it refuses."""
    held, reason = form.held, form.cleaned_data["reason"]
    if sight.grant is not None:
        set_for_athlete(sight.grant, held.declared.id, form.values, reason=reason, before=held.before)


def team_thresholds_page(coach: User, team: Team) -> dict[str, Any]:
    """The numbers of a team, and whom they reach."""
    base = current_ruleset()
    rows = list(team.overrides.filter(ended_at=None))
    return {
        "team": team,
        "cards": [
            card(row, base, [], coach)
            | {
                "waits": "",
                "end_url": reverse("end-team-numbers", args=[row.pk]),
                "edit_url": reverse("set-team-numbers", args=[team.pk, row.rule]),
            }
            for row in rows
        ],
        "groups": _groups(
            EVERYTHING,
            lay(base, [as_laid(row) for row in rows]),
            {row.rule: [gettext("Set for this team")] for row in rows},
            lambda rule: reverse("set-team-numbers", args=[team.pk, rule]),
            coach,
        ),
        "reach": reach_words(coach, team),
    }


def reach_words(coach: User, team: Team) -> str:
    """Who of a team has allowed this coach to set thresholds."""
    members = set(team.members.values_list("runner", flat=True))
    sights = [sight for sight in athletes_of(coach) if sight.runner.pk in members]
    may = [str(sight.runner) for sight in sights if sight.may_set]
    not_yet = [str(sight.runner) for sight in sights if not sight.may_set]
    if not sights:
        return gettext("Nobody is in this team yet. What you set here waits for those you add.")
    words = []
    if may:
        words.append(gettext("Reaches %(names)s.") % {"names": get_text_list(may, gettext("and"))})
    if not_yet:
        words.append(
            gettext("Has not let you set thresholds: %(names)s.") % {"names": get_text_list(not_yet, ",")}
        )
    return " ".join(words)


def set_team_numbers_page(coach: User, team: Team, declared: Declared) -> dict[str, Any]:
    return set_numbers_page(declared) | {"team": team, "reach": reach_words(coach, team)}


def save_for_team(coach: User, team: Team, form: OverrideForm) -> None:
    held, reason = form.held, form.cleaned_data["reason"]
    number = TeamOverride(team=team, rule=held.declared.id, values=form.values, reason=reason)
    set_for_team(coach, number, held.before)
