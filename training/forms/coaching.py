"""What a coach does with their list: marks and teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from training.forms.layouts import team_helper
from training.models import CoachMark, Team

Kind = CoachMark.Kind
WORDS = {"acknowledge": Kind.ACKNOWLEDGED, "snooze": Kind.SNOOZED}
LONGEST_SNOOZE_DAYS = 30
DEFAULT_SNOOZE_DAYS = 7


class MarkForm(forms.Form):
    """about: the key of a card, or `silence`."""

    about = forms.SlugField(max_length=40)
    say = forms.ChoiceField(choices=[(word, word) for word in WORDS])
    days = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_SNOOZE_DAYS)

    @property
    def mark(self) -> dict[str, Any]:
        """What to mark, how, and for how many days."""
        return {
            "about": self.cleaned_data["about"],
            "kind": WORDS[self.cleaned_data["say"]],
            "days": self.cleaned_data["days"] or DEFAULT_SNOOZE_DAYS,
        }


class TeamForm(forms.Form):
    """athletes: names by the ids of those who share a log with the coach."""

    name = forms.CharField(label=_("Name"), max_length=60)
    runners = forms.MultipleChoiceField(
        label=_("Athletes"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, team: Team, athletes: Mapping[UUID, str], **kwargs: Any) -> None:
        members = [str(pk) for pk in kwargs.pop("members", ())]
        super().__init__(*args, initial={"name": team.name, "runners": members}, **kwargs)
        self.team = team
        self.fields["runners"].choices = [(str(pk), name) for pk, name in athletes.items()]
        if not athletes:
            del self.fields["runners"]
        self.helper = team_helper(*self.fields, save=_("Add this team") if team._state.adding else _("Save"))

    @property
    def members(self) -> list[UUID]:
        return [UUID(pk) for pk in self.cleaned_data.get("runners", [])]
