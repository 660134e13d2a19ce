"""The thresholds of one rule as an admin types them, generated from the rule's own declaration."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.backtests import DEFAULT_SPAN, SPANS
from training.engine.limits import LimitError, LimitSpec, Number, limit_errors
from training.engine.text import Evidence, show
from training.forms.fields import LONGEST_NUMBER, UnitsForm
from training.forms.layouts import reason_helper, threshold_helper
from training.thresholds.setting import Declared, Setting
from training.units import Units, editable_distance, to_metres, trim_number

PREFIX = "limit_"
HUGE = 10**9
TRIAL_DAYS = 14
STATES = {
    "on": _("On: runners get it, with these numbers"),
    "trial": _("On as it is, with these numbers in shadow: nobody sees them, and you get a report"),
    "shadow": _("In shadow: nobody sees it, and you get a report"),
    "off": _("Off: nobody sees it"),
}


class LimitField(forms.CharField):
    """One threshold in the units of whoever sets it; what it shows reads back as the very same number."""

    def __init__(self, spec: LimitSpec, units: Units, words: str) -> None:
        unit = {"m": units, "percent": "%"}.get(spec.unit, "")
        label = capfirst(gettext(spec.help))
        super().__init__(label=f"{label}, {unit}" if unit else label, max_length=LONGEST_NUMBER)
        self.spec, self.units = spec, units
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})
        bounds = {name: shown_limit(spec, getattr(spec, name), units) for name in ("low", "high")}
        self.help_text = f"{words} {gettext('From %(low)s to %(high)s.') % bounds}"

    def clean(self, value: Any) -> Number:  # type: ignore[override]
        text = super().clean(value).strip().replace(",", ".")
        try:
            number = to_metres(text, self.units) if self.spec.unit == "m" else read_number(text)
        except ValueError:
            raise ValidationError(_("Write a number like 10 or 6.2."), code="invalid") from None
        return number

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return editable_distance(value, self.units) if self.spec.unit == "m" else trim_number(value)


def read_number(text: str) -> Number:
    """A finite number, whole where it can be; ValueError for anything else and for what makes no sense."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or abs(number) > HUGE:
        raise ValueError(text)
    return int(number) if number == number.to_integral_value() else float(number)


def shown_limit(spec: LimitSpec, value: Number, units: Units) -> str:
    """A threshold as people read it."""
    return show(Evidence(spec.name, spec.help, value, spec.unit), units, gettext)


class NumbersForm(UnitsForm):
    """The numbers of one rule, each checked by itself and beside the others."""

    def __init__(self, *args: Any, declared: Declared, units: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.declared, self.units = declared, self.count_in(units)
        self.specs = {spec.name: spec for spec in declared.specs}

    def offer(self, name: str, value: Number, words: str) -> None:
        """A field for one number, filled in; words: what holds now."""
        self.fields[PREFIX + name] = LimitField(self.specs[name], self.units, words)
        self.initial[PREFIX + name] = value

    def numbers(self, cleaned: dict[str, Any]) -> dict[str, Number]:
        """The numbers that could be read; an error stands at the field of each that is refused."""
        values = {name: cleaned[PREFIX + name] for name in self.specs if PREFIX + name in cleaned}
        for error in limit_errors(self.declared.limits, values, self.declared.order):
            if not self.has_error(PREFIX + error.name):
                self.add_error(PREFIX + error.name, self._words(error))
        return values

    def _words(self, error: LimitError) -> ValidationError:
        spec = self.specs[error.name]
        if error.flaw == "order":
            other = gettext(self.specs[error.other].help)
            return ValidationError(_("Must be less than “%(other)s”."), code="order", params={"other": other})
        if error.flaw == "whole":
            return ValidationError(_("Write a whole number."), code="whole")
        bounds = {name: shown_limit(spec, getattr(spec, name), self.units) for name in ("low", "high")}
        return ValidationError(_("From %(low)s to %(high)s."), code="bounds", params=bounds)


class ThresholdForm(NumbersForm):
    """After cleaning, `setting` is what saving puts in force, and `preview` what runners would get of it."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    state = forms.ChoiceField(label=_("This rule"), widget=forms.RadioSelect)
    trial_days = forms.IntegerField(
        label=_("Days in shadow"), min_value=1, max_value=90, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    days = forms.TypedChoiceField(label=_("Try it on the logs of"), coerce=int)

    setting: Setting
    preview: Setting

    def __init__(self, *args: Any, current: Setting, base: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current, self.newest = current, base
        values = current.values.get(self.declared.id, {})
        trial = current.trials.get(self.declared.id, {})
        for name, spec in self.specs.items():
            now = values.get(name, spec.default)
            shown = {"now": now, "default": spec.default}
            words = {key: shown_limit(spec, value, self.units) for key, value in shown.items()}
            filled_in = trial["values"].get(name, spec.default) if trial else now
            self.offer(name, filled_in, gettext("Now %(now)s, default %(default)s.") % words)
        self.fields["days"].choices = [(days, _("the last %(days)s days") % {"days": days}) for days in SPANS]
        self._offer_states()
        first = {"base": base, "days": DEFAULT_SPAN, "trial_days": trial.get("days", TRIAL_DAYS)}
        self.initial.update({**first, "state": current.state_of(self.declared.id)})
        self.helper = threshold_helper(self)

    def _offer_states(self) -> None:
        states = [state for state in STATES if self.declared.can_be_off or state in ("on", "trial")]
        self.fields["state"].choices = [(state, STATES[state]) for state in states]
        if self.declared.rule is None or not self.declared.specs:
            del self.fields["trial_days"]
        if self.declared.rule is None:
            del self.fields["state"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("base") != self.newest:
            raise ValidationError(
                _("Another admin changed the thresholds since you opened this page. Open it again: nothing of"
                  " yours was saved, and nothing of theirs was overwritten."), code="stale"
            )  # fmt: skip
        values = self.numbers(cleaned)
        if not self.errors:
            self._decide(values)
        return cleaned

    def _decide(self, values: dict[str, Number]) -> None:
        id_, state = self.declared.id, self.cleaned_data.get("state", "on")
        days = self.cleaned_data.get("trial_days") or TRIAL_DAYS
        tried = self.current.with_trial(id_, values, days)
        self.setting = {
            "on": self.current.with_values(id_, values).switched(id_, on=True),
            "trial": tried.switched(id_, on=True),
            "shadow": tried.switched(id_, on=False),
            "off": self.current.with_values(id_, values).switched(id_, on=False),
        }[state]
        if self.setting.same_as(self.current):
            raise ValidationError(_("Nothing is different from what is in force now."), code="same")
        hears = self.setting.heard(id_) != self.current.heard(id_)
        self.preview = self.setting if hears else self.setting.promoted(id_)


def reason_field(help_text: Any) -> forms.CharField:
    """Why numbers change, in a few words."""
    box = forms.Textarea(attrs={"rows": 3})
    why = {"required": _("Say why, in a few words."), "min_length": _("Say why, in a few words.")}
    return forms.CharField(
        label=_("Why"), min_length=3, max_length=500, widget=box, help_text=help_text, error_messages=why
    )


class ReasonForm(forms.Form):
    """Why the thresholds change: said by the admin who changes them, read by the others."""

    reason = reason_field(_("The other admins read it in the history. Name no runner."))

    def __init__(self, *args: Any, is_trial: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_trial = is_trial
        self.helper = reason_helper(_("Put it in force") if is_trial else _("Save"))

    @property
    def drops(self) -> bool:
        """Whether what ran in shadow is to end without coming into force."""
        return self.is_trial and "drop" in self.data
