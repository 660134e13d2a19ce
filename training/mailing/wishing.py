"""What somebody wishes to get: kept, planned, and ended by one click."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from training.announcing import listen, stop_listening
from training.mailing.hours import next_daily, next_weekly
from training.models import MailSent, MailWishes, User

Kind = MailSent.Kind
# Of each kind the wish that asks for it.
WISH = {
    Kind.DIGEST: "digest",
    Kind.COACHES: "coaches",
    Kind.MORNING: "morning",
    Kind.NEWS: "news",
    Kind.HELP: "news",
}
CHANNEL = "mail"


def wishes_of(person: User) -> MailWishes:
    """What they wish; a row that is not saved yet, with everything off, where they never said."""
    return MailWishes.objects.filter(runner=person.pk).first() or MailWishes(runner=person)


def keep(wishes: MailWishes, now: datetime) -> None:
    """Save them; an address that was refused gets another chance. What stands already is no news."""
    wishes.refused = ""
    plan(wishes, now)
    with transaction.atomic():
        wishes.save()
        if wishes.news:
            listen(wishes.runner, CHANNEL)
        else:
            stop_listening(wishes.runner, CHANNEL)


def plan(wishes: MailWishes, now: datetime) -> None:
    """Set when the next mails are due on the clock of their profile; None for those not wished for."""
    zone = wishes.runner.profile.zone
    weekly = wishes.digest or wishes.coaches
    wishes.digest_at = next_weekly(now, zone, wishes.weekday, wishes.hour) if weekly else None
    wishes.morning_at = next_daily(now, zone, wishes.morning_hour) if wishes.morning else None


def end(person: UUID, kind: Kind) -> None:
    """No more mails of this kind. Ended twice is ended, and of who is gone there is nothing to end."""
    for wishes in MailWishes.objects.filter(runner=person).select_related("runner"):
        setattr(wishes, WISH[kind], False)
        with transaction.atomic():
            wishes.save(update_fields=[WISH[kind]])
            if not wishes.news:
                stop_listening(wishes.runner, CHANNEL)
