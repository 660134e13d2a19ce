"""An account that goes: asked for, taken back while there is time, then gone without a trace."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from training.importing.uploads import remove_files
from training.keys import end_all
from training.models import Grant, Invitation, User, Webhook
from training.sharing.granting import end_grant
from training.webhooks.hooks import pause

GRACE = timedelta(days=14)


def leave(person: User) -> None:
    """Close the account for good after `GRACE`; from now on nobody sees it, and it is logged in nowhere."""
    with transaction.atomic():
        User.objects.filter(pk=person.pk, leaves_at=None).update(leaves_at=timezone.now() + GRACE)
        standing = Grant.objects.filter(Q(runner=person) | Q(coach=person), state=Grant.State.GRANTED)
        for pk in standing.values_list("pk", flat=True):
            end_grant(person, pk)
        end_all(person.report_links)
        end_all(person.access_tokens)
        for hook in person.webhooks.filter(state=Webhook.State.ON):
            pause(hook)
        Invitation.objects.filter(inviter=person, state=Invitation.State.OPEN).update(
            state=Invitation.State.WITHDRAWN, answered_at=timezone.now()
        )
    end_sessions(person)


def stay(person: User) -> None:
    """Take it back; whom the log was shared with has to be asked anew."""
    User.objects.filter(pk=person.pk).update(leaves_at=None)


def erase_due(now: datetime) -> int:
    """Erase the accounts whose time is over; how many.

    One that cannot be erased holds up no other: an ExceptionGroup tells of all of them at the end.
    """
    erased, problems = 0, []
    due = User.objects.filter(leaves_at__lte=now).order_by("leaves_at").values_list("pk", flat=True)
    for pk in list(due):
        try:
            erased += _erase_if_due(pk, now)
        except Exception as problem:
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Accounts that could not be erased", problems)
    return erased


def _erase_if_due(pk: UUID, now: datetime) -> bool:
    """Whether the account still was to go, which may have been taken back meanwhile."""
    with transaction.atomic():
        person = User.objects.select_for_update().filter(pk=pk, leaves_at__lte=now).first()
        if person:
            erase(person)
    return person is not None


def erase(person: User) -> None:
    """Rows, files and sessions; what stays is a ruleset's revision without its author's name."""
    for batch in person.import_batches.all():
        remove_files(batch)
    end_sessions(person)
    with transaction.atomic():
        LogEntry.objects.filter(object_id=str(person.pk)).delete()
        Invitation.objects.filter(name__iexact=person.username).delete()
        person.delete()
        transaction.on_commit(_forget_old_pages)


def end_sessions(person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()


def _forget_old_pages() -> None:
    """SQLite overwrites what it deletes (see kneelog.environment), but keeps copies in its journal."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
