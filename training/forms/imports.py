"""What the pages of an import send: files, or their names and sizes before them; choices; columns."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.importers.spreadsheet_mapping import (
    FIRST_YEAR,
    LAST_HEADER_ROW,
    LAST_YEAR,
    MOST_COLUMNS,
    Mapping,
    mapping_of,
)
from training.importing.batches import choose, choose_all, set_options
from training.models import ImportBatch, ImportItem

# More choices than a page of twins offers are not from our page.
MOST_CHOICES = 100
CHOICE_PREFIX = "choice-"
LONGEST_PAGE = 9
LARGEST_FILE = 2**50
OPTIONS: dict[str, dict[str, bool]] = {
    "unnamed-yes": {"unnamed_are_runs": True},
    "unnamed-no": {"unnamed_are_runs": False},
    "care-yes": {"with_care": True},
    "care-no": {"with_care": False},
    "unit-mi": {"miles": True},
    "unit-km": {"miles": False},
}
ALL_TWINS = {"keep-all": ImportItem.Choice.KEEP, "take-all": ImportItem.Choice.TAKE}


def announced_files(body: bytes) -> list[tuple[str, int]]:
    """Names and bytes of the files that a script is about to send; ValueError for anything else."""
    try:
        told = json.loads(body)
        files = [(name, size) for name, size in told["files"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ValueError("a list of names and sizes is expected") from None
    for name, size in files:
        if not isinstance(name, str) or type(size) is not int or not 0 <= size <= LARGEST_FILE:
            raise ValueError("a name and a size in bytes are expected")
    return [(name.encode(errors="replace").decode(), size) for name, size in files]


class Answers:
    """What was posted from a preview: choices of single runs, and then one act, or none."""

    def __init__(self, posted: QueryDict) -> None:
        self.act = posted.get("do", "")
        self.page = posted.get("page", "")[:LONGEST_PAGE]
        given = [(key, value) for key, value in posted.items() if key.startswith(CHOICE_PREFIX)]
        ids = [(_uuid(key.removeprefix(CHOICE_PREFIX)), value) for key, value in given[:MOST_CHOICES]]
        self.choices = [(item, value) for item, value in ids if item]

    @property
    def accepts(self) -> bool:
        return self.act == "add"

    def apply(self, batch: ImportBatch) -> None:
        """Write them down; BatchStateError where the batch does not wait for them any more."""
        for item, choice in self.choices:
            choose(batch, item, choice)
        if self.act in OPTIONS:
            set_options(batch, **OPTIONS[self.act])
        if self.act in ALL_TWINS:
            choose_all(batch, ImportItem.Verdict.CONFLICT, ALL_TWINS[self.act])

    def address(self, batch: ImportBatch) -> str:
        """Where the runner goes on: the page of the list they were on, else the import."""
        if self.page.isdecimal() and not self.accepts:
            return f"{reverse('import-list', args=[batch.pk, 'differing'])}?page={self.page}"
        return reverse("import", args=[batch.pk])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class ColumnsForm(forms.Form):
    """The columns of a spreadsheet as the runner says they are. `mapping` and `given` after validation."""

    header_row = forms.IntegerField(
        label=_("Row with the names"), min_value=0, max_value=LAST_HEADER_ROW, required=False
    )
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    decimal_comma = forms.BooleanField(required=False)
    mapping: Mapping

    @property
    def given(self) -> dict[str, Any]:
        """What was said, as plain values of a mapping."""
        posted: Any = self.data
        words = {
            name: posted[name] for name in ("day_order", "distance_unit", "duration_form") if name in posted
        }
        return {
            "roles": posted.getlist("role")[:MOST_COLUMNS],
            "header_row": self.cleaned_data.get("header_row") or 0,
            "year": self.cleaned_data.get("year"),
            "decimal_comma": self.cleaned_data.get("decimal_comma", False),
            **words,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        roles = self.given["roles"]
        for role, message in (
            ("date", _("Say which column is the date.")),
            ("distance", _("Say which column is the distance.")),
        ):
            if role not in roles:
                raise ValidationError(message)
        try:
            self.mapping = mapping_of(self.given)
        except ValueError:
            raise ValidationError(_("Two columns say the same. Leave one of them out.")) from None
        return cleaned
