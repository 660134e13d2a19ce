"""Rows to frozen facts: one query per table for any number of runners, bounded however long the log is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import DateField, Value

from training.engine.basics import Basics
from training.engine.facts import CareFact, CheckInFact, GapFact, Injury, RunFact, ShoeFact
from training.engine.log import Log
from training.history import older as before
from training.history import rows
from training.history.older import Older
from training.history.reading import Reading
from training.models import CareEntry, CheckIn, GapAnswer, PreviousInjury, Run, Shoe, User

# No rule looks further back than 120 days; what older entries still matter for is in `older`.
LOOK_BACK_DAYS = 130
# Few rows, and what preceded an episode that is still open matters too.
CHECK_IN_DAYS = 400
# Runners without a run between the window's first weeks and the last week may be back from a break.
RECENT_DAYS = 7
BASE_DAYS = 30

Fact = TypeVar("Fact")
Facts = dict[UUID, list[Fact]]


def load_log(runner: User, basics: Basics, since: date = date.min) -> Log:
    """One runner's log: all of it, or from a day on with what still matters of older entries."""
    return _load(Reading([runner.pk]), [runner], basics, since, since)[runner.pk]


def load_recent_logs(
    runners: Sequence[User],
    today: date,
    basics: Basics,
    *,
    until: date | None = None,
    known_at: datetime | None = None,
) -> dict[UUID, Log]:
    """The logs of these runners as far back as any rule looks from `today` or later, by runner id.

    until, known_at: what of them is read, as of a Reading.
    """
    reading = Reading([runner.pk for runner in runners], until, known_at)
    since, check_ins_since = (today - timedelta(days=days) for days in (LOOK_BACK_DAYS, CHECK_IN_DAYS))
    return _load(reading, runners, basics, since, check_ins_since)


def _load(
    reading: Reading, runners: Sequence[User], basics: Basics, since: date, check_ins_since: date
) -> dict[UUID, Log]:
    older = before.older_than(reading, since, check_ins_since) if since > date.min else Older()
    check_ins = _check_ins(reading, since, check_ins_since, older, basics)
    reach = _reach(check_ins, since, basics) if since > date.min else {}
    runs = _runs(reading, since, older, reach)
    acts = _care(reading, since, reach)
    shoes = _grouped(_shoes(reading), lambda row: rows.shoe_fact(row, older.metres))
    injuries, answers = _told(reading)
    return {
        runner.pk: Log(
            runs=_in_known_shoes(runs[runner.pk], shoes[runner.pk]) if reading.known_at else runs[runner.pk],
            check_ins=check_ins[runner.pk],
            care=acts[runner.pk],
            answers=answers[runner.pk],
            shoes=shoes[runner.pk],
            profile=rows.profile_fact(runner, injuries[runner.pk]),
            basics=basics,
            first_symptom_on=older.first_symptom_on.get(runner.pk),
            first_run_on=older.first_run_on.get(runner.pk),
        )
        for runner in runners
    }


def _in_known_shoes(runs: list[RunFact], shoes: list[ShoeFact]) -> list[RunFact]:
    """A run in a pair that nobody had added yet was a run in no pair that anybody knew."""
    known = {shoe.key for shoe in shoes}
    return [run if run.shoe in known else replace(run, shoe="") for run in runs]


def _grouped(found: Iterable[rows.Row], fact: Callable[[rows.Row], Fact]) -> Facts[Fact]:
    grouped: Facts[Fact] = defaultdict(list)
    for row in found:
        grouped[row["runner"]].append(fact(row))
    return grouped


def _told(reading: Reading) -> tuple[Facts[Injury], Facts[GapFact]]:
    """Earlier injuries, and what was said of days without entries: few rows of either, so one query."""
    told: tuple[Facts[Injury], Facts[GapFact]] = defaultdict(list), defaultdict(list)
    past = reading.rows(PreviousInjury).values_list(*rows.INJURY_COLUMNS)
    gaps = reading.rows(GapAnswer).values_list(*rows.GAP_COLUMNS)
    nothing = Value(None, output_field=DateField())
    for runner, word, first, last in past.annotate(nothing=nothing).union(gaps, all=True):
        if last is None:
            told[0][runner].append(Injury(word, first))
        else:
            told[1][runner].append(GapFact(first, last, word))
    return told


def _shoes(reading: Reading) -> Iterable[dict[str, Any]]:
    return reading.rows(Shoe).order_by("name", "key").values(*rows.SHOE_COLUMNS)


def _runs(reading: Reading, since: date, older: Older, reach: dict[UUID, date]) -> Facts[RunFact]:
    recent = reading.rows(Run).filter(local_date__gte=since)
    runs = _grouped(recent.values(*rows.RUN_COLUMNS), rows.run_fact)
    quiet = [pk for pk in reading.ids if pk in older.first_run_on and not _has_base(runs[pk], since)]
    more = [
        *(before.runs_before_a_break(reading, quiet, since) if quiet else ()),
        *(before.runs_of_episodes(reading, reach, since) if reach else ()),
    ]
    for row in {row["id"]: row for row in more}.values():
        runs[row["runner"]].append(rows.run_fact(row))
        older.metres[row["shoe"]] -= row["distance_m"]
    return runs


def _care(reading: Reading, since: date, reach: dict[UUID, date]) -> Facts[CareFact]:
    recent = reading.rows(CareEntry).filter(on__gte=since).values(*rows.CARE_COLUMNS)
    more = before.care_of_episodes(reading, reach, since) if reach else ()
    return _grouped([*recent, *more], rows.care_fact)


def _has_base(runs: list[RunFact], since: date) -> bool:
    """Whether the last run before this week still has its own weeks before it inside the window."""
    first = since + timedelta(days=BASE_DAYS)
    last = since + timedelta(days=LOOK_BACK_DAYS - RECENT_DAYS)
    return any(first <= run.day <= last for run in runs)


def _check_ins(
    reading: Reading, since: date, check_ins_since: date, older: Older, basics: Basics
) -> Facts[CheckInFact]:
    recent = reading.rows(CheckIn).filter(local_date__gte=check_ins_since)
    found = _grouped(recent.values(*rows.CHECK_IN_COLUMNS), rows.check_in_fact)
    open_ended = [
        pk for pk, sides in older.sore_sides.items() if not before.is_settled(found[pk], sides, since, basics)
    ]
    for row in before.older_check_ins(reading, open_ended, check_ins_since) if open_ended else ():
        found[row["runner"]].append(rows.check_in_fact(row))
    return found


def _reach(check_ins: Facts[CheckInFact], since: date, basics: Basics) -> dict[UUID, date]:
    """How far back the episode of a runner reaches beyond the window, by runner id."""
    found = {pk: before.reach_of_episodes(entries, since, basics) for pk, entries in check_ins.items()}
    return {pk: day for pk, day in found.items() if day is not None}
