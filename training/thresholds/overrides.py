"""Numbers for an athlete or a team: a coach sets them, either side ends them, grants and teams bound them.

What is done to one coach's numbers is done in turn, so that each step sees what the others did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from training.models import Grant, Override, TeamMember, TeamOverride, User
from training.thresholds import day_set
from training.thresholds.laying import may_be_set, over_from
from training.thresholds.setting import DECLARED

# Whoever ended numbers by mistake takes it back by one tap, for so long.
UNDO_FOR = timedelta(days=1)


class NotAllowedError(Exception):
    """The runner's grant does not let this coach set these numbers, or no longer does."""


class NumbersChangedError(Exception):
    """They were set or ended elsewhere meanwhile; nothing was written."""


class NumbersGoneError(Exception):
    """No such numbers that this person may end, or take the end of back."""


def allows(grant: Grant, id_: str) -> bool:
    """Whether a grant lets its coach set the numbers of a rule today. grant: with its runner's profile."""
    declared = DECLARED.get(id_)
    may = grant.may_set and grant.holds_on(grant.runner.profile.today())
    return bool(may and declared and may_be_set(declared, grant.categories))


@contextmanager
def turn_of(coach: UUID) -> Iterator[None]:
    with transaction.atomic():
        # Rows that name this account can be added meanwhile.
        list(User.objects.select_for_update(no_key=True).filter(pk=coach).values_list("pk"))
        yield


def set_for_athlete(
    grant: Grant, id_: str, values: Mapping[str, Any], *, reason: str, before: Override | None
) -> None:
    """Put these numbers in the place of those that the coach saw; with none, their own end.

    NotAllowedError, NumbersChangedError: nothing was written.
    """
    with turn_of(grant.coach_id):
        now = Grant.objects.select_related("runner__profile").get(pk=grant.pk, runner=grant.runner_id)
        if not allows(now, id_):
            raise NotAllowedError
        _end_own(Override.objects.filter(runner=now.runner_id), before, ended_by=grant.coach_id)
        if values:
            new = {"rule": id_, "values": dict(values), "days": days_of(values, before, now.runner)}
            _add(Override(runner=now.runner, grant=now, reason=reason, **new))


def set_for_team(coach: User, number: TeamOverride, before: TeamOverride | None) -> None:
    """The same for a team; number: what to set, not yet stored; with no values, their end."""
    with turn_of(coach.pk):
        _end_own(TeamOverride.objects.filter(team=number.team_id), before)
        if number.values:
            _add(number)
        settle_team(coach, number.team_id)


def days_of(values: Mapping[str, Any], before: Override | None, runner: User) -> dict[str, str]:
    """The day each of these numbers was set: today, or that of the row before where it is the same."""
    today = runner.profile.today().isoformat()
    known = (before.values, before.days) if before else ({}, {})
    return {name: day_set(*known, name, value, today) for name, value in values.items()}


def _end_own(rows: Any, before: Override | TeamOverride | None, **more: Any) -> None:
    if before and not rows.filter(pk=before.pk, ended_at=None).update(ended_at=timezone.now(), **more):
        raise NumbersChangedError


def _add(row: Override | TeamOverride) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NumbersChangedError from None


def end_numbers(person: User, pk: UUID) -> Override:
    """End them at once: the runner any, the coach those set for this athlete alone. Ended twice is ended."""
    row = _reached(person, pk)
    rows = Override.objects.filter(pk=pk, runner=row.runner_id, ended_at=None)
    rows.update(ended_at=timezone.now(), ended_by=person)
    return row


def take_back_end(person: User, pk: UUID) -> Override:
    """What this person ended a short while ago holds again, from now on."""
    row = _reached(person, pk)
    recent = row.ended_at and row.ended_at > timezone.now() - UNDO_FOR
    if row.grant is None or row.ended_by_id != person.pk or not recent or not allows(row.grant, row.rule):
        raise NumbersGoneError
    try:
        with turn_of(row.grant.coach_id):
            _add(_again(row))
            settle(row.grant.coach_id, [row.runner_id])
    except NumbersChangedError:
        raise NumbersGoneError from None
    return row


def _reached(person: User, pk: UUID) -> Override:
    mine = Q(runner=person) | Q(grant__coach=person, source=None)
    row = Override.objects.filter(mine, pk=pk).select_related("grant__coach", "runner__profile").first()
    if row is None or (row.runner_id != person.pk and not (row.grant and allows(row.grant, row.rule))):
        raise NumbersGoneError
    return row


def _again(row: Override) -> Override:
    same = {name: getattr(row, name) for name in ("rule", "values", "days", "reason", "source", "seen_at")}
    return Override(runner_id=row.runner_id, grant_id=row.grant_id, **same)


