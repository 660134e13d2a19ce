"""Whose rows are read, up to which day, and known at which moment."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from training.models import CareEntry, CheckIn, GapAnswer, Run

DAY_OF: dict[type[Model], str] = {
    Run: "local_date",
    CheckIn: "local_date",
    CareEntry: "on",
    GapAnswer: "first",
}

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Reading:
    """The rows of these runners. until: the last day that counts. known_at: nothing added since then counts.

    A row that was changed is read as it is now, whenever that was: what it said before is kept nowhere.
    """

    ids: Collection[UUID]
    until: date | None = None
    known_at: datetime | None = None

    def rows(self, model: type[Row]) -> QuerySet[Row]:
        """In no order; `until` is for what has a day, not for shoes and injuries."""
        rows = model._default_manager.filter(runner__in=self.ids)
        if self.until is not None and model in DAY_OF:
            rows = rows.filter(**{f"{DAY_OF[model]}__lte": self.until})
        if self.known_at is not None:
            rows = rows.filter(created_at__lt=self.known_at)
        return rows.order_by()
