"""The forms as a device without a network shows them, and what it sends when the network is back."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from training.forms.check_in import CheckInForm
from training.forms.fields import UnitsField
from training.forms.layouts import offline_check_in_helper, offline_run_helper
from training.forms.run import RunForm
from training.models import CheckIn, Profile, Run, User
from training.models.choices import Moment, Units
from training.pages.log_run import usual_shoe

USUAL = "usual"
NUMBER = r"[0-9]+([.,][0-9]+)?"
# What a form of nobody leaves open: the device knows.
OPEN = {"entry_id": None, "version": None, "day": None, "time": None}


class OfflineRunForm(RunForm):
    """A run of nobody yet: the names of shoes stay on the server, which knows the usual one."""

    units = UnitsField(
        label=_("Distance in"), widget=forms.RadioSelect(choices=Units.choices), required=False
    )
    shoe = forms.ChoiceField(
        label=_("Shoe"),
        choices=[(USUAL, _("the one I last wore on this surface")), ("", _("not said"))],
        initial=USUAL,
        widget=forms.RadioSelect,
    )

    def __init__(self) -> None:
        super().__init__(profile=Profile())
        self.initial.update({**OPEN, "shoe": USUAL})
        self.fields["distance_m"].label = _("Distance")
        self.fields["distance_m"].widget.attrs["pattern"] = NUMBER
        self.helper = offline_run_helper()


class OfflineCheckInForm(CheckInForm):
    """A check-in of nobody yet."""

    def __init__(self) -> None:
        super().__init__(profile=Profile(), initial={"moment": Moment.REST})
        self.initial.update(OPEN)
        self.helper = offline_check_in_helper()


def form_of(runner: User, data: QueryDict) -> RunForm | CheckInForm | None:
    """The form that a device kept, in the units and the zone it was made in; None for a kind there is not."""
    profile = copy(runner.profile)
    profile.take_place(data.get("zone", ""), data.get("units", ""))
    if data.get("kind") == "knee":
        return CheckInForm(data, instance=CheckIn(runner=runner), profile=profile)
    if data.get("kind") == "run":
        return RunForm(_with_shoe(runner, data), instance=Run(runner=runner), profile=profile)
    return None


def _with_shoe(runner: User, data: QueryDict) -> QueryDict:
    if data.get("shoe") != USUAL:
        return data
    shoe = usual_shoe(runner, data.get("surface", ""))
    told = data.copy()
    told["shoe"] = str(shoe.pk) if shoe else ""
    return told


def complaints(form: Any) -> list[str]:
    """Why a form was refused, one line each."""
    labels = {name: field.label for name, field in form.fields.items()}
    return [
        f"{labels[name]}: {error}" if labels.get(name) else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]
