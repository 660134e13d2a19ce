"""What a report holds, and for how long a link shows it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from training.engine.facts import SIDES
from training.forms.fields import WordSet
from training.forms.layouts import report_helper, report_link_helper
from training.models.choices import Side
from training.models.report_link import LONGEST

DAYS = [("1", _("1 day")), ("3", _("3 days")), (str(LONGEST.days), _("7 days"))]


class ReportForm(forms.Form):
    """Chosen by the address: the same address gives the same report."""

    sides = WordSet(label=_("Knees"), choices=Side.choices)
    notes = forms.BooleanField(label=_("My own words beside runs and check-ins"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = report_helper()

    @property
    def chosen(self) -> dict[str, Any]:
        """Both knees and no notes, where nothing sound is asked for."""
        if not self.is_valid():
            return {"sides": SIDES, "notes": False}
        sides = tuple(side for side in SIDES if side in self.cleaned_data["sides"])
        return {"sides": sides, "notes": self.cleaned_data["notes"]}


class LinkForm(ReportForm):
    """Opens a link to the report as it was chosen. entry_id: so that a form sent twice opens one."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    days = forms.ChoiceField(label=_("It ends by itself after"), choices=DAYS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the other form, whose fields have the same names.
        super().__init__(*args, auto_id="link-%s", **kwargs)
        self.fields["sides"].widget = forms.MultipleHiddenInput()
        self.fields["notes"].widget = forms.HiddenInput()
        self.initial = {"days": DAYS[-1][0], "entry_id": uuid4(), **self.initial}
        self.helper = report_link_helper()
