"""What is shared: from the second yes to the first no."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from training.logbook.writing import StaleEditError
from training.models import CoachMark, Grant, Seen, TeamMember, User

# A runner who ended a grant by mistake takes it back by one tap, for so long.
RESUME_FOR = timedelta(days=1)


class GrantGoneError(Exception):
    """No such grant of this person's, or none that stands."""


def grant_or_renew(runner: User, coach: User, categories: frozenset[str], until: date | None) -> Grant:
    """A new grant. One that stands stays as it is; one whose last day is past begins anew.

    Inside a transaction.
    """
    try:
        with transaction.atomic():
            return Grant.objects.create(runner=runner, coach=coach, categories=categories, until=until)
    except IntegrityError:
        standing = runner.grants.select_for_update().filter(coach=coach, state=Grant.State.GRANTED).first()
    if standing is None:
        # Ended in this very moment.
        return Grant.objects.create(runner=runner, coach=coach, categories=categories, until=until)
    if not standing.holds_on(runner.profile.today()):
        standing.categories, standing.until, standing.version = categories, until, standing.version + 1
        standing.save()
    return standing


def change_grant(runner: User, grant: Grant, categories: Iterable[str], until: date | None) -> None:
    """Write what the runner now shares; StaleEditError where it was changed or ended since they saw it."""
    standing = runner.grants.filter(pk=grant.pk, state=Grant.State.GRANTED)
    written = standing.filter(version=grant.version).update(
        categories=frozenset(categories), until=until, version=F("version") + 1
    )
    if not written:
        raise StaleEditError(standing.values_list("version", flat=True).first())


def end_grant(person: User, pk: UUID) -> Grant:
    """End it, from either side and at once. Ended twice is ended; the last to say so is remembered."""
    with transaction.atomic():
        mine = Grant.objects.filter(Q(runner=person) | Q(coach=person), pk=pk)
        mine.filter(state=Grant.State.GRANTED).update(
            state=Grant.State.ENDED, ended_at=timezone.now(), version=F("version") + 1
        )
        mine.update(ended_by=person)
        grant = mine.select_related("runner", "coach").first()
        if grant is None:
            raise GrantGoneError
        forget(grant)
    return grant


def forget(grant: Grant) -> None:
    """What a coach noted for themselves about a runner ends with the grant."""
    Seen.objects.filter(runner=grant.runner_id, coach=grant.coach_id).delete()
    CoachMark.objects.filter(runner=grant.runner_id, coach=grant.coach_id).delete()
    TeamMember.objects.filter(runner=grant.runner_id, team__coach=grant.coach_id).delete()


def resume_grant(runner: User, pk: UUID) -> Grant:
    """Take back an end that the runner set a short while ago, unless the coach wants it too."""
    since, ended = timezone.now() - RESUME_FOR, Grant.State.ENDED
    mine = runner.grants.filter(pk=pk, state=ended, ended_by=runner, ended_at__gt=since)
    if not mine.filter(coach__is_active=True).exists():
        raise GrantGoneError
    try:
        with transaction.atomic():
            # Without a join: PostgreSQL looks again at a row that it waited for, but at no other table.
            if not mine.update(
                state=Grant.State.GRANTED, ended_at=None, ended_by=None, version=F("version") + 1
            ):
                raise GrantGoneError
    except IntegrityError:
        raise GrantGoneError from None
    return runner.grants.select_related("coach").get(pk=pk)
