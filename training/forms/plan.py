"""A run or a week that somebody has in mind, typed or pasted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.engine.facts import ShoeFact
from training.forms.fields import LONGEST_NUMBER, UnitsForm, day_field
from training.forms.layouts import plan_helper, week_helper
from training.insights.plan import PlannedRun
from training.insights.week_text import TOO_LONG, Week, WeekError, read_run, read_week
from training.models.choices import Session, Surface, Terrain
from training.units import Units

LONGEST_PLAN = 2_000
FURTHEST = timedelta(days=28)
NOT_SAID = ("", _("not said"))


class PlannedDay(UnitsForm):
    """What both plans share: a day from today on, at most four weeks ahead. today is the runner's."""

    day = day_field(_("Day"))

    def __init__(self, *args: Any, today: date, units: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.units = today, self.count_in(units)
        self.fields["day"].widget.attrs.update({"min": today.isoformat(), "max": self.latest.isoformat()})

    @property
    def latest(self) -> date:
        return self.today + FURTHEST

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day < self.today:
            raise ValidationError(_("This day is over: a plan looks ahead, from today on."), code="past")
        if day > self.latest:
            raise ValidationError(_("At most four weeks ahead: further on too little is known."), code="late")
        return day


class PlanForm(PlannedDay):
    """`plan` holds the run of a valid form. A bare number is in `units`."""

    distance = forms.CharField(
        label=_("Distance"),
        max_length=LONGEST_NUMBER,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    session = forms.ChoiceField(label=_("Session"), choices=[NOT_SAID, *Session.choices], required=False)
    shoe = forms.ChoiceField(label=_("Shoe"), required=False)
    surface = forms.ChoiceField(label=_("Surface"), choices=[NOT_SAID, *Surface.choices], required=False)
    terrain = forms.ChoiceField(label=_("Terrain"), choices=[NOT_SAID, *Terrain.choices], required=False)

    plan: PlannedRun

    def __init__(self, *args: Any, shoes: list[ShoeFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shoe"].choices = [NOT_SAID, *((shoe.key, shoe.name) for shoe in shoes)]
        self.helper = plan_helper(self.units)

    def clean_distance(self) -> PlannedRun:
        try:
            return read_run(self.today, _positive(self.cleaned_data["distance"]), self.units)
        except ValueError as problem:
            words = _("Write a distance like 8, 8.5 km or 5 mi.") if str(problem) != TOO_LONG else TOO_LONG
            raise ValidationError(gettext(words), code="unread") from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            typed = cleaned["distance"]
            self.plan = PlannedRun(
                cleaned["day"],
                typed.distance_m,
                cleaned["session"] or typed.session,
                cleaned["surface"],
                cleaned["terrain"],
                cleaned["shoe"],
            )
        return cleaned


def _positive(typed: str) -> str:
    """What was typed; ValueError where a minus stands before it, which in a week only leads a line."""
    if typed.lstrip().startswith(("-", "\u2212")):
        raise ValueError(typed)
    return typed


class WeekForm(PlannedDay):
    """`plan` holds the week of a valid form. A bare number is in `units`."""

    week = forms.CharField(
        label=_("The week"),
        max_length=LONGEST_PLAN,
        widget=forms.Textarea(
            attrs={"rows": 4, "placeholder": _("Mon 8, Tue rest, Wed 10 km, Thu 5 easy, Sat 16 long")}
        ),
        help_text=_("Paste it as it is: in one line, in seven lines, or as cells of a table."),
    )

    plan: Week

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = _("From")
        self.fields["day"].help_text = _("The week begins on this day, or on the first you name after it.")
        self.helper = week_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "week" in cleaned and "day" in cleaned:
            try:
                self.plan = read_week(cleaned["week"], cleaned["day"], self.units)
            except WeekError as error:
                for problem in error.problems:
                    self.add_error("week", _words(problem.day, problem.words, problem.hint))
        return cleaned


def _words(day: str, words: str, hint: str) -> str:
    """`Wednesday, “10-12”: Write one distance.`"""
    said = gettext("\u201c%(words)s\u201d") % {"words": words[:60]} if words else ""
    where = ", ".join(part for part in (gettext(day) if day else "", said) if part)
    return f"{where}: {gettext(hint)}" if where else gettext(hint)
