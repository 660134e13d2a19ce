"""Notes between a runner and a coach: written while the runner shares something, read by the two alone.

The coach reads and writes through a Sight, so an ended grant ends that too; the runner keeps the notes.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from training.access import Sight
from training.logbook.writing import AlreadyLoggedError, StaleEditError, add
from training.models import Note, User

UNREAD = Q(read_at__isnull=True, deleted_at__isnull=True)


def write(note: Note) -> Note:
    """Add a note; the same form sent twice is one note."""
    try:
        add(note)
    except AlreadyLoggedError as known:
        return known.entry
    return note


def notes_of(runner: User) -> QuerySet[Note]:
    """Everything written to or by this runner, newest first."""
    return runner.notes.select_related("coach", "runner", "run")


def notes_between(sight: Sight, coach: User) -> QuerySet[Note]:
    """What this coach and the runner of the sight wrote to each other, newest first."""
    return notes_of(sight.runner).filter(coach=coach)


def unread_by_runner(runner: User) -> QuerySet[Note]:
    return notes_of(runner).filter(UNREAD, by_coach=True)


def read_by_runner(runner: User) -> None:
    """The runner has seen everything that was written to them."""
    runner.notes.filter(UNREAD, by_coach=True).update(read_at=timezone.now())


def read_by_coach(sight: Sight, coach: User) -> None:
    """The coach has seen everything that this runner wrote to them."""
    sight.runner.notes.filter(UNREAD, coach=coach, by_coach=False).update(read_at=timezone.now())


def change_text(note: Note, text: str) -> None:
    """Write another text, with the trace that it was changed; StaleEditError where somebody was faster."""
    _change(note, text=text, edited_at=timezone.now())


def remove(note: Note) -> None:
    """Take the text away; that there was a note stays to be seen."""
    _change(note, text="", deleted_at=timezone.now())


def _change(note: Note, **values: object) -> None:
    rows = Note.objects.filter(runner=note.runner_id, pk=note.pk, deleted_at=None)
    if not rows.filter(version=note.version).update(**values, version=F("version") + 1):
        raise StaleEditError(rows.values_list("version", flat=True).first())


def note_by(author: User, pk: UUID) -> Note | None:
    """A note that this person wrote and has not deleted."""
    wrote = Q(runner=author, by_coach=False) | Q(coach=author, by_coach=True)
    return Note.objects.filter(wrote, pk=pk, deleted_at=None).select_related("runner", "coach").first()
