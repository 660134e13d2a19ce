"""The only place that answers who may see whose log, and what of it.

A runner sees their own; a coach what was granted, while it is; nobody else anything, an admin included.
Whatever a page, a file or a chart says of a log goes through a Sight, and every log it reads through
`visible_log`, before any rule looks at it: no finding can rest on what was not granted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from training.engine.log import Log
from training.engine.rule import Rule
from training.models import Grant, User
from training.models.choices import Category

EVERYTHING = frozenset(Category.values)
# What rules read. Words a runner wrote are in no log that a rule sees.
READ_BY_RULES = frozenset({Category.TRAINING, Category.KNEE, Category.PROFILE})


@dataclass(frozen=True)
class Sight:
    """What one person may see of one runner's log. grant: the runner's yes; None for their own log.

    runner: with profile. is_preview: the runner themselves, looking at what a coach would see.
    """

    runner: User
    categories: frozenset[str]
    grant: Grant | None = None
    is_preview: bool = False

    @property
    def is_own(self) -> bool:
        return self.grant is None and not self.is_preview

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
    grants = runner.grants.filter(state=Grant.State.GRANTED, coach__is_active=True).select_related("coach")
    today = runner.profile.today()
    return sorted((grant.coach for grant in grants if grant.holds_on(today)), key=str)


def preview(runner: User, categories: Iterable[str]) -> Sight:
    """What a coach with these categories would see of `runner`, for the runner's own eyes."""
    return Sight(runner, frozenset(categories) & EVERYTHING, is_preview=True)


def _is_somebody(person: User | AnonymousUser) -> bool:
    return person.is_authenticated and person.is_active and person.pk is not None


def _granted_to(coach: User) -> QuerySet[Grant]:
    """The grants both sides keep up, both accounts active; each still to be asked whether its day is past."""
    return Grant.objects.filter(
        coach=coach.pk, state=Grant.State.GRANTED, coach__is_active=True, runner__is_active=True
    ).select_related("runner__profile")


def _through(grant: Grant, today: date | None = None) -> Sight | None:
    if not grant.holds_on(today or grant.runner.profile.today()):
        return None
    return Sight(grant.runner, grant.categories & EVERYTHING, grant)


def visible_log(log: Log, sight: Sight) -> Log:
    """The log with nothing in it but what may be seen."""
    if sight.categories >= READ_BY_RULES:
        return log
    training, knee = sight.shows(Category.TRAINING), sight.shows(Category.KNEE)
    return Log(
        runs=log.runs if training else (),
        shoes=log.shoes if training else (),
        first_run_on=log.first_run_on if training else None,
        check_ins=[entry for side in log.knees.values() for entry in side.entries] if knee else (),
        care=log.care if knee else (),
        answers=log.answers if knee else (),
        first_symptom_on=log.first_symptom_on if knee else None,
        profile=log.profile if sight.shows(Category.PROFILE) else None,
        basics=log.basics,
    )


def visible_rules(rules: Sequence[Rule], sight: Sight) -> list[Rule]:
    """The rules that still say something true of what may be seen.

    The others would take what is withheld for something that never happened: no stretch, no rest, no knee.
    """
    return [rule for rule in rules if rule.rests_on <= sight.categories]
