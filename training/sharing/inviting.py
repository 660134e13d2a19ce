"""Asking somebody to share a log, and the answer. A name that nobody has is asked like any other."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from training.models import Grant, Invitation, User
from training.models.invitation import OPEN_FOR
from training.sharing.granting import grant_or_renew

MOST_OPEN = 1_000


class InvitationGoneError(Exception):
    """Answered, withdrawn, too old, or never there: the same to whoever asks."""


class TooManyInvitationsError(Exception):
    """So many questions without an answer look like guessing at names."""


def invite(invitation: Invitation) -> Invitation:
    """Ask. The same question asked again, by a second click or on another day, is the one that is open."""
    inviter, now = invitation.inviter, timezone.now()
    sent = Invitation.objects.filter(inviter=inviter, state=Invitation.State.OPEN)
    with transaction.atomic():
        sent.filter(created_at__lte=now - OPEN_FOR, name=invitation.name, asks=invitation.asks).delete()
        if sent.filter(created_at__gt=now - OPEN_FOR).count() >= MOST_OPEN:
            raise TooManyInvitationsError
        invitation.invitee = _whose_name(invitation.name)
        return _add(invitation, sent)


def _whose_name(name: str) -> User | None:
    """Looked up for a link too, whose name is empty: what is known takes no longer than what is not."""
    return User.objects.filter(username__iexact=name, is_active=True).first()


def _add(invitation: Invitation, sent: QuerySet[Invitation]) -> Invitation:
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:
        twins = sent.filter(asks=invitation.asks, name=invitation.name)
        if same := (twins if invitation.name else twins.filter(pk=invitation.pk)).first():
            return same
        # The id is somebody else's: theirs to keep, and no reason to refuse.
        invitation.pk = uuid4()
        invitation.save(force_insert=True)
    return invitation


def open_invitations() -> QuerySet[Invitation]:
    """Those that can still be answered."""
    return Invitation.objects.filter(
        state=Invitation.State.OPEN, created_at__gt=timezone.now() - OPEN_FOR, inviter__is_active=True
    ).select_related("inviter__profile")


def invitations_to(person: User, asks: str) -> QuerySet[Invitation]:
    return open_invitations().filter(invitee=person, asks=asks)


def invitation_for(person: User, pk: UUID, secret: str = "") -> Invitation:
    """The open invitation addressed to `person`, or whose link they hold; InvitationGoneError else."""
    found = open_invitations().filter(pk=pk).exclude(inviter=person).first()
    if found is None or not (found.invitee_id == person.pk or (secret and found.opens_with(secret))):
        raise InvitationGoneError
    return found


def holds_open_link(pk: UUID, secret: str) -> bool:
    """Whether this is the link of an invitation that can still be answered, whoever holds it."""
    found = open_invitations().filter(pk=pk).first()
    return found is not None and found.opens_with(secret)


def accept(invitation: Invitation, person: User, **shared: Any) -> Grant:
    """Both have said yes: share. A runner who is asked says what (`categories`, `until`, `may_set`); a coach
    takes what was offered.

    InvitationGoneError where somebody was faster: a link opens once.
    """
    with transaction.atomic():
        _answer(_still_open(invitation), Invitation.State.ACCEPTED, invitee=person)
        if invitation.asks == Invitation.Asks.TO_COACH:
            return grant_or_renew(person, invitation.inviter, **shared)
        offered = {name: getattr(invitation, name) for name in ("categories", "until", "may_set")}
        return grant_or_renew(invitation.inviter, person, **offered)


def decline(invitation: Invitation, person: User) -> None:
    _answer(_still_open(invitation), Invitation.State.DECLINED, invitee=person)


def withdraw(person: User, pk: UUID) -> str:
    """Take a question of one's own back; what it asked."""
    sent = person.invitations_sent.filter(pk=pk)
    _answer(sent.filter(state=Invitation.State.OPEN), Invitation.State.WITHDRAWN)
    return sent.values_list("asks", flat=True)[0]


def _still_open(invitation: Invitation) -> QuerySet[Invitation]:
    """Without a join: PostgreSQL looks again at a row that it waited for, but at no other table."""
    since = timezone.now() - OPEN_FOR
    return Invitation.objects.filter(
        pk=invitation.pk, inviter=invitation.inviter_id, state=Invitation.State.OPEN, created_at__gt=since
    )


def _answer(invitations: QuerySet[Invitation], state: str, **more: User) -> None:
    written = invitations.order_by().update(state=state, answered_at=timezone.now(), **more)
    if not written:
        raise InvitationGoneError
