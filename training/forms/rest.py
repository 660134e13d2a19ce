"""Rest days in one go: the answer to “rest, or not logged?”."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.fields import day_field
from training.forms.layouts import rest_helper
from training.forms.moment import check_day
from training.models import Profile
from training.models.bounds import MAX_REST_DAYS

LONGEST_REST = timedelta(days=MAX_REST_DAYS)


class RestForm(forms.Form):
    first = day_field(_("First day of rest"))
    last = day_field(_("Last day of rest"))

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, prefix="rest", **kwargs)
        self.profile = profile
        self.helper = rest_helper()

    def clean_first(self) -> date:
        return check_day(self.cleaned_data["first"], self.profile.today())

    def clean_last(self) -> date:
        return check_day(self.cleaned_data["last"], self.profile.today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", ValidationError(_("The last day lies before the first.")))
        elif first and last and last - first > LONGEST_REST:
            self.add_error("last", ValidationError(_("At most half a year in one go.")))
        return cleaned