def end_team_numbers(coach: User, pk: UUID) -> TeamOverride:
    """End what was set for a team, for everybody in it."""
    return _switch_team(coach, pk, Q(ended_at=None), timezone.now())


def take_back_team_end(coach: User, pk: UUID) -> TeamOverride:
    return _switch_team(coach, pk, Q(ended_at__gt=timezone.now() - UNDO_FOR), None)


def _switch_team(coach: User, pk: UUID, which: Q, ended_at: datetime | None) -> TeamOverride:
    row = TeamOverride.objects.filter(pk=pk, team__coach=coach).select_related("team").first()
    if row is None:
        raise NumbersGoneError
    try:
        with turn_of(coach.pk):
            if not TeamOverride.objects.filter(which, pk=pk).update(ended_at=ended_at) and not ended_at:
                raise NumbersGoneError
            settle_team(coach, row.team_id)
    except IntegrityError:
        # Others were set meanwhile.
        raise NumbersGoneError from None
    return row


def settle_team(coach: User, team: UUID) -> None:
    members = TeamMember.objects.filter(team=team, team__coach=coach).values_list("runner", flat=True)
    settle(coach.pk, list(members), by=coach)


def settle(coach: UUID, runners: Iterable[UUID], by: User | None = None) -> None:
    """Make the rows of these athletes what their grants and this coach's teams say now.

    What a grant no longer allows ends, and what a team has is added to whoever's grant allows it. Numbers
    of a team that a runner ended stay ended for that runner.
    """
    with turn_of(coach):
        grants = _grants(coach, runners)
        rows = list(Override.objects.filter(runner__in=list(grants), grant__in=grants.values()))
        wanted = _wanted(coach, grants)
        standing = {(row.runner_id, row.source): row for row in rows if row.ended_at is None and row.source}
        for row in rows:
            grant, key = grants[row.runner_id], (row.runner_id, row.source)
            kept = allows(grant, row.rule) and (row.source is None or key in wanted)
            if row.ended_at is None and not kept:
                same = Override.objects.filter(pk=row.pk, runner=row.runner_id, ended_at=None)
                same.update(ended_at=_over(grant), ended_by=by)
        refused = {(row.runner_id, row.source) for row in _newest(rows) if row.ended_by_id == row.runner_id}
        before = {(row.runner_id, row.rule): row for row in standing.values()}
        for key, number in wanted.items():
            if key not in standing and key not in refused:
                _add(_copy(number, grants[key[0]], before.get((key[0], number.rule))))


def _grants(coach: UUID, runners: Iterable[UUID]) -> dict[UUID, Grant]:
    standing = Grant.objects.filter(coach=coach, runner__in=list(runners), state=Grant.State.GRANTED)
    return {grant.runner_id: grant for grant in standing.select_related("runner__profile")}


def _wanted(coach: UUID, grants: Mapping[UUID, Grant]) -> dict[tuple[UUID, UUID], TeamOverride]:
    """The numbers of each athlete's teams that their grant allows, by runner and number."""
    members = TeamMember.objects.filter(team__coach=coach, runner__in=list(grants))
    numbers = list(TeamOverride.objects.filter(team__coach=coach, ended_at=None))
    return {
        (runner, number.pk): number
        for runner, team in members.values_list("runner", "team")
        for number in numbers
        if number.team_id == team and allows(grants[runner], number.rule)
    }


def _newest(rows: Iterable[Override]) -> Iterable[Override]:
    """Of each athlete and number of a team the last row."""
    return {(row.runner_id, row.source): row for row in sorted(rows, key=lambda r: r.created_at)}.values()


def _over(grant: Grant) -> datetime:
    """When a grant ceased to allow something: now, or when its last day was over."""
    now = timezone.now()
    return min(now, over_from(grant.until, grant.runner.profile)) if grant.until else now


def _copy(number: TeamOverride, grant: Grant, before: Override | None) -> Override:
    return Override(
        runner=grant.runner, grant=grant, source=number.pk, rule=number.rule, values=number.values,
        days=days_of(number.values, before, grant.runner), reason=number.reason,
    )  # fmt: skip


def end_with(grant: Grant, by: User) -> None:
    """Nothing that was set under a grant outlives it."""
    rows = Override.objects.filter(runner=grant.runner_id, grant=grant, ended_at=None)
    rows.update(ended_at=grant.ended_at, ended_by=by)


def resume_with(grant: Grant, ended_at: datetime) -> None:
    """As the end of a grant is taken back, so is the end of what was set for this athlete alone."""
    rows = Override.objects.filter(runner=grant.runner_id, grant=grant, source=None, ended_at=ended_at)
    with turn_of(grant.coach_id):
        for row in rows:
            if allows(grant, row.rule):
                _add(_again(row))
