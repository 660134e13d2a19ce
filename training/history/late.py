"""Which entries of a log came after a day was over, or were changed since they were logged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Max, Min, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from training.history import rows
from training.history.reading import DAY_OF, Reading
from training.insights.readings import Entry
from training.models import CareEntry, CheckIn, GapAnswer, PreviousInjury, Run, Shoe, User
from training.models.choices import Category

KINDS: dict[str, tuple[type[Model], str, tuple[str, ...], Any]] = {
    "run": (Run, Category.TRAINING, rows.RUN_COLUMNS, rows.run_fact),
    "shoe": (Shoe, Category.TRAINING, rows.SHOE_COLUMNS, lambda row: rows.shoe_fact(row, {})),
    "check_in": (CheckIn, Category.KNEE, rows.CHECK_IN_COLUMNS, rows.check_in_fact),
    "care": (CareEntry, Category.KNEE, rows.CARE_COLUMNS, rows.care_fact),
    "gap": (GapAnswer, Category.KNEE, rows.GAP_COLUMNS, rows.gap_fact),
    "injury": (PreviousInjury, Category.PROFILE, rows.INJURY_COLUMNS, rows.injury),
}


@dataclass(frozen=True, slots=True)
class Came:
    """How many entries of a kind came late, between which moments; how many were changed at some time."""

    late: int
    first: datetime | None
    last: datetime | None
    changed: int


@dataclass(frozen=True, slots=True)
class LateEntry:
    """One entry that came late, and when it was added."""

    entry: Entry
    added: datetime


def what_came(
    runner: User, until: date, known_at: datetime, categories: Collection[str], changed_since: date
) -> dict[str, Came]:
    """By kind, of the entries up to a day: late is what was added from `known_at` on; one query.

    changed_since: the first day whose changed entries count. Kinds of other categories are left out.
    """
    counted = [
        _counted(kind, Reading([runner.pk], until), known_at, changed_since)
        for kind, (_model, category, *_more) in KINDS.items()
        if category in categories
    ]
    found = counted[0].union(*counted[1:], all=True) if counted else ()
    return {row["kind"]: Came(row["late"], row["since"], row["until"], row["changed"]) for row in found}


def _counted(kind: str, reading: Reading, known_at: datetime, changed_since: date) -> QuerySet[Any]:
    model, late = KINDS[kind][0], Q(created_at__gte=known_at)
    changed = Q(version__gt=1, created_at__lt=known_at)
    if model in DAY_OF:
        changed &= Q(**{f"{DAY_OF[model]}__gte": changed_since})
    return (
        reading.rows(model)
        .values("runner")
        .annotate(
            kind=Cast(Value(kind), CharField()),
            late=Count("pk", filter=late),
            since=Min("created_at", filter=late),
            until=Max("created_at", filter=late),
            changed=Count("pk", filter=changed),
        )
        .values("kind", "late", "since", "until", "changed")
    )


def late_entries(runner: User, until: date, known_at: datetime, kinds: Collection[str]) -> list[LateEntry]:
    """The entries of these kinds that came late, as facts; one query a kind."""
    found = []
    for kind in kinds:
        model, _category, columns, fact = KINDS[kind]
        late = Reading([runner.pk], until).rows(model).filter(created_at__gte=known_at)
        for row in late.order_by("created_at", "pk").values("created_at", *columns):
            found.append(LateEntry(fact(row), row["created_at"]))
    return found


def first_day_of(runner_id: UUID, categories: Collection[str]) -> date | None:
    """The day of the first entry of these categories; None where there is none; one query."""
    days = [
        Reading([runner_id]).rows(model).values("runner").annotate(day=Min(DAY_OF[model])).values("day")
        for model, category, *_more in KINDS.values()
        if model in DAY_OF and category in categories
    ]
    found = days[0].union(*days[1:], all=True) if days else ()
    return min((row["day"] for row in found), default=None)
