"""The kinds of entries there are, each with its form, its way into the log and its way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from pydantic import BaseModel

from training.api import shapes
from training.exporting.log_entries import told_care, told_check_in, told_run, told_shoe
from training.forms.care import CareForm
from training.forms.moment import EntryForm
from training.forms.sent import SentCheckInForm, SentRunForm, SentShoeForm
from training.logbook.acts import add_shoe
from training.logbook.writing import add_care, add_check_in, add_run
from training.models import CareEntry, CheckIn, Run, Shoe, User
from training.models.entry import LogEntry


@dataclass(frozen=True)
class Resource:
    """rows: what a user calls theirs. order: see listing.piece. day: the column of its day, if it has one.

    refers: the foreign key that it tells by its key, if it has one.
    """

    one: str
    many: str
    a_noun: str
    nouns: str
    model: type[LogEntry]
    rows: str
    order: tuple[str, ...]
    form: type[EntryForm]
    add: Callable[[Any], None]
    tell: Callable[[Any], dict[str, Any]]
    sent: type[BaseModel]
    changes: type[BaseModel]
    entry: type[BaseModel]
    day: str = ""
    refers: str = ""

    @property
    def path(self) -> str:
        return self.many.replace("_", "-")

    def rows_of(self, runner: User) -> QuerySet[Any]:
        rows = getattr(runner, self.rows).all()
        return rows.select_related(self.refers) if self.refers else rows

    def told(self, entry: Any) -> dict[str, Any]:
        return {"id": str(entry.pk), "version": entry.version, **self.tell(entry)}


def _key(shoe: Shoe | None) -> str | None:
    return shoe.key if shoe else None


RUNS = Resource(
    one="run",
    many="runs",
    a_noun="a run",
    nouns="runs",
    model=Run,
    rows="runs",
    order=("local_date", "starts_at", "id"),
    form=SentRunForm,
    add=add_run,
    tell=lambda run: told_run(run, _key(run.shoe)),
    sent=shapes.NewRun,
    changes=shapes.RunChanges,
    entry=shapes.RunEntry,
    day="local_date",
    refers="shoe",
)
SHOES = Resource(
    one="shoe",
    many="shoes",
    a_noun="a pair of shoes",
    nouns="shoes",
    model=Shoe,
    rows="shoes",
    order=("created_at", "id"),
    form=SentShoeForm,
    add=add_shoe,
    tell=lambda shoe: told_shoe(shoe, _key(shoe.successor)),
    sent=shapes.NewShoe,
    changes=shapes.ShoeChanges,
    entry=shapes.ShoeEntry,
    refers="successor",
)
CHECK_INS = Resource(
    one="check_in",
    many="check_ins",
    a_noun="a check-in",
    nouns="check-ins",
    model=CheckIn,
    rows="check_ins",
    order=("local_date", "at", "id"),
    form=SentCheckInForm,
    add=add_check_in,
    tell=told_check_in,
    sent=shapes.NewCheckIn,
    changes=shapes.CheckInChanges,
    entry=shapes.CheckInEntry,
    day="local_date",
)
CARE = Resource(
    one="care_entry",
    many="care",
    a_noun="an act of care",
    nouns="acts of care",
    model=CareEntry,
    rows="care_entries",
    order=("on", "id"),
    form=CareForm,
    add=add_care,
    tell=told_care,
    sent=shapes.NewCare,
    changes=shapes.CareChanges,
    entry=shapes.CareItem,
    day="on",
)
RESOURCES = (RUNS, SHOES, CHECK_INS, CARE)
