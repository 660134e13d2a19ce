"""Somebody who wants mail, on a Monday in June."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.accounts.people import give_address
from tests.factories import make_run, make_runner
from training.mailing.wishing import keep, wishes_of
from training.models import MailSent, MailWishes, User

MONDAY = date(2026, 6, 1)
BEFORE = datetime(2026, 5, 31, 12, tzinfo=UTC)
AT_EIGHT = datetime(2026, 6, 1, 8, 5, tzinfo=UTC)


def wish(person: User, **wishes: object) -> MailWishes:
    """Wish for these mails on the day before."""
    row = wishes_of(person)
    for name, value in wishes.items():
        setattr(row, name, value)
    keep(row, BEFORE)
    return row


def wisher(name: str = "anna", *, zone: str = "UTC", **wishes: object) -> User:
    """A runner with a confirmed address who ran the day before."""
    person = make_runner(name, time_zone=zone)
    give_address(person)
    make_run(person, MONDAY - timedelta(days=1))
    wish(person, **wishes)
    return person


def states() -> list[tuple[str, str]]:
    return sorted(MailSent.objects.values_list("kind", "state"))
