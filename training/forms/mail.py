"""Which mails somebody wishes to get, and when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.forms.layouts import mail_helper
from training.models import MailWishes
from training.units import weekday_name_of

HOURS = [(hour, f"{hour}:00") for hour in range(24)]
WEEKDAYS = [(number, weekday_name_of(number)) for number in range(7)]
# The question is about a morning.
MORNING_HOURS = HOURS[5:12]
TIMES = ("weekday", "hour", "morning_hour", "quiet_from", "quiet_until")


class MailForm(forms.ModelForm):
    weekday = forms.TypedChoiceField(label=_("On"), choices=WEEKDAYS, coerce=int)
    hour = forms.TypedChoiceField(label=_("At"), choices=HOURS, coerce=int)
    morning_hour = forms.TypedChoiceField(label=_("At"), choices=MORNING_HOURS, coerce=int)
    quiet_from = forms.TypedChoiceField(label=_("From"), choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(label=_("Until"), choices=HOURS, coerce=int)

    class Meta:
        model = MailWishes
        fields = [
            "digest", "coaches", "weekday", "hour", "morning", "morning_hour", "news", "values",
            "coach_values", "quiet_from", "quiet_until",
        ]  # fmt: skip
        labels = {
            "digest": _("My week: how it went, what stands out, one next step"),
            "coaches": _("My athletes' week: who needs a look, and why"),
            "morning": _("In the morning after a run: ask how my knees are, unless I have said so"),
            "news": _("At once, when a warning asks for a professional"),
            "values": _("Numbers in my mails: distances, scores and days"),
            "coach_values": _("My numbers in the mails of those I share my log with, too"),
        }

    def __init__(self, *args: Any, is_coach: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_coach and not self.instance.coaches:
            del self.fields["coaches"]
        # Monday and midnight are answers too, though their number is 0.
        self.initial |= {name: str(self.initial[name]) for name in TIMES}
        self.helper = mail_helper([name for name in ("digest", "coaches") if name in self.fields])
