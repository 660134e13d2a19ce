"""How one knee feels."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.engine.facts import EMERGENCY_SIGNS
from training.forms.fields import ScoreField, WordSet, day_field
from training.forms.layouts import check_in_helper
from training.forms.moment import TimedForm, check_day
from training.models import CheckIn, Profile
from training.models.check_in import HAS_SYMPTOM
from training.models.choices import Feel, Moment, Side, Sign
from training.units import format_day

EMERGENCIES = [choice for choice in Sign.choices if choice[0] in EMERGENCY_SIGNS]
SIGNS = [choice for choice in Sign.choices if choice[0] not in EMERGENCY_SIGNS]

SCORE = _("%(score)s of 10")
SCORE_AND_SIGNS = _("%(score)s of 10 with other signs")
NOT_CLEAR = _("Your %(side)s knee was at %(score)s on %(day)s: choose a later day, or log today as clear.")
NOT_CLEAR_TODAY = _("Your %(side)s knee was at %(score)s today: come back on its first clear day.")


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

    def refuse_unless_same(self, known: CheckIn) -> None:
        """What is in the log of this minute: this very entry, or one that says the same, or in the way."""
        if known.pk != self.instance.pk and not known.says_the_same(self.instance):
            self.add_error(self.MOMENT, _("This knee has another entry of this minute. Choose another time."))


class RecoveredForm(forms.Form):
    """The answer to “recovered, or not logged?”."""

    side = forms.ChoiceField(choices=Side, widget=forms.HiddenInput)
    since = day_field(_("Clear since"))

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile

    def clean_since(self) -> date:
        return check_day(self.cleaned_data["since"], self.profile.today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        side, since = cleaned.get("side"), cleaned.get("since")
        if side and since:
            last = CheckIn.objects.filter(HAS_SYMPTOM, runner=self.profile.runner_id, side=side).first()
            if last and since <= last.local_date:
                self.add_error("since", self._contradiction(last))
        return cleaned

    def _contradiction(self, last: CheckIn) -> ValidationError:
        today = self.profile.today()
        score = SCORE_AND_SIGNS if last.signs else SCORE
        words = NOT_CLEAR_TODAY if last.local_date >= today else NOT_CLEAR
        day = format_day(last.local_date, today)
        params = {"side": last.get_side_display(), "score": score % {"score": last.score}, "day": day}
        return ValidationError(words, code="not_clear", params=params)
