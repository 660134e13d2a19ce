"""What still matters of the log before the window that is loaded entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Min, Sum, Window
from django.db.models.functions import RowNumber

from training.engine.basics import Basics
from training.engine.episodes import daily_clearness
from training.engine.facts import SIDES, CheckInFact
from training.history.rows import CHECK_IN_COLUMNS, RUN_COLUMNS, Row
from training.models import CheckIn, Run
from training.models.check_in import HAS_SYMPTOM

# An episode settled this long after the window began looks the same without what lies before.
SETTLED_WITHIN_DAYS = 30
# A run after a break is compared with the weeks before it, wherever they lie: two runs a day of 30 days.
RUNS_BEFORE_A_BREAK = 60


@dataclass
class Older:
    """Metres by shoe id, the day of the first run and of the first symptom by runner id."""

    metres: Counter[UUID] = field(default_factory=Counter)
    first_run_on: dict[UUID, date] = field(default_factory=dict)
    first_symptom_on: dict[UUID, date] = field(default_factory=dict)


def older_than(ids: list[UUID], since: date) -> Older:
    older = Older()
    runs = Run.objects.filter(runner__in=ids, local_date__lt=since).order_by()
    for row in runs.values("runner", "shoe").annotate(metres=Sum("distance_m"), first=Min("local_date")):
        older.metres[row["shoe"]] += row["metres"]
        first = older.first_run_on.get(row["runner"], row["first"])
        older.first_run_on[row["runner"]] = min(first, row["first"])
    symptoms = CheckIn.objects.filter(HAS_SYMPTOM, runner__in=ids, local_date__lt=since).order_by()
    older.first_symptom_on = dict(symptoms.values_list("runner").annotate(Min("local_date")))
    return older


def runs_before_a_break(ids: list[UUID], since: date) -> list[Row]:
    """The last runs before the window of each runner."""
    place = Window(
        RowNumber(), partition_by="runner", order_by=[F("local_date").desc(), F("starts_at").desc()]
    )
    runs = Run.objects.filter(runner__in=ids, local_date__lt=since).annotate(place=place)
    return list(runs.filter(place__lte=RUNS_BEFORE_A_BREAK).order_by().values(*RUN_COLUMNS, "shoe"))


def older_check_ins(ids: list[UUID], since: date) -> list[Row]:
    return list(
        CheckIn.objects.filter(runner__in=ids, local_date__lt=since).order_by().values(*CHECK_IN_COLUMNS)
    )


def is_settled(check_ins: Iterable[CheckInFact], since: date, basics: Basics) -> bool:
    """Whether each knee's clear days early in the window make what came before irrelevant."""
    entries, by_then = list(check_ins), since + timedelta(days=SETTLED_WITHIN_DAYS)
    return all(
        _closes_by(daily_clearness(e for e in entries if e.side == side), by_then, basics) for side in SIDES
    )


def _closes_by(clear_by_day: dict[date, bool], by_then: date, basics: Basics) -> bool:
    in_a_row = 0
    for day in sorted(clear_by_day):
        in_a_row = in_a_row + 1 if clear_by_day[day] else 0
        if in_a_row >= basics.close_after_days:
            return day <= by_then
    return False
