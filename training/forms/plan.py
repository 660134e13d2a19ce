"""A week that somebody has in mind, typed or pasted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.forms.fields import day_field
from training.forms.layouts import plan_helper
from training.insights.week_text import Week, WeekError, read_week
from training.units import Units

LONGEST_PLAN = 2_000
FURTHEST = timedelta(days=28)


class PlanForm(forms.Form):
    """`plan` holds the week of a valid form. today is the runner's; a bare number is in `units`."""

    week = forms.CharField(
        label=_("The week"),
        max_length=LONGEST_PLAN,
        widget=forms.Textarea(
            attrs={"rows": 4, "placeholder": _("Mon 8, Tue rest, Wed 10 km, Thu 5 easy, Sat 16 long")}
        ),
        help_text=_("Paste it as it is: in one line, in seven lines, or as cells of a table."),
    )
    first = day_field(
        _("From"), help_text=_("The week begins on this day, or on the first day you name after it.")
    )

    def __init__(self, *args: Any, today: date, units: Units, **kwargs: Any) -> None:
        super().__init__(*args, initial={"first": today}, **kwargs)
        self.today, self.units = today, units
        self.plan = Week(today)
        self.helper = plan_helper()

    def clean_first(self) -> date:
        first = self.cleaned_data["first"]
        if not self.today <= first <= self.today + FURTHEST:
            raise ValidationError(_("A plan begins today or in the next four weeks."))
        return first

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "week" in cleaned and "first" in cleaned:
            try:
                self.plan = read_week(cleaned["week"], cleaned["first"], self.units)
            except WeekError as error:
                for problem in error.problems:
                    self.add_error("week", _words(problem.day, problem.words, problem.hint))
        return cleaned


def _words(day: str, words: str, hint: str) -> str:
    """`Wednesday, “10-12”: Write one distance.`"""
    said = gettext("\u201c%(words)s\u201d") % {"words": words[:60]} if words else ""
    where = ", ".join(part for part in (gettext(day) if day else "", said) if part)
    return f"{where}: {gettext(hint)}" if where else gettext(hint)
