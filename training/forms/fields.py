"""Fields that speak the runner's units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.units import (
    METRES_PER,
    Units,
    editable_distance,
    format_duration,
    read_typed_duration,
    to_metres,
)

LONGEST_NUMBER = 20
YES_NO = [("true", _("yes")), ("false", _("no")), ("", _("not said"))]


class DistanceField(forms.CharField):
    """Whole metres, typed in kilometres or miles with a point or a comma. `units` is set by the form."""

    units: Units = "km"

    def __init__(self, *, low_m: int = 1, high_m: int, **kwargs: Any) -> None:
        self.low_m, self.high_m = low_m, high_m
        super().__init__(max_length=LONGEST_NUMBER, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = super().clean(value).strip().replace(",", ".")
        if not text:
            return None
        try:
            metres = to_metres(text, self.units)
        except ValueError:
            raise ValidationError(_("Write a number like 10 or 6.2."), code="invalid") from None
        if metres < self.low_m:
            raise ValidationError(_("A distance must be more than 0."), code="too_short")
        if metres > self.high_m:
            high = f"{to_shown(self.high_m, self.units)} {self.units}"
            raise ValidationError(_("At most %(high)s."), code="too_long", params={"high": high})
        return metres

    def prepare_value(self, value: Any) -> Any:
        return editable_distance(value, self.units) if isinstance(value, int) else value


def to_shown(metres: int, units: Units) -> str:
    """A bound in the runner's units, without decimals."""
    return f"{int(float(editable_distance(metres, units))):,}".replace(",", "\u202f")


class UnitsField(forms.Field):
    """The units that a form is shown in, sent back with it; `initial` where it says none that there are."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        return value if value in METRES_PER else self.initial


class UnitsForm(forms.Form):
    """A form whose distances count in the units that it was shown in, whatever was chosen elsewhere since."""

    units = UnitsField(required=False)

    def count_in(self, chosen: Units) -> Units:
        """The units of all its distances: those it says itself, else `chosen`."""
        self.fields["units"].initial = chosen
        units = self["units"].value()
        for field in self.fields.values():
            if isinstance(field, DistanceField):
                field.units = units
        return units


class DurationField(forms.CharField):
    """Whole seconds, typed as mm:ss, h:mm:ss, plain minutes, or mmss without the colon."""

    def __init__(self, *, high_s: int, **kwargs: Any) -> None:
        self.high_s = high_s
        kwargs.setdefault("help_text", _("45 is 45 minutes, 5230 is 52:30."))
        super().__init__(max_length=LONGEST_NUMBER, **kwargs)
        self.widget.attrs.update({"placeholder": "52:30", "autocomplete": "off"})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            seconds = read_typed_duration(text)
        except ValueError:
            message = _("Write minutes and seconds like 52:30, or hours like 1:04:30.")
            raise ValidationError(message, code="invalid") from None
        if not 1 <= seconds <= self.high_s:
            raise ValidationError(_("A duration is more than 0 and at most 7 days."), code="out_of_range")
        return seconds

    def prepare_value(self, value: Any) -> Any:
        return format_duration(value) if isinstance(value, int) else value


class YesNoField(forms.TypedChoiceField):
    """True, False, or None where the runner does not say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=YES_NO,
            coerce=lambda text: text == "true",
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "true", False: "false", None: ""}.get(value, value)


class ScoreButtons(forms.RadioSelect):
    """0 to 10 as buttons, with words at both ends; the template pack knows the widget by its name."""

    kind, low, high = "pain", _("none"), _("worst")


class EffortButtons(ScoreButtons):
    kind, low, high = "effort", _("no effort"), _("all out")


class ScoreField(forms.TypedChoiceField):
    """0 to 10 as buttons."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(str(score), str(score)) for score in range(11)]
        defaults = {"coerce": int, "empty_value": None, "widget": ScoreButtons}
        super().__init__(choices=choices, **{**defaults, **kwargs})


class WordSet(forms.MultipleChoiceField):
    """A set of words as checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> frozenset[str]:  # type: ignore[override]
        return frozenset(super().clean(value))


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )
