"""What an account holds beside its log, as tables to read: another account cannot take any of it over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from training.exporting.log_entries import moment_text
from training.importing.log_tables import guarded
from training.models import Grant, Look, Note, Override, User

# Name, columns, and its rows for one person: a cell for each column.
Table = tuple[str, list[str], Iterable[list[str]]]


def beside(person: User) -> Iterator[Table]:
    for name, (columns, rows) in BESIDE.items():
        yield name, columns.split(), rows(person)


def _sharing(person: User) -> Iterator[list[str]]:
    for grant in person.grants.select_related("coach").order_by("created_at", "pk"):
        yield [
            guarded(grant.coach.username),
            " ".join(sorted(grant.categories)),
            "yes" if grant.may_set else "no",
            moment_text(grant.created_at),
            grant.until.isoformat() if grant.until else "",
            _moment(grant.ended_at),
        ]


def _looks(person: User) -> Iterator[list[str]]:
    for look in person.looks.select_related("coach").order_by("last_at", "pk").iterator(chunk_size=500):
        yield [look.day.isoformat(), _looker(look), look.page, str(look.times), moment_text(look.last_at)]


def _looker(look: Look) -> str:
    """Empty for an account that is gone."""
    if look.link_id:
        return "(a link to the report)"
    return guarded(look.coach.username) if look.coach else ""


def _notes(person: User) -> Iterator[list[str]]:
    """All that stands beside their own log; of what they wrote as a coach their words, and not on what."""
    theirs = Note.objects.filter(Q(runner=person) | Q(coach=person, by_coach=True), deleted_at=None)
    in_order = theirs.select_related("runner", "coach").order_by("created_at", "pk")
    for note in in_order.iterator(chunk_size=500):
        writer, reader = (note.coach, note.runner) if note.by_coach else (note.runner, note.coach)
        about = (note.kind, note.rule, note.subject) if note.runner_id == person.pk else ("", "", "")
        yield [
            moment_text(note.created_at),
            *map(guarded, (writer.username, reader.username, *about, note.text)),
        ]


def _thresholds(person: User) -> Iterator[list[str]]:
    for row in person.overrides.select_related("grant__coach").order_by("created_at", "pk"):
        yield [
            guarded(_setter(row)),
            guarded(row.rule),
            json.dumps(row.values),
            guarded(row.reason),
            moment_text(row.created_at),
            _moment(row.ended_at),
        ]


def _setter(row: Override) -> str:
    grant: Grant | None = row.grant
    return grant.coach.username if grant else ""


def _moment(moment: datetime | None) -> str:
    return moment_text(moment) if moment else ""


BESIDE: dict[str, tuple[str, Callable[[User], Any]]] = {
    "sharing": ("coach categories may_set since until ended_at", _sharing),
    "looks": ("day who page times last_at", _looks),
    "notes": ("written_at from to kind rule subject text", _notes),
    "thresholds": ("coach rule values reason since ended_at", _thresholds),
}
