"""Writing to the log: each act whole or not at all, told apart from its repetition, and undone by one tap."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from training.engine.facts import SIDES
from training.models import CareEntry, CheckIn, PreviousInjury, Run, Shoe, Undo, User
from training.models.choices import CareKind, Moment
from training.models.entry import LogEntry
from training.thresholds import current_ruleset

Entry = TypeVar("Entry", bound=LogEntry)
UNDO_FOR = timedelta(days=1)
KEY_LENGTH = 50
OWNED = (Run, CheckIn, CareEntry, PreviousInjury)


class StaleEditError(Exception):
    """Somebody, perhaps in another tab, changed the entry since this form was opened."""


class UndoGoneError(Exception):
    """Nothing to bring back: too late, done already, or not this runner's."""


class AlreadyLoggedError(Exception):
    """The same entry is there; `entry` is the one that is."""

    def __init__(self, entry: LogEntry | None) -> None:
        super().__init__("already logged")
        self.entry = entry


def add_run(run: Run) -> None:
    add(run, starts_at=run.starts_at, distance_m=run.distance_m)


def add_check_in(entry: CheckIn) -> None:
    add(entry, at=entry.at, side=entry.side, moment=entry.moment)


def add_care(entry: CareEntry) -> None:
    add(entry, on=entry.on, kind=entry.kind, minutes=entry.minutes)


def add_injury(injury: PreviousInjury) -> None:
    """Said twice is said once."""
    with suppress(AlreadyLoggedError):
        add(injury, side=injury.side, month=injury.month)


def add(entry: Entry, **twin: Any) -> Entry:
    """Insert; AlreadyLoggedError where this form came before (same id) or an equal entry (`twin`)."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        owner = {"runner": entry.runner}  # type: ignore[attr-defined]
        same = type(entry)._default_manager.filter(models.Q(pk=entry.pk) | models.Q(**twin), **owner).first()
        if same is None:
            raise
        raise AlreadyLoggedError(same) from None
    return entry


def change(entry: LogEntry, fields: Iterable[str]) -> None:
    """Write `fields` if the row still has the version that was edited, else StaleEditError and nothing.

    AlreadyLoggedError where that would make it the twin of another entry.
    """
    values = {name: getattr(entry, name) for name in fields}
    rows = type(entry)._default_manager.filter(pk=entry.pk, runner=entry.runner, version=entry.version)
    try:
        with transaction.atomic():
            written = rows.update(**values, version=F("version") + 1)
    except IntegrityError:
        raise AlreadyLoggedError(None) from None
    if not written:
        raise StaleEditError
    entry.version += 1


def delete(runner: User, entries: list[LogEntry]) -> Undo:
    """Delete entries of this runner and keep them for a day."""
    with transaction.atomic():
        Undo.objects.filter(runner=runner, created_at__lt=timezone.now() - UNDO_FOR).delete()
        undo = Undo.objects.create(runner=runner, payload=json.loads(serializers.serialize("json", entries)))
        for entry in entries:
            entry.delete()
    return undo


def restore(runner: User, undo_id: UUID) -> list[LogEntry]:
    """Bring back what an Undo of this runner holds; UndoGoneError where there is nothing to bring back."""
    with transaction.atomic():
        since = timezone.now() - UNDO_FOR
        undo = runner.undos.select_for_update().filter(pk=undo_id, created_at__gte=since).first()
        if undo is None:
            raise UndoGoneError
        restored = [_restored(item, runner) for item in serializers.deserialize("python", undo.payload)]
        undo.delete()
    return restored


def _restored(item: Any, runner: User) -> LogEntry:
    entry: LogEntry = item.object
    if not isinstance(entry, OWNED) or entry.runner_id != runner.pk:
        raise UndoGoneError
    if isinstance(entry, Run) and not runner.shoes.filter(pk=entry.shoe_id).exists():
        entry.shoe_id = None
    item.save(force_insert=True)
    return entry


def add_shoe(shoe: Shoe) -> None:
    """Add a shoe under a key of its own."""
    shoe.key = free_key(shoe.runner, shoe.name)
    add(shoe)


def free_key(runner: User, name: str) -> str:
    """A key for files and findings, made of the shoe's name and not yet taken."""
    base = slugify(name, allow_unicode=True)[:KEY_LENGTH] or "shoe"
    taken = set(runner.shoes.filter(key__startswith=base).values_list("key", flat=True))
    return base if base not in taken else next(key for key in _numbered(base) if key not in taken)


def _numbered(base: str) -> Iterator[str]:
    return (f"{base}-{number}" for number in count(2))


def retire_shoe(shoe: Shoe, *, retired_on: date, successor: Shoe | None, new_name: str) -> None:
    """Retire a shoe; a new name is a new shoe that takes over from the same day."""
    with transaction.atomic():
        if new_name:
            successor = Shoe(runner=shoe.runner, name=new_name, support=shoe.support, started_on=retired_on)
            add_shoe(successor)
        shoe.retired_on, shoe.successor = retired_on, successor
        change(shoe, ["retired_on", "successor"])


def log_clear_now(runner: User, moment: str) -> None:
    """Both knees without tightness, now; what is logged already stays."""
    now = runner.profile.now().replace(second=0, microsecond=0)
    with transaction.atomic():
        for side in SIDES:
            _add_clear(runner, side, now, moment)


def log_clear_days(runner: User, side: str, since: date) -> int:
    """A clear entry for each of the last days since then, as many as close an episode; the days added."""
    profile, needed = runner.profile, current_ruleset().basics.close_after_days
    days = min((profile.today() - since).days + 1, needed)
    with transaction.atomic():
        for back in range(days):
            moment = profile.now().replace(second=0, microsecond=0) - timedelta(days=back)
            _add_clear(runner, side, moment, Moment.REST)
    return days


def _add_clear(runner: User, side: str, moment: datetime, when: str) -> None:
    entry = CheckIn(runner=runner, side=side, moment=when, score=0)
    entry.place(moment, runner.profile.time_zone)
    with suppress(AlreadyLoggedError):
        add_check_in(entry)


def log_rest_days(runner: User, first: date, last: date) -> int:
    """A rest day for every day of the span without one and without a run; the number added."""
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
    free = [CareEntry(runner=runner, on=day, kind=CareKind.REST_DAY) for day in days if day not in busy]
    return len(CareEntry.objects.bulk_create(free, ignore_conflicts=True))
