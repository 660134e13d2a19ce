"""One tap on “rest, sick or not logged?”."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.moment import check_day
from training.models import GapAnswer
from training.models.bounds import MAX_GAP_DAYS


class GapForm(forms.ModelForm):
    """first, last: days that are over; answer: a word of GapReason."""

    class Meta:
        model = GapAnswer
        fields = ["first", "last", "answer"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last:
            check_day(first, last)
            check_day(last, self.instance.runner.profile.today() - timedelta(days=1))
            if last - first >= timedelta(days=MAX_GAP_DAYS):
                raise ValidationError(_("At most ten years in one go."))
        return cleaned
