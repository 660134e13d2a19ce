"""What the navigation shows of sharing, counted in the query that loads the user of a request."""

from __future__ import annotations

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from training.models import Grant, Invitation, Note, User
from training.models.invitation import OPEN_FOR
from training.sharing.notes import UNREAD

ME = OuterRef("pk")


def with_counts(users: QuerySet[User]) -> QuerySet[User]:
    """These users, each with `unread_notes`, `unread_as_coach` and `is_coach`."""
    from_coaches = Note.objects.filter(UNREAD, runner=ME, by_coach=True)
    return users.annotate(
        unread_notes=_count(from_coaches, "runner"),
        unread_as_coach=_count(_from_athletes(), "coach"),
        is_coach=Exists(_grants(coach=ME)) | Exists(_questions()),
    )


def _from_athletes() -> QuerySet[Note]:
    """Of those who share something now: an ended grant shows not even a number.

    Whether its last day is past is the runner's clock's to say; the page of the notes asks it.
    """
    standing = _grants(runner=OuterRef("runner"), coach=OuterRef("coach"), runner__is_active=True)
    return Note.objects.filter(UNREAD, Exists(standing), coach=ME, by_coach=False)


def _grants(**whose: object) -> QuerySet[Grant]:
    return Grant.objects.filter(state=Grant.State.GRANTED, **whose)


def _questions() -> QuerySet[Invitation]:
    """Open invitations that make somebody a coach: sent to athletes, or come from a runner."""
    sent, received = Q(inviter=ME, asks="athlete"), Q(invitee=ME, asks="coach")
    since = timezone.now() - OPEN_FOR
    return Invitation.objects.filter(sent | received, state=Invitation.State.OPEN, created_at__gt=since)


def _count(notes: QuerySet[Note], whose: str) -> Coalesce:
    count = notes.order_by().values(whose).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)
