"""A day and a time on the runner's clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.fields import day_field
from training.models import Profile
from training.models.bounds import FIRST_DAY
from training.models.entry import TimedEntry, zone_of

# Clocks of phone and server differ a little, and a form is opened before it is sent.
GRACE = timedelta(minutes=10)


def check_day(day: date, today: date) -> date:
    """The day; ValidationError where it lies in the future or before 1970."""
    if day > today:
        raise ValidationError(_("This day has not come yet."), code="future")
    if day < FIRST_DAY:
        raise ValidationError(_("A day from 1970 on, please."), code="too_early")
    return day


class VersionedForm(forms.BaseForm):
    """A form that knows which version of its object was seen when it was opened."""

    def take_version(self, version: int | None) -> None:
        """Be the edit of that version, so that sending the form once more is a deliberate overwriting."""
        if version:
            self.data = self.data.copy()
            self.data["version"] = str(version)


class EntryForm(VersionedForm, forms.ModelForm):
    """A form of one log entry; the id it is given makes a repeated submission the same entry."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, profile: Profile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profile = profile
        self.is_new = self.instance._state.adding
        self.initial.update({"entry_id": self.instance.pk, "version": self.instance.version})

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_new and self.cleaned_data.get("entry_id"):
            self.instance.pk = self.cleaned_data["entry_id"]
        elif not self.is_new:
            self.instance.version = self.cleaned_data.get("version") or self.instance.version

    def written_fields(self) -> list[str]:
        """The columns that this form may change."""
        return list(self._meta.fields)

    def validate_unique(self) -> None:
        """Left to the database: it alone knows at the moment of writing."""


class TimedForm(EntryForm):
    """An entry at a moment. One that is not edited keeps its instant and zone, whatever the clocks did.

    MOMENT: the field that is told what is wrong with the moment as a whole.
    """

    MOMENT = "time"

    day = day_field(_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S"],
    )

    instance: TimedEntry

    def written_fields(self) -> list[str]:
        return [*super().written_fields(), self.instance.INSTANT, "local_date", "zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moment = self.profile.now() if self.is_new else self.instance.local
        self.initial = {
            "day": moment.date(),
            "time": moment.time().replace(second=0, microsecond=0),
            **self.initial,
        }

    def clean_day(self) -> date:
        return check_day(self.cleaned_data["day"], self.profile.today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moment = self._typed_moment()
        if moment and moment > self.profile.now() + GRACE:
            self.add_error(self.MOMENT, ValidationError(_("This time has not come yet."), code="future"))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if moment := self._typed_moment():
            self.instance.place(moment, self.profile.time_zone)

    def _typed_moment(self) -> datetime | None:
        """The moment to give the entry; None where it keeps its own, or none is readable."""
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if not (day and time and (self.is_new or {"day", "time"} & set(self.changed_data))):
            return None
        zone = self.profile.time_zone if self.is_new else self.instance.zone
        return datetime.combine(day, time, zone_of(zone))
