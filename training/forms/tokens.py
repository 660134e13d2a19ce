"""A token for another program: what it may do, and how long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.fields import WordSet, day_field
from training.forms.layouts import token_helper
from training.models import User
from training.models.access_token import LONGEST_NAME
from training.models.choices import Scope
from training.tokens import LONGEST_DAYS

SCOPES = [
    (Scope.READ, _("Read: runs, shoes, knee, care, notes, warnings and the plan")),
    (Scope.LOG, _("Log: add, change and delete runs, shoes, knee and care")),
    (Scope.EXPORT, _("Export: take the whole log as one file")),
]
ANOTHER = "day"
LASTS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("1 year")), (ANOTHER, _("another day"))]


class TokenForm(forms.Form):
    """Nothing is ticked beforehand. entry_id: so that a form sent twice makes one."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What it is for"),
        max_length=LONGEST_NAME,
        help_text=_("Such as “Shortcut on my phone”: you find it again by this name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give it a name, so that you know later which one to end.")},
    )
    scopes = WordSet(
        label=_("What it may do"),
        choices=SCOPES,
        help_text=_("One or more: no more than the program needs."),
        error_messages={"required": _("Choose at least one.")},
    )
    lasts = forms.ChoiceField(label=_("It works for"), choices=LASTS, widget=forms.RadioSelect, initial="90")
    until = day_field(_("Until, that day included"), required=False)

    def __init__(self, *args: Any, runner: User, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"entry_id": uuid4()}, **kwargs})
        self.today = runner.profile.today()
        self.fields["until"].widget.attrs |= {"min": self.today, "max": self._latest}
        self.helper = token_helper()

    @property
    def _latest(self) -> date:
        return self.today + timedelta(days=LONGEST_DAYS)

    def clean_until(self) -> date | None:
        """Where another day was chosen; else nothing, whatever stands there."""
        until: date | None = self.cleaned_data["until"]
        if self.cleaned_data.get("lasts") != ANOTHER:
            return None
        if until is None:
            raise ValidationError(_("Choose the last day on which it works."))
        if not self.today <= until <= self._latest:
            raise ValidationError(_("A day from today on, at most a year ahead."))
        return until

    @property
    def told(self) -> dict[str, Any]:
        """What `tokens.issue` takes."""
        data = self.cleaned_data
        days = 0 if data["until"] else int(data["lasts"])
        return {
            "name": data["name"],
            "scopes": data["scopes"],
            "expires_on": data["until"] or self.today + timedelta(days=days),
            "pk": data["entry_id"],
        }
