"""A note between a runner and a coach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.forms.layouts import note_helper
from training.forms.moment import VersionedForm
from training.models import Note, User
from training.models.bounds import MAX_NOTES


class NoteForm(VersionedForm, forms.Form):
    """A new note, or another text for one.

    to: the coaches a runner can write to, at least one, asked for where there are several; empty where the
    note itself says whom it is for.
    """

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)
    coach = forms.ChoiceField(label=_("To"), widget=forms.RadioSelect)
    text = forms.CharField(label=_("Note"), max_length=MAX_NOTES, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, note: Note, to: Sequence[User] = (), **kwargs: Any) -> None:
        seen = {"entry_id": note.pk, "version": note.version, "text": note.text}
        super().__init__(*args, initial=seen, **kwargs)
        self.note = note
        self.people = {str(person.pk): person for person in to}
        self.fields["coach"].choices = [(pk, str(person)) for pk, person in self.people.items()]
        if len(self.people) < 2:
            del self.fields["coach"]
        shown = [name for name in ("coach", "text") if name in self.fields]
        self.helper = note_helper(*shown, save=_("Send") if note._state.adding else _("Save"))

    def written(self) -> Note:
        """The note of a valid form; a form sent twice gives the same id twice."""
        if self.note._state.adding:
            self.note.pk = self.cleaned_data["entry_id"] or self.note.pk
        if self.people:
            self.note.coach = self.people[self.cleaned_data.get("coach") or next(iter(self.people))]
        self.note.version = self.cleaned_data["version"] or self.note.version
        self.note.text = self.cleaned_data["text"]
        return self.note
