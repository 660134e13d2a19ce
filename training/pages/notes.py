"""Notes between runner and coach as a page shows them, and what one is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from training.access import Sight
from training.assessment import assess_seen
from training.models import Note, Run, User
from training.models.choices import Category
from training.pages.cards import anchor, finding_of_key
from training.rules import ALL_RULES
from training.sharing.notes import notes_between, notes_of, unread_by_runner
from training.units import format_day, format_distance, format_moment

NOTES_A_PAGE = 30
RULES = {rule.id: rule for rule in ALL_RULES}


def notes_page(runner: User, asked: QueryDict) -> dict[str, Any]:
    """Everything a runner and their coaches wrote to each other."""
    return _page(notes_of(runner), Sight(runner, frozenset(Category.values)), runner, asked)


def athlete_notes_page(sight: Sight, coach: User, asked: QueryDict) -> dict[str, Any]:
    """What this coach and this athlete wrote to each other."""
    return {"athlete": sight.runner, **_page(notes_between(sight, coach), sight, coach, asked)}


def _page(notes: QuerySet[Note], sight: Sight, reader: User, asked: QueryDict) -> dict[str, Any]:
    number = asked.get("page", "")
    page: Page[Note] = Paginator(notes, NOTES_A_PAGE).get_page(number if len(number) < 10 else 1)
    return {"page": page, "letters": letters(page, sight, reader)}


def letters(notes: Iterable[Note], sight: Sight, reader: User) -> list[dict[str, Any]]:
    """Notes for the component of one note, as `reader` sees them."""
    return [_letter(note, sight, reader) for note in notes]


def unread_letters(runner: User) -> list[dict[str, Any]]:
    """What coaches wrote that the runner has not seen; no query where the log-in counted none."""
    if runner.unread_notes == 0:
        return []
    return letters(unread_by_runner(runner), Sight(runner, frozenset(Category.values)), runner)


def letters_on_run(run: Run, runner: User) -> list[dict[str, Any]]:
    """The notes about one run, for its runner."""
    sight = Sight(runner, frozenset(Category.values))
    return letters(notes_of(runner).filter(run=run), sight, runner)


def _letter(note: Note, sight: Sight, reader: User) -> dict[str, Any]:
    is_mine = note.author_id == reader.pk
    author, other = (note.coach, note.runner) if note.by_coach else (note.runner, note.coach)
    now = reader.profile.now()
    may_change = is_mine and note.deleted_at is None
    return {
        "who": gettext("You, to %(name)s") % {"name": other} if is_mine else str(author),
        "is_mine": is_mine,
        "when": format_moment(note.created_at, now),
        "about": _about(note, sight, reader),
        "text": note.text,
        "trace": _trace(note, now),
        "is_deleted": note.deleted_at is not None,
        "is_unread": not is_mine and note.read_at is None and note.deleted_at is None,
        "edit_url": reverse("edit-note", args=[note.pk]) if may_change else "",
        "delete_url": reverse("delete-note", args=[note.pk]) if may_change else "",
    }


def _trace(note: Note, now: Any) -> str:
    if note.deleted_at:
        day = format_day(note.deleted_at.astimezone(now.tzinfo).date(), now.date())
        return gettext("Deleted by its author on %(day)s.") % {"day": day}
    if note.edited_at:
        return gettext("Edited %(when)s.") % {"when": format_moment(note.edited_at, now)}
    return ""


def _about(note: Note, sight: Sight, reader: User) -> dict[str, str]:
    """What a note is about, as far as the reader may see that: text, and an address for the runner."""
    if note.kind == Note.Kind.RUN:
        return _about_run(note.run, sight, reader)
    rule = RULES.get(note.rule)
    if note.kind == Note.Kind.WARNING and rule and rule.rests_on <= sight.categories:
        return {"text": gettext(rule.title), "url": f"{reverse('warnings')}#{anchor(rule)}"}
    return {"text": "" if note.kind == Note.Kind.GENERAL else gettext("A warning"), "url": ""}


def _about_run(run: Run | None, sight: Sight, reader: User) -> dict[str, str]:
    if run is None:
        return {"text": gettext("A run that is no longer in the log"), "url": ""}
    if not sight.shows(Category.TRAINING):
        return {"text": gettext("A run"), "url": ""}
    words = {
        "day": format_day(run.local_date, reader.profile.today()),
        "distance": format_distance(run.distance_m, reader.profile.units),
    }
    url = reverse("edit-run", args=[run.pk]) if sight.runner.pk == reader.pk else ""
    return {"text": gettext("Run of %(day)s, %(distance)s") % words, "url": url}


def new_note(sight: Sight, asked: QueryDict, **whose: Any) -> Note | None:
    """A note yet to be written about what the address asks for: a run, a card, or nothing in particular.

    None where that is not there, or not to be seen.
    """
    note = Note(runner=sight.runner, **whose)
    if key := asked.get("warning"):
        (assessment,) = assess_seen([sight])
        finding = finding_of_key(assessment, key)
        if finding is None:
            return None
        note.kind, note.rule, note.subject = Note.Kind.WARNING, finding.rule.id, finding.subject[:120]
    elif "run" in asked:
        note.kind, note.run = Note.Kind.RUN, _run(sight, asked["run"])
        return note if note.run else None
    return note


def _run(sight: Sight, text: str) -> Run | None:
    try:
        pk = UUID(text)
    except ValueError:
        return None
    return sight.runner.runs.filter(pk=pk).first() if sight.shows(Category.TRAINING) else None


def about_of(note: Note, sight: Sight, reader: User) -> dict[str, str]:
    """What a note yet to be written is about."""
    return _about(note, sight, reader)
