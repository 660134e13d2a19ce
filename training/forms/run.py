"""One run: only the distance is required."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.fields import (
    DistanceField,
    DurationField,
    EffortButtons,
    ScoreField,
    UnitsForm,
    YesNoField,
)
from training.forms.layouts import run_helper
from training.forms.moment import TimedForm
from training.models import Run, Shoe
from training.models.bounds import MAX_DISTANCE_M, MAX_DURATION_S
from training.models.choices import Units
from training.units import format_day, format_duration

FIELDS = [
    "distance_m", "duration_s", "surface", "shoe", "warm_up", "cool_down", "terrain", "session", "rpe",
    "trigger", "notes",
]  # fmt: skip


# The fields that show what an import may only propose.
PROPOSED = {"surface": "surface", "terrain": "terrain", "session": "session", "zone": "time"}


class ShoeField(forms.ModelChoiceField):
    """Shoes in use first; a retired one says so, since a run of before its retirement may still be logged."""

    def label_from_instance(self, shoe: Shoe) -> str:
        return _("%(name)s (retired)") % {"name": shoe.name} if shoe.retired_on else shoe.name


class RunForm(UnitsForm, TimedForm):
    distance_m = DistanceField(high_m=MAX_DISTANCE_M, label=_("Distance"))
    duration_s = DurationField(high_s=MAX_DURATION_S, label=_("Duration"), required=False)
    warm_up = YesNoField(label=_("Warmed up"))
    cool_down = YesNoField(label=_("Stretched after"))
    rpe = ScoreField(label=_("Effort, 0 to 10"), required=False, widget=EffortButtons)
    shoe = ShoeField(Shoe.objects.none(), label=_("Shoe"), empty_label=_("not said"), required=False)

    class Meta:
        model = Run
        fields = FIELDS
        widgets = {
            "surface": forms.RadioSelect,
            "terrain": forms.RadioSelect,
            "session": forms.RadioSelect,
            "trigger": forms.RadioSelect,
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    instance: Run

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = self.count_in(self.profile.units)
        label = _("Distance in %(units)s") % {"units": Units(self.units).label}
        self.fields["distance_m"].label = label
        self.fields["shoe"].queryset = Shoe.objects.filter(runner=self.profile.runner_id)
        for name in ("surface", "terrain", "session", "trigger"):
            field = self.fields[name]
            field.choices = [("", _("not said")), *[choice for choice in field.choices if choice[0]]]
        self._mark_what_a_file_told()
        self.helper = run_helper(self, self.units, is_new=self.is_new)

    def _mark_what_a_file_told(self) -> None:
        """A small word beside each fact that an import proposed, and the pauses below the duration."""
        for fact in self.instance.proposed:
            mark = _("zone assumed") if fact == "zone" else _("from the file")
            self.fields[PROPOSED[fact]].mark = mark
        duration, elapsed = self.instance.duration_s, self.instance.elapsed_s
        if duration and elapsed and elapsed > duration:
            shown = {"running": format_duration(duration), "all": format_duration(elapsed)}
            pauses = _("%(running)s running, %(all)s in all.") % shown
            self.fields["duration_s"].help_text = f"{pauses} {self.fields['duration_s'].help_text}"

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), "proposed"]

    def _post_clean(self) -> None:
        """What the runner saves is theirs: nothing of it is only proposed any more."""
        super()._post_clean()
        self.instance.proposed = frozenset()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        shoe, day = cleaned.get("shoe"), cleaned.get("day")
        if shoe and day and shoe.retired_on and day > shoe.retired_on:
            message = _("%(shoe)s was retired on %(day)s, before this run.")
            retired_on = format_day(shoe.retired_on, self.profile.today())
            self.add_error("shoe", ValidationError(message, params={"shoe": shoe.name, "day": retired_on}))
        return cleaned
