"""What a person says of a warning."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.models import Reaction
from training.models.bounds import MAX_SNOOZE_DAYS

Kind = Reaction.Kind
WORDS = {
    "acknowledge": Kind.ACKNOWLEDGED,
    "snooze": Kind.SNOOZED,
    "mute": Kind.MUTED,
    "useful": Kind.USEFUL,
    "wrong": Kind.WRONG,
    "undo": Kind.RESTORED,
}
DEFAULT_SNOOZE_DAYS = 7


class ReactionForm(forms.Form):
    """say: one of WORDS; days: how long a snooze lasts."""

    say = forms.ChoiceField(choices=[(word, word) for word in WORDS])
    days = forms.IntegerField(label=_("Days"), required=False, min_value=1, max_value=MAX_SNOOZE_DAYS)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, today: date, can_mute: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.can_mute = today, can_mute

    def clean_say(self) -> str:
        word = self.cleaned_data["say"]
        if word == "mute" and not self.can_mute:
            raise ValidationError(_("A warning of this weight can be acknowledged, not muted."))
        return word

    @property
    def reaction(self) -> dict[str, Any]:
        """The fields of the Reaction that was asked for."""
        cleaned = self.cleaned_data
        kind = WORDS[cleaned["say"]]
        days = cleaned["days"] or DEFAULT_SNOOZE_DAYS
        until = self.today + timedelta(days=days) if kind == Kind.SNOOZED else None
        return {"kind": kind, "until": until, "reason": cleaned["reason"]}
