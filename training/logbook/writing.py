"""Writing one entry: whole or not at all, and told apart from its repetition."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F

from training.models import CareEntry, CheckIn, Clearance, LadderSession, PreviousInjury, Run, User
from training.models.entry import LogEntry


class StaleEditError(Exception):
    """Somebody, perhaps in another tab, changed the entry since this form was opened.

    version: what it is now; None where the entry is gone.
    """

    def __init__(self, version: int | None) -> None:
        super().__init__("changed elsewhere")
        self.version = version


class AlreadyLoggedError(Exception):
    """The same entry is there; `entry` is the one that is."""

    def __init__(self, entry: LogEntry | None) -> None:
        super().__init__("already logged")
        self.entry = entry


class TooManyError(Exception):
    """So many of the runner's are there already."""


def add_run(run: Run) -> None:
    add(run, starts_at=run.starts_at, distance_m=run.distance_m)


def add_check_in(entry: CheckIn) -> None:
    add(entry, at=entry.at, side=entry.side, moment=entry.moment)


def add_care(entry: CareEntry) -> None:
    add(entry, on=entry.on, kind=entry.kind, minutes=entry.minutes)


def add_session(session: LadderSession) -> None:
    """One a day: two taps at once are one session."""
    add(session, on=session.on)


def add_clearance(clearance: Clearance) -> None:
    add(clearance, on=clearance.on, side=clearance.side)


def add_injury(injury: PreviousInjury) -> None:
    """Said twice is said once."""
    with suppress(AlreadyLoggedError):
        add(injury, side=injury.side, month=injury.month)


def add(entry: LogEntry, **twin: Any) -> None:
    """Insert; AlreadyLoggedError where this form came before (same id) or an equal entry (`twin`)."""
    try:
        _insert(entry)
    except IntegrityError:
        mine = type(entry)._default_manager.filter(runner=entry.runner)
        if same := mine.filter(models.Q(pk=entry.pk) | models.Q(**twin)).first():
            raise AlreadyLoggedError(same) from None
        # The id is taken by a row that is not this runner's: theirs to keep, and no reason to refuse.
        entry.pk = uuid.uuid4()
        _insert(entry)


def add_one_of(most: int, there: models.QuerySet[Any], entry: LogEntry, **twin: Any) -> None:
    """The same, but TooManyError where `most` of the runner's are `there` and this is not one of them."""
    with transaction.atomic():
        # One after the other, so that a burst of forms cannot pass the bound together.
        User.objects.select_for_update().get(pk=entry.runner_id)
        mine = type(entry)._default_manager.filter(runner=entry.runner_id)
        if same := mine.filter(pk=entry.pk).first():
            raise AlreadyLoggedError(same)
        if there.count() >= most:
            raise TooManyError
        add(entry, **twin)


def _insert(entry: LogEntry) -> None:
    with transaction.atomic():
        entry.save(force_insert=True)


def change(entry: LogEntry, fields: Iterable[str]) -> None:
    """Write `fields` if the row still has the version that was edited, else StaleEditError and nothing.

    AlreadyLoggedError where that would make it the twin of another entry.
    """
    values = {name: getattr(entry, name) for name in fields}
    rows = type(entry)._default_manager.filter(pk=entry.pk, runner=entry.runner)
    try:
        with transaction.atomic():
            written = rows.filter(version=entry.version).update(**values, version=F("version") + 1)
    except IntegrityError:
        raise AlreadyLoggedError(None) from None
    if not written:
        raise StaleEditError(rows.values_list("version", flat=True).first())
    entry.version += 1
