"""A pair of shoes, and its retirement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.fields import DistanceField, UnitsForm, day_field
from training.forms.layouts import retire_helper, shoe_helper
from training.forms.moment import EntryForm, check_day
from training.models import Shoe
from training.models.bounds import MAX_SHOE_M
from training.models.choices import Support
from training.rules import shoe_mileage
from training.thresholds.laying import ruleset_for
from training.units import format_day, format_distance


class ShoeForm(UnitsForm, EntryForm):
    support = forms.ChoiceField(label=_("Support"), choices=Support, widget=forms.RadioSelect)
    started_on = day_field(_("In use since"), required=False)
    start_distance_m = DistanceField(low_m=0, high_m=MAX_SHOE_M, required=False)
    notice_at_m = DistanceField(high_m=MAX_SHOE_M, required=False)
    replace_at_m = DistanceField(high_m=MAX_SHOE_M, required=False)

    class Meta:
        model = Shoe
        fields = [
            "name", "support", "started_on", "start_distance_m", "notice_at_m", "replace_at_m",
            "limit_reason",
        ]  # fmt: skip

    LABELS = {
        "start_distance_m": _("Already run before this log, in %(units)s"),
        "notice_at_m": _("Plan a replacement at, in %(units)s"),
        "replace_at_m": _("Replace at, in %(units)s"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = self.count_in(self.profile.units)
        for name, label in self.LABELS.items():
            self.fields[name].label = label % {"units": self.units}
        self.helper = shoe_helper()

    def clean_start_distance_m(self) -> int:
        return self.cleaned_data["start_distance_m"] or 0

    def clean_started_on(self) -> date | None:
        day = self.cleaned_data["started_on"]
        return check_day(day, self.profile.today()) if day else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        notice, replace = cleaned.get("notice_at_m"), cleaned.get("replace_at_m")
        if notice and not self.has_error("replace_at_m"):
            usual = ruleset_for(self.profile.runner).limits_of(shoe_mileage.RULE)
            self._check_order(notice, replace or usual.replace_m)
        if (notice or replace) and not cleaned.get("limit_reason"):
            self.add_error(
                "limit_reason", ValidationError(_("Say in a few words why this shoe has its own limits."))
            )
        return cleaned

    def _check_order(self, notice_m: int, replace_m: int) -> None:
        if notice_m >= replace_m:
            message = _("This must be less than the distance of replacing, %(line)s.")
            line = format_distance(replace_m, self.units)
            self.add_error("notice_at_m", ValidationError(message, params={"line": line}))


class RetireForm(forms.Form):
    """The last day of a shoe, and who takes over."""

    retired_on = day_field(_("Last day of use"))
    successor = forms.ModelChoiceField(Shoe.objects.none(), label=_("Handed over to"), required=False)
    new_name = forms.CharField(label=_("or a new shoe named"), max_length=80, required=False)

    def __init__(self, *args: Any, shoe: Shoe, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shoe, self.today = shoe, today
        self.initial.setdefault("retired_on", today)
        others = Shoe.objects.filter(runner=shoe.runner_id, retired_on__isnull=True).exclude(pk=shoe.pk)
        self.fields["successor"].queryset = others
        self.fields["successor"].empty_label = _("nobody yet")
        self.helper = retire_helper()

    def clean_retired_on(self) -> date:
        return check_last_day(self.shoe, self.cleaned_data["retired_on"], self.today, self.shoe.started_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("successor") and cleaned.get("new_name"):
            message = _("Choose one of your shoes or name a new one, not both.")
            self.add_error("new_name", ValidationError(message))
        return cleaned


def check_last_day(shoe: Shoe, day: date, today: date, started_on: date | None) -> date:
    """The day; ValidationError where the shoe, worn since `started_on`, cannot have been worn last on it."""
    check_day(day, today)
    if started_on and day < started_on:
        raise ValidationError(_("This is before the shoe's first day."))
    last = shoe.runs.order_by("-local_date").values_list("local_date", flat=True).first()
    if last and day < last:
        raise ValidationError(
            _("There is a run in this shoe on %(day)s."), params={"day": format_day(last, today)}
        )
    return day
