"""From the queue to the mail server: each mail at most once, unless the server itself did not say yes.

A row is leased while its mail is written; a process that dies then has sent nothing, and another goes on
after the lease. Right before the mail is handed over the row becomes `sending`. A process that dies after
that leaves it so: whether the mail went is not known, and it is not sent again (docs/adr/0023). Where the
server did not answer yes, the row waits again, for a growing while, under the same Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import DatabaseError
from django.db.models import F, QuerySet

from training.importing.working import stop
from training.mailing.addresses import confirmed_addresses
from training.mailing.coach_digest import shared_with
from training.mailing.hours import after_quiet
from training.mailing.post import Outcome, Post
from training.mailing.queueing import LATE, is_morning
from training.mailing.wishing import WISH
from training.mailing.writing import Written, envelope, write
from training.models import MailSent, MailWishes, User

Kind, State = MailSent.Kind, MailSent.State
AT_ONCE = 500
LEASE = timedelta(minutes=10)
LONGEST_PAUSE_MINUTES = 240
KEPT = timedelta(days=90)
WEEKLY = {Kind.DIGEST, Kind.COACHES}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that is to go, to whom, and the moment it is looked at."""

    row: MailSent
    wishes: MailWishes
    address: str
    now: datetime

    @property
    def person(self) -> User:
        return self.row.runner

    @property
    def day(self) -> date:
        return date.fromisoformat(self.row.about[:10])

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.person.profile.zone)


def deliver(kinds: Collection[Kind], now: datetime) -> int:
    """Send what waits of these kinds, at most so many; how many were sent."""
    sent = 0
    with Post() as post:
        for due in _waiting(kinds, now):
            if stop.is_set():
                break
            outcome = _try(due, post)
            sent += outcome is Outcome.SENT
            if outcome is Outcome.NO_SERVER:
                _all_wait(kinds, due)
                break
    return sent


def forget_mails(now: datetime) -> int:
    """Forget rows of long ago, for nothing of their days is ever due again; how many."""
    return MailSent.objects.filter(at__lt=now - KEPT).exclude(state=State.WAITING).delete()[0]


def _waiting(kinds: Collection[Kind], now: datetime) -> list[Due]:
    rows = MailSent.objects.filter(state=State.WAITING, kind__in=kinds, at__lte=now)
    found = list(rows.select_related("runner__profile", "runner__mail_wishes")[:AT_ONCE])
    addresses = confirmed_addresses([row.runner_id for row in found])
    return [Due(row, row.runner.mail_wishes, addresses.get(row.runner_id, ""), now) for row in found]


def _try(due: Due, post: Post) -> Outcome:
    """One mail that goes wrong keeps nobody else from theirs: it waits like one that was not taken."""
    try:
        return _deliver(due, post)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("mail")
        if due.row.state == State.SENDING:
            return Outcome.SETTLED
        return _try_later(due)


def _deliver(due: Due, post: Post) -> Outcome:
    """One mail, as far as it can go now."""
    if not _is_wanted(due) or _is_late(due):
        return _settle(due, State.DROPPED)
    if (until := _quiet_until(due)) > due.now:
        return _wait(due, until)
    if not _take(due, at=due.now + LEASE):
        return Outcome.TAKEN
    written = write(due.person, due.row.kind, due.row.about, due.wishes)
    if written is None:
        return _settle(due, State.DROPPED)
    if not post.open():
        return Outcome.NO_SERVER
    return _hand_over(due, written, post)


def _hand_over(due: Due, written: Written, post: Post) -> Outcome:
    """The last look: what was ended while the mail was written is not sent."""
    due.wishes.refresh_from_db()
    due.person.refresh_from_db(fields=["is_active", "leaves_at"])
    if not _is_wanted(due):
        return _settle(due, State.DROPPED)
    if due.row.kind == Kind.COACHES and shared_with(due.person) != written.letter.seen:
        return _wait(due, due.now)
    if not _take(due, state=State.SENDING):
        return Outcome.TAKEN
    outcome = post.send(envelope(due.row, due.address, written))
    if outcome is Outcome.REFUSED:
        MailWishes.objects.filter(runner=due.person.pk).update(refused=due.address)
        return _settle(due, State.REFUSED)
    if outcome is Outcome.SENT:
        return _settle(due, State.SENT)
    _try_later(due)
    return outcome


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: a minute, twice as long each time, four hours at most."""
    return timedelta(minutes=min(2 ** min(tries, 10), LONGEST_PAUSE_MINUTES))


def _is_wanted(due: Due) -> bool:
    person, wishes = due.person, due.wishes
    here = person.is_active and person.leaves_at is None
    reachable = bool(due.address) and due.address != wishes.refused
    return here and reachable and bool(getattr(wishes, WISH[Kind(due.row.kind)]))


def _quiet_until(due: Due) -> datetime:
    """The moment from which it may come: help does not wait for the morning."""
    if due.row.kind == Kind.HELP:
        return due.now
    wishes = due.wishes
    return after_quiet(due.now, due.person.profile.zone, wishes.quiet_from, wishes.quiet_until)


def _is_late(due: Due) -> bool:
    if due.row.kind in WEEKLY:
        return due.now - due.row.created_at > LATE
    return due.row.kind == Kind.MORNING and not (is_morning(due.local) and due.local.date() == due.day)


def _take(due: Due, **changes: object) -> bool:
    """Change the row if nobody else has since it was read; whether that was so."""
    if not _as_read(due.row).update(**changes):
        return False
    for name, value in changes.items():
        setattr(due.row, name, value)
    return True


def _settle(due: Due, state: State) -> Outcome:
    _as_read(due.row).update(state=state)
    return Outcome.SENT if state == State.SENT else Outcome.SETTLED


def _wait(due: Due, until: datetime) -> Outcome:
    """Nothing went wrong: it was not to go yet."""
    _as_read(due.row).update(state=State.WAITING, at=until)
    return Outcome.SETTLED


def _try_later(due: Due) -> Outcome:
    tries = due.row.tries
    _as_read(due.row).update(state=State.WAITING, at=due.now + pause(tries), tries=tries + 1)
    return Outcome.SETTLED


def _as_read(row: MailSent) -> QuerySet[MailSent]:
    """The row, as long as nobody else has changed it."""
    return MailSent.objects.filter(runner=row.runner_id, pk=row.pk, state=row.state, at=row.at)


def _all_wait(kinds: Collection[Kind], due: Due) -> None:
    """No server: everything that is due waits together, and longer each time."""
    until = due.now + pause(due.row.tries)
    rows = MailSent.objects.filter(state=State.WAITING, kind__in=kinds, at__lte=due.row.at)
    rows.update(at=until, tries=F("tries") + 1)
