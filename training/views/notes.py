from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from training.access import Sight, coaches_of, sight, sight_of
from training.forms.note import NoteForm
from training.logbook.writing import StaleEditError
from training.models import Note
from training.pages.athlete import head
from training.pages.notes import about_of, athlete_notes_page, new_note, notes_page
from training.pages.viewing import Viewing
from training.sharing.notes import change_text, note_by, read_by_coach, read_by_runner, remove, write
from training.views.entries import posting, say_stale


@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest) -> HttpResponse:
    own, coaches = sight(request.user, request.user), coaches_of(request.user)
    note = new_note(own, request.GET, by_coach=False)
    if note is None:
        raise Http404
    form = NoteForm(request.POST or None, note=note, to=coaches)
    if form.is_bound and coaches and form.is_valid():
        return _sent(request, form, "notes")
    context = {"form": form, "can_write": bool(coaches), "about": about_of(note, own, request.user)}
    page = render(
        request, "pages/notes.html", context | notes_page(request.user, request.GET), status=_status(form)
    )
    read_by_runner(request.user)
    return page


@require_http_methods(["GET", "POST"])
def athlete_notes(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen = _athlete(request, pk)
    note = new_note(seen, request.GET, by_coach=True, coach=request.user)
    if note is None:
        raise Http404
    form = NoteForm(request.POST or None, note=note)
    if form.is_bound and form.is_valid():
        return _sent(request, form, "athlete-notes", pk)
    context = {"form": form, "about": about_of(note, seen, request.user)}
    context |= head(Viewing(request.user, seen), "athlete-notes")
    context |= athlete_notes_page(seen, request.user, request.GET)
    page = render(request, "pages/athlete_notes.html", context, status=_status(form))
    read_by_coach(seen, request.user)
    return page


def _athlete(request: HttpRequest, pk: UUID) -> Sight:
    seen = sight_of(request.user, pk)
    if seen is None or seen.is_own:
        raise Http404
    return seen


def _status(form: NoteForm) -> int:
    return 422 if form.is_bound else 200


def _sent(request: HttpRequest, form: NoteForm, back: str, *args: UUID) -> HttpResponse:
    write(form.written())
    messages.success(request, _("Sent."))
    return redirect(back, *args)


@require_http_methods(["GET", "POST"])
def edit_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    note = _own_note(request, pk)
    form = NoteForm(request.POST or None, note=note)
    if form.is_bound and form.is_valid() and _changed(form):
        messages.success(request, _("Note changed. The other side sees that it was."))
        return _back(note)
    return render(request, "pages/edit_note.html", {"form": form}, status=_status(form))


def _changed(form: NoteForm) -> bool:
    try:
        change_text(form.written(), form.cleaned_data["text"])
    except StaleEditError as stale:
        say_stale(form, stale)
    return form.is_valid()


@posting("notes")
def delete_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    note = _own_note(request, pk)
    try:
        remove(note)
    except StaleEditError:
        raise Http404 from None
    messages.success(request, _("Note deleted. Its place says so, its words are gone."))
    return _back(note)


def _own_note(request: HttpRequest, pk: UUID) -> Note:
    """A note this person wrote and may still change; a coach only while they see the runner's log."""
    note = note_by(request.user, pk)
    if note is None or sight_of(request.user, note.runner_id) is None:
        raise Http404
    return note


def _back(note: Note) -> HttpResponse:
    return redirect("athlete-notes", note.runner_id) if note.by_coach else redirect("notes")
