"""The same forms for other programs: values of the log format instead of what people type.

Metres, seconds, a moment with its offset and the key of a shoe. What is allowed is inherited.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.check_in import CheckInForm
from training.forms.fields import WordSet
from training.forms.moment import TimedForm, check_day
from training.forms.run import FIELDS, RunForm
from training.forms.shoe import ShoeForm, check_last_day
from training.importers.moments import read_iso
from training.models import Shoe
from training.models.choices import Sign
from training.models.entry import zone_of

NO_SUCH_SHOE = {"invalid_choice": _("You have no shoe with this key.")}
DAY = timedelta(days=1)


def shoe_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Shoe.objects.none(), to_field_name="key", required=False, error_messages=NO_SUCH_SHOE
    )


class SentTimedForm(TimedForm):
    """An entry whose moment is one field, `MOMENT`: an instant, or a clock with or without its offset."""

    day = None
    time = None

    def clean(self) -> dict[str, Any]:
        # Read before anything else looks at the day.
        self._moment = self._read_moment()
        self.cleaned_data["day"] = self._moment.date() if self._moment else self.instance.local_date
        return super().clean()

    def _read_moment(self) -> datetime | None:
        text = self.data.get(self.MOMENT, "")
        if not self.is_new and text == self.instance.local_text:
            return None
        try:
            return self._placed(text)
        except ValueError:
            self.add_error(self.MOMENT, _("Write a date and time like 2026-03-01T07:30:00+01:00."))
        except ValidationError as problem:
            self.add_error(self.MOMENT, problem)
        return None

    def _placed(self, text: str) -> datetime:
        """On the clock of the place; ValueError or ValidationError for what no log can hold."""
        moment = read_iso(text)
        # Far from every calendar's end, so that it can be put on any clock.
        check_day(moment.at.date(), self.profile.today() + DAY)
        zone = self.profile.time_zone if self.is_new else self.instance.zone
        placed = moment.on_clock(zone_of(zone))
        check_day(placed.date(), self.profile.now().astimezone(placed.tzinfo).date())
        return placed

    def _typed_moment(self) -> datetime | None:
        return getattr(self, "_moment", None)


class SentRunForm(SentTimedForm, RunForm):
    MOMENT = "start"

    start = forms.CharField()
    distance_m = None
    duration_s = None
    rpe = None
    warm_up = None
    cool_down = None
    shoe = shoe_field()

    class Meta(RunForm.Meta):
        fields = [*FIELDS, "elapsed_s"]

    def _mark_what_a_file_told(self) -> None:
        """Other programs see no marks."""


class SentCheckInForm(SentTimedForm, CheckInForm):
    MOMENT = "at"

    at = forms.CharField()
    signs = WordSet(choices=Sign.choices, required=False)
    emergency = None


class SentShoeForm(ShoeForm):
    """A pair of shoes, its retirement and who took over."""

    start_distance_m = None
    notice_at_m = forms.IntegerField(min_value=1, required=False)
    replace_at_m = forms.IntegerField(min_value=1, required=False)
    successor = shoe_field()

    class Meta(ShoeForm.Meta):
        fields = [*ShoeForm.Meta.fields, "retired_on", "successor"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Shoe.objects.filter(runner=self.profile.runner_id).exclude(pk=self.instance.pk)
        self.fields["successor"].queryset = others

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        retired_on = cleaned.get("retired_on")
        if retired_on and "started_on" in cleaned:
            try:
                check_last_day(self.instance, retired_on, self.profile.today(), cleaned["started_on"])
            except ValidationError as problem:
                self.add_error("retired_on", problem)
        return cleaned
