"""Acts that write more than one entry, or more than what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from training.engine.facts import SIDES
from training.importing.shoe_keys import ShoeKeys
from training.logbook.writing import AlreadyLoggedError, StaleEditError, add, add_check_in, change
from training.models import CareEntry, CheckIn, Run, Shoe, User
from training.models.choices import CareKind, Moment
from training.thresholds import current_ruleset


def add_shoe(shoe: Shoe) -> None:
    """Add a shoe under a key of its own, also where another of that name comes at the same moment."""
    pk = shoe.pk
    while True:
        taken = shoe.runner.shoes.values_list("key", flat=True)
        shoe.pk, shoe.key = pk, ShoeKeys(taken).make(shoe.name)
        try:
            return add(shoe)
        except IntegrityError:
            if not shoe.runner.shoes.filter(key=shoe.key).exists():
                raise


def retire_shoe(shoe: Shoe, *, retired_on: date, successor: Shoe | None, new_name: str) -> None:
    """Retire a shoe; a new name is a new shoe that takes over from the same day."""
    with transaction.atomic():
        if new_name:
            successor = Shoe(runner=shoe.runner, name=new_name, support=shoe.support, started_on=retired_on)
            add_shoe(successor)
        shoe.retired_on, shoe.successor = retired_on, successor
        change(shoe, ["retired_on", "successor"])


def retire_as_worn(shoes: Iterable[Any]) -> list[str]:
    """Retire each on its last day, `worn`; the names of those that nobody else changed meanwhile."""
    names = []
    for shoe in shoes:
        with suppress(StaleEditError):
            retire_shoe(shoe, retired_on=shoe.worn, successor=None, new_name="")
            names.append(shoe.name)
    return names


def log_clear_now(runner: User, moment: str, ids: Iterable[UUID] = ()) -> list[CheckIn]:
    """Both knees without tightness, now; what is logged already stays. The entries added.

    ids: of the entries to come, by which a repeated submission is told apart; without them by the minute.
    """
    sides = list(zip_longest(SIDES, ids))[: len(SIDES)]
    now = runner.profile.now().replace(second=0, microsecond=0)
    with transaction.atomic():
        added = [_add_clear(runner, side, now, moment, pk) for side, pk in sides]
    return [entry for entry in added if entry]


def log_clear_days(runner: User, side: str, since: date) -> list[CheckIn]:
    """A clear entry for each of the last days since then, as many as close an episode; the entries added."""
    profile, needed = runner.profile, current_ruleset().basics.close_after_days
    now = profile.now().replace(second=0, microsecond=0)
    days = min((profile.today() - since).days + 1, needed)
    with transaction.atomic():
        added = [_add_clear(runner, side, now - timedelta(days=back), Moment.REST) for back in range(days)]
    return [entry for entry in added if entry]


def _add_clear(
    runner: User, side: str, moment: datetime, when: str, pk: UUID | None = None
) -> CheckIn | None:
    """The clear entry; None where it is there already, or this knee has an entry of that minute."""
    entry = CheckIn(runner=runner, side=side, moment=when, score=0)
    entry.pk = pk or entry.pk
    entry.place(moment, runner.profile.time_zone)
    try:
        add_check_in(entry)
    except AlreadyLoggedError:
        return None
    return entry


def log_rest_days(runner: User, first: date, last: date, added_at: datetime | None = None) -> int:
    """A rest day for every day of the span without one and without a run; the number added.

    added_at: when they came into the log, if not now.
    """
    span = {"runner": runner}
    busy = set(
        Run.objects.filter(**span, local_date__range=(first, last)).values_list("local_date", flat=True)
    )
    busy |= set(
        CareEntry.objects.filter(**span, on__range=(first, last), kind=CareKind.REST_DAY).values_list(
            "on", flat=True
        )
    )
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    rest = {"runner": runner, "kind": CareKind.REST_DAY, "created_at": added_at}
    free = [CareEntry(on=day, **rest) for day in days if day not in busy]
    return len(CareEntry.objects.bulk_create(free, ignore_conflicts=True))
