"""One act of care."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.forms.fields import day_field
from training.forms.layouts import care_helper
from training.forms.moment import EntryForm, check_day
from training.models import CareEntry
from training.models.bounds import MAX_CARE_MINUTES
from training.models.choices import CareKind


class CareForm(EntryForm):
    kind = forms.ChoiceField(label=_("What"), choices=[("", _("choose")), *CareKind.choices])
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, max_value=MAX_CARE_MINUTES)
    on = day_field(_("Day"))

    class Meta:
        model = CareEntry
        fields = ["kind", "minutes", "on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = self.initial.get("on") or self.profile.today()
        self.helper = care_helper()

    def clean_on(self) -> date:
        return check_day(self.cleaned_data["on"], self.profile.today())
