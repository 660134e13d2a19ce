"""What still matters of the log before the window that is loaded entry by entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, Min, Q, Sum, Window
from django.db.models.functions import RowNumber

from training.engine.basics import Basics
from training.engine.episodes import daily_clearness, find_episodes
from training.engine.facts import SIDES, CheckInFact
from training.history.reading import Reading
from training.history.rows import CARE_COLUMNS, CHECK_IN_COLUMNS, RUN_COLUMNS, Row
from training.models import CareEntry, CheckIn, Run
from training.models.check_in import HAS_SYMPTOM

# How far before the opening of an episode a rule looks at check-ins, and at runs.
DAYS_BEFORE_AN_EPISODE = 120
RUN_DAYS_BEFORE_AN_EPISODE = 28
# A run after a break is compared with the weeks before it, wherever they lie: two runs a day of 30 days.
RUNS_BEFORE_A_BREAK = 60


@dataclass
class Older:
    """Metres by shoe id; by runner id the days of the first run and symptom, and the knees that had one."""

    metres: Counter[UUID] = field(default_factory=Counter)
    first_run_on: dict[UUID, date] = field(default_factory=dict)
    first_symptom_on: dict[UUID, date] = field(default_factory=dict)
    sore_sides: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))


def older_than(reading: Reading, since: date, check_ins_since: date) -> Older:
    older = Older()
    runs = reading.rows(Run).filter(local_date__lt=since)
    for row in runs.values("runner", "shoe").annotate(metres=Sum("distance_m"), first=Min("local_date")):
        older.metres[row["shoe"]] += row["metres"]
        first = older.first_run_on.get(row["runner"], row["first"])
        older.first_run_on[row["runner"]] = min(first, row["first"])
    symptoms = reading.rows(CheckIn).filter(HAS_SYMPTOM, local_date__lt=check_ins_since)
    for runner, side, day in symptoms.values_list("runner", "side").annotate(Min("local_date")):
        older.first_symptom_on[runner] = min(day, older.first_symptom_on.get(runner, day))
        older.sore_sides[runner].add(side)
    return older


def runs_before_a_break(reading: Reading, ids: list[UUID], since: date) -> list[Row]:
    """The last runs before the window of each of `ids`."""
    place = Window(
        RowNumber(), partition_by="runner", order_by=[F("local_date").desc(), F("starts_at").desc()]
    )
    runs = reading.rows(Run).filter(runner__in=ids, local_date__lt=since).annotate(place=place)
    return list(runs.filter(place__lte=RUNS_BEFORE_A_BREAK).values("id", "shoe", *RUN_COLUMNS))


def runs_of_episodes(reading: Reading, reach: Mapping[UUID, date], since: date) -> list[Row]:
    """The runs between the opening of an old episode and the window."""
    runs = reading.rows(Run).filter(_from_opening("local_date", reach), local_date__lt=since)
    return list(runs.values("id", "shoe", *RUN_COLUMNS))


def care_of_episodes(reading: Reading, reach: Mapping[UUID, date], since: date) -> list[Row]:
    """The care between the opening of an old episode and the window."""
    acts = reading.rows(CareEntry).filter(_from_opening("on", reach), on__lt=since)
    return list(acts.values(*CARE_COLUMNS))


def _from_opening(field: str, reach: Mapping[UUID, date]) -> Q:
    return Q(*(Q(("runner", pk), (f"{field}__gte", day)) for pk, day in reach.items()), _connector=Q.OR)


def older_check_ins(reading: Reading, ids: list[UUID], since: date) -> list[Row]:
    entries = reading.rows(CheckIn).filter(runner__in=ids, local_date__lt=since)
    return list(entries.values(*CHECK_IN_COLUMNS))


def is_settled(check_ins: Iterable[CheckInFact], sore_sides: set[str], since: date, basics: Basics) -> bool:
    """Whether the clear days of each knee that was sore before come early enough to make that irrelevant."""
    clear = _by_knee(check_ins)
    needed = min([since, *_lasting(clear, since, basics)]) - timedelta(days=DAYS_BEFORE_AN_EPISODE)
    sore = (knee for side, knee in zip(SIDES, clear, strict=True) if side in sore_sides)
    closings = [_first_closing(knee, basics) for knee in sore]
    return all(day is not None and day <= needed for day in closings)


def reach_of_episodes(check_ins: Iterable[CheckInFact], since: date, basics: Basics) -> date | None:
    """How far back runs and care of an episode matter that lasts into the window; None without one."""
    opening = min(_lasting(_by_knee(check_ins), since, basics), default=since)
    return opening - timedelta(days=RUN_DAYS_BEFORE_AN_EPISODE) if opening < since else None


def _lasting(clear: list[dict[date, bool]], since: date, basics: Basics) -> list[date]:
    """The opening days of the episodes that were open in the window."""
    found = [episode for knee in clear for episode in find_episodes("", knee, basics.close_after_days)]
    return [e.opened_on for e in found if e.closed_on is None or e.closed_on >= since]


def _by_knee(check_ins: Iterable[CheckInFact]) -> list[dict[date, bool]]:
    entries = list(check_ins)
    return [daily_clearness(entry for entry in entries if entry.side == side) for side in SIDES]


def _first_closing(clear_by_day: dict[date, bool], basics: Basics) -> date | None:
    in_a_row = 0
    for day in sorted(clear_by_day):
        in_a_row = in_a_row + 1 if clear_by_day[day] else 0
        if in_a_row >= basics.close_after_days:
            return day
    return None
