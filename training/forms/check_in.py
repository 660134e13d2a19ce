"""How one knee feels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.engine.facts import EMERGENCY_SIGNS
from training.forms.fields import ScoreField, WordSet, day_field
from training.forms.layouts import check_in_helper
from training.forms.moment import TimedForm, check_day
from training.models import CheckIn, Profile
from training.models.choices import Feel, Moment, Side, Sign

EMERGENCIES = [choice for choice in Sign.choices if choice[0] in EMERGENCY_SIGNS]
SIGNS = [choice for choice in Sign.choices if choice[0] not in EMERGENCY_SIGNS]


class CheckInForm(TimedForm):
    side = forms.ChoiceField(label=_("Knee"), choices=Side, widget=forms.RadioSelect)
    score = ScoreField(label=_("Tightness or pain, 0 to 10"))
    moment = forms.ChoiceField(label=_("When"), choices=Moment, widget=forms.RadioSelect)
    feel = WordSet(label=_("It feels"), choices=Feel.choices, required=False)
    signs = WordSet(label=_("Anything else?"), choices=SIGNS, required=False)
    emergency = WordSet(label=_("Get help now if one of these is true"), choices=EMERGENCIES, required=False)

    class Meta:
        model = CheckIn
        fields = ["side", "score", "moment", "feel", "signs", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    instance: CheckIn

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = frozenset(self.initial.get("signs", ()))
        self.initial["emergency"] = known & set(EMERGENCY_SIGNS)
        self.initial["signs"] = known - set(EMERGENCY_SIGNS)
        self.initial.setdefault("moment", Moment.AFTER)
        self.helper = check_in_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["signs"] = cleaned.get("signs", frozenset()) | cleaned.get("emergency", frozenset())
        return cleaned


class RecoveredForm(forms.Form):
    """The answer to “recovered, or not logged?”."""

    side = forms.ChoiceField(choices=Side, widget=forms.HiddenInput)
    since = day_field(_("Clear since"))

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile

    def clean_since(self) -> Any:
        return check_day(self.cleaned_data["since"], self.profile.today())
