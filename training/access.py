"""The only place that answers who may see whose log, and what of it.

A runner sees their own; a coach what was granted, while it is; nobody else anything, an admin included.
Whatever a page, a file or a chart says of a log goes through a Sight, and every log it reads through
`visible_log`, before any rule looks at it: no finding can rest on what was not granted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from training.engine.facts import SIDES, Profile
from training.engine.log import Log
from training.engine.rule import Rule
from training.models import Grant, ReportLink, User
from training.models.choices import Category
from training.models.report_link import LONGEST

EVERYTHING = frozenset(Category.values)
# What rules read. Words a runner wrote are in no log that a rule sees.
READ_BY_RULES = frozenset({Category.TRAINING, Category.KNEE, Category.PROFILE})


@dataclass(frozen=True)
class Sight:
    """What one person may see of one runner's log. grant: the runner's yes; None for their own log.

    runner: with profile. is_preview: the runner themselves, looking at what others would see.
    link: the open link of a report, whoever holds it. sides: the knees of which something may be seen.
    """

    runner: User
    categories: frozenset[str]
    grant: Grant | None = None
    is_preview: bool = False
    link: ReportLink | None = None
    sides: tuple[str, ...] = SIDES

    @property
    def is_own(self) -> bool:
        return self.grant is None and self.link is None and not self.is_preview

    @property
    def may_set(self) -> bool:
        """Whether they may set thresholds for this runner, of the rules that rest on what they see."""
        return self.grant is not None and self.grant.may_set

    def shows(self, category: str) -> bool:
        return category in self.categories

    @property
    def withheld(self) -> list[Category]:
        """The categories that are not shared, in their usual order: what a page states whatever is logged."""
        return [category for category in Category if category not in self.categories]


def sight(viewer: User | AnonymousUser, runner: User, today: date | None = None) -> Sight | None:
    """What `viewer` may see of `runner` on that day of the runner's; None where nothing."""
    if not (_is_somebody(viewer) and _is_somebody(runner)):
        return None
    if viewer.pk == runner.pk:
        return Sight(runner, EVERYTHING)
    grant = _granted_to(viewer).filter(runner=runner.pk).first()
    return _through(grant, today) if grant else None


def sight_of(viewer: User | AnonymousUser, runner_id: UUID) -> Sight | None:
    """The same by the runner's id, for an address; one query."""
    if not _is_somebody(viewer):
        return None
    if viewer.pk == runner_id:
        return Sight(viewer, EVERYTHING)
    grant = _granted_to(viewer).filter(runner=runner_id).first()
    return _through(grant) if grant else None


def athletes_of(coach: User | AnonymousUser) -> list[Sight]:
    """Everybody who shares a log with this coach now, by name; one query, their own log not among them."""
    if not _is_somebody(coach):
        return []
    grants = _granted_to(coach).order_by("runner__username")
    return [found for found in map(_through, grants) if found]


def coaches_of(runner: User) -> list[User]:
    """Everybody who sees something of this runner's log now, by name; one query."""
    grants = runner.grants.filter(state=Grant.State.GRANTED, **_here("coach")).select_related("coach")
    today = runner.profile.today()
    return sorted((grant.coach for grant in grants if grant.holds_on(today)), key=str)


def preview(runner: User, categories: Iterable[str]) -> Sight:
    """What a coach with these categories would see of `runner`, for the runner's own eyes."""
    return Sight(runner, frozenset(categories) & EVERYTHING, is_preview=True)


def report_of(runner: User, sides: Collection[str], *, notes: bool, link: ReportLink | None = None) -> Sight:
    """What a report says of `runner`: to themselves before they hand it out, or to the holder of a link."""
    parts = EVERYTHING if notes else READ_BY_RULES
    chosen = tuple(side for side in SIDES if side in sides)
    return Sight(runner, parts, is_preview=link is None, link=link, sides=chosen)


def through_link(secret: str) -> Sight | None:
    """What the holder of this secret may see; None where it opens nothing, for whatever reason. One query."""
    now = timezone.now()
    alive = ReportLink.objects.filter(ended_at=None, expires_at__gt=now, created_at__gt=now - LONGEST)
    found = (
        alive.filter(**_here("runner"))
        .select_related("runner__profile")
        .filter(token_hash=ReportLink.hash_of(secret))
        .first()
    )
    return report_of(found.runner, found.sides, notes=found.notes, link=found) if found else None


def _is_somebody(person: User | AnonymousUser) -> bool:
    return person.is_authenticated and person.is_active and person.pk is not None


def _granted_to(coach: User) -> QuerySet[Grant]:
    """The grants both sides keep up, both still here; each still to be asked whether its day is past."""
    standing = Grant.objects.filter(coach=coach.pk, state=Grant.State.GRANTED)
    return standing.filter(**_here("coach"), **_here("runner")).select_related("runner__profile")


def _here(whose: str) -> dict[str, Any]:
    """The account is neither closed nor about to go, though a yes came in while its owner left."""
    return {f"{whose}__is_active": True, f"{whose}__leaves_at": None}


def _through(grant: Grant, today: date | None = None) -> Sight | None:
    if not grant.holds_on(today or grant.runner.profile.today()):
        return None
    return Sight(grant.runner, grant.categories & EVERYTHING, grant)


def visible_log(log: Log, sight: Sight) -> Log:
    """The log with nothing in it but what may be seen."""
    if sight.categories >= READ_BY_RULES and sight.sides == SIDES:
        return log
    training, knee = sight.shows(Category.TRAINING), sight.shows(Category.KNEE)
    first_symptom_on = log.first_symptom_on if sight.sides == SIDES else None
    return Log(
        runs=log.runs if training else (),
        shoes=log.shoes if training else (),
        first_run_on=log.first_run_on if training else None,
        check_ins=[entry for side in sight.sides for entry in log.knees[side].entries] if knee else (),
        care=log.care if knee else (),
        answers=log.answers if knee else (),
        first_symptom_on=first_symptom_on if knee else None,
        profile=_of_sides(log.profile, sight.sides) if sight.shows(Category.PROFILE) else None,
        basics=log.basics,
    )


def _of_sides(profile: Profile, sides: tuple[str, ...]) -> Profile:
    return replace(profile, injuries=tuple(injury for injury in profile.injuries if injury.side in sides))


def visible_rules(rules: Sequence[Rule], sight: Sight) -> list[Rule]:
    """The rules that still say something true of what may be seen.

    The others would take what is withheld for something that never happened: no stretch, no rest, no knee.
    """
    return [rule for rule in rules if rule.rests_on <= sight.categories]
