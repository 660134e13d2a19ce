"""The numbers of one rule as a coach sets them for an athlete or a team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.engine.limits import Number
from training.forms.layouts import override_helper
from training.forms.thresholds import NumbersForm, reason_field, shown_limit
from training.thresholds.held import Held


class OverrideForm(NumbersForm):
    """After cleaning, `values` are the numbers that differ from what would hold without this coach's own."""

    base = forms.CharField(widget=forms.HiddenInput, max_length=80)
    reason = reason_field(_("It is shown to whoever the number is for."))

    values: dict[str, Number]

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, declared=held.declared, **kwargs)
        self.held = held
        for name in self.specs:
            self.offer(name, held.now[name], self._words_now(name))
        self.initial["base"] = held.token
        self.fields["reason"] = self.fields.pop("reason")
        self.helper = override_helper(self)

    def _words_now(self, name: str) -> str:
        spec, held = self.specs[name], self.held
        words = {
            "now": shown_limit(spec, held.now[name], self.units),
            "usual": shown_limit(spec, held.usual[name], self.units),
        }
        if name in held.own:
            return gettext("Now %(now)s, set by you; without that %(usual)s.") % words
        return gettext("Now %(now)s.") % words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("base") != self.held.token:
            self.say_stale()
        numbers = self.numbers(cleaned)
        if not self.errors:
            if numbers == self.held.now:
                raise ValidationError(_("Nothing is different from what holds now."), code="same")
            self.values = {name: value for name, value in numbers.items() if value != self.held.usual[name]}
        return cleaned

    def say_stale(self) -> None:
        """Tell that somebody was faster."""
        words = _("These numbers were changed elsewhere since you opened this page. Nothing was overwritten.")
        self.add_error(None, ValidationError(words, code="stale"))
        self.add_error(None, _("Open it again to see what holds now, and set yours beside it."))
