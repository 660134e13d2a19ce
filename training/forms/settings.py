"""Units and zone, feet and knees."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.layouts import injury_helper, profile_helper
from training.models import PreviousInjury, Profile
from training.models.bounds import FIRST_DAY
from training.models.choices import FootType, Side, Units

BODY = [
    "weak_quadriceps", "stiff_hamstrings", "stiff_calves", "overstriding", "heel_strike", "knee_valgus",
    "tibial_rotation", "limited_dorsiflexion",
]  # fmt: skip


class ProfileForm(forms.ModelForm):
    units = forms.ChoiceField(label=_("Distances in"), choices=Units, widget=forms.RadioSelect)
    foot_type = forms.ChoiceField(label=_("Foot type"), choices=FootType, widget=forms.RadioSelect)

    class Meta:
        model = Profile
        fields = ["units", "time_zone", "foot_type", *BODY]
        help_texts = {"time_zone": _("Type the name of a large city near you, and choose.")}
        widgets = {"time_zone": forms.TextInput(attrs={"list": "zones", "autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = profile_helper(BODY)


class InjuryForm(forms.ModelForm):
    side = forms.ChoiceField(label=_("Knee"), choices=Side, widget=forms.RadioSelect)
    month = forms.DateField(
        label=_("Month"),
        input_formats=["%Y-%m", "%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
    )

    class Meta:
        model = PreviousInjury
        fields = ["side", "month"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper = injury_helper()

    def clean_month(self) -> date:
        month = self.cleaned_data["month"].replace(day=1)
        if not FIRST_DAY <= month <= self.today:
            raise ValidationError(_("A month from 1970 to now, please."))
        return month

    def validate_unique(self) -> None:
        """The view takes the same month twice as said once."""
