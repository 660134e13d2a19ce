"""What a runner says of a return to running: a session was done, a clinician cleared a knee."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.forms.fields import day_field
from training.forms.layouts import clearance_helper, session_helper
from training.forms.moment import check_day
from training.models import Profile
from training.models.choices import Side


class DayForm(forms.Form):
    """A day of the log."""

    on = day_field(_("Day"))

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile

    def clean_on(self) -> date:
        return check_day(self.cleaned_data["on"], self.profile.today())


class SessionForm(DayForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["on"] = self.profile.today()
        self.helper = session_helper()


class ClearanceForm(DayForm):
    side = forms.ChoiceField(label=_("Knee"), choices=Side.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="cleared", **kwargs)
        self.fields["on"].label = _("Day of the visit")
        self.helper = clearance_helper()
