"""What is shared: from the second yes to the first no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F, Q
from django.utils import timezone

from training.logbook.writing import StaleEditError
from training.models import CoachMark, Grant, Seen, TeamMember, User
from training.thresholds.overrides import end_with, resume_with, settle, turn_of

# A runner who ended a grant by mistake takes it back by one tap, for so long.
RESUME_FOR = timedelta(days=1)


class GrantGoneError(Exception):
    """No such grant of this person's, or none that stands."""


def grant_or_renew(runner: User, coach: User, **shared: Any) -> Grant:
    """A new grant. One that stands stays as it is; one whose last day is past begins anew.

    shared: `categories`, `until` and `may_set`.
    """
    with turn_of(coach.pk):
        standing = runner.grants.filter(coach=coach, state=Grant.State.GRANTED).first()
        if standing is None:
            return Grant.objects.create(runner=runner, coach=coach, **shared)
        if not standing.holds_on(runner.profile.today()):
            change_grant(runner, standing, **shared)
            standing.refresh_from_db()
    return standing


def change_grant(runner: User, grant: Grant, **shared: Any) -> None:
    """Write what the runner now shares; StaleEditError where it was changed or ended since they saw it.

    What was set under a grant ended with its last day: prolonged, it begins without.
    """
    with turn_of(grant.coach_id):
        settle(grant.coach_id, [runner.pk])
        standing = runner.grants.filter(pk=grant.pk, state=Grant.State.GRANTED)
        written = standing.filter(version=grant.version).update(**shared, version=F("version") + 1)
        if not written:
            raise StaleEditError(standing.values_list("version", flat=True).first())
        settle(grant.coach_id, [runner.pk])


def end_grant(person: User, pk: UUID) -> Grant:
    """End it, from either side and at once. Ended twice is ended; the last to say so is remembered."""
    mine = Grant.objects.filter(Q(runner=person) | Q(coach=person), pk=pk)
    coach = mine.values_list("coach", flat=True).first()
    if coach is None:
        raise GrantGoneError
    with turn_of(coach):
        mine.filter(state=Grant.State.GRANTED).update(
            state=Grant.State.ENDED, ended_at=timezone.now(), version=F("version") + 1
        )
        mine.update(ended_by=person)
        grant = mine.select_related("runner", "coach").get()
        end_with(grant, person)
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
    over = mine.filter(coach__is_active=True).first()
    if over is None or over.ended_at is None:
        raise GrantGoneError
    try:
        with turn_of(over.coach_id):
            # Without a join: PostgreSQL looks again at a row that it waited for, but at no other table.
            if not mine.update(
                state=Grant.State.GRANTED, ended_at=None, ended_by=None, version=F("version") + 1
            ):
                raise GrantGoneError
            resumed = runner.grants.select_related("coach", "runner__profile").get(pk=pk)
            resume_with(resumed, over.ended_at)
    except IntegrityError:
        raise GrantGoneError from None
    return resumed
