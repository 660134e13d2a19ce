"""What the navigation shows of sharing, counted in the query that loads the user of a request.

Plain SQL: the same by expressions took Django ten times as long to put together as the database to answer,
at every request of everybody.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Field, IntegerField, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from training.models import User
from training.models.invitation import OPEN_FOR

FROM_COACHES = """
    SELECT count(*) FROM training_note n
    WHERE n.runner_id = %s AND n.by_coach AND n.read_at IS NULL AND n.deleted_at IS NULL
"""
# Of those who share something now: an ended grant shows not even a number. Whether its last day is past is
# the runner's clock's to say; the page of the notes asks it.
FROM_ATHLETES = """
    SELECT count(*) FROM training_note n
    JOIN training_grant g ON g.runner_id = n.runner_id AND g.coach_id = n.coach_id AND g.state = 'granted'
    JOIN training_user r ON r.id = n.runner_id AND r.is_active
    WHERE n.coach_id = %s AND NOT n.by_coach AND n.read_at IS NULL AND n.deleted_at IS NULL
"""
ASKED = """
    SELECT count(*) FROM training_invitation i JOIN training_user f ON f.id = i.inviter_id AND f.is_active
    WHERE i.invitee_id = %s AND i.asks = %s AND i.state = 'open' AND i.created_at > %s
"""
NUMBERS = """
    SELECT count(*) FROM training_override o WHERE o.runner_id = %s AND o.ended_at IS NULL
"""
IS_COACH = """
    EXISTS (SELECT 1 FROM training_grant g WHERE g.coach_id = %s AND g.state = 'granted')
    OR EXISTS (
        SELECT 1 FROM training_invitation i
        WHERE i.state = 'open' AND i.created_at > %s AND (
            (i.inviter_id = %s AND i.asks = 'athlete')
            OR (i.invitee_id = %s AND i.asks = 'coach')
        )
    )
"""


def with_counts(users: QuerySet[User], pk: UUID) -> QuerySet[User]:
    """The one of them with this id, with unread notes, open questions, what coaches set, and whether a coach.

    Each count names the person by itself: over the nodes of Citus none may depend on a row outside of it.
    """
    whose = User._meta.pk.get_db_prep_value(pk, connection)
    since = connection.ops.adapt_datetimefield_value(timezone.now() - OPEN_FOR)
    return users.filter(pk=pk).annotate(
        unread_notes=_plain(FROM_COACHES, whose),
        unread_as_coach=_plain(FROM_ATHLETES, whose),
        asked_as_runner=_plain(ASKED, whose, "athlete", since),
        asked_as_coach=_plain(ASKED, whose, "coach", since),
        numbers_set=_plain(NUMBERS, whose),
        numbers_unseen=_plain(f"{NUMBERS} AND o.seen_at IS NULL", whose),
        is_coach=_plain(IS_COACH, whose, since, whose, whose, gives=BooleanField),
    )


def _plain(sql: str, *params: object, gives: type[Field] = IntegerField) -> RawSQL:
    # The words are ours, and what comes from elsewhere is a parameter.
    return RawSQL(sql, params, gives())  # noqa: S611
