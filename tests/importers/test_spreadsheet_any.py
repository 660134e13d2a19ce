"""Any log, written in any habit, reads back as the same runs."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.sheets import LAST_DAY, parse
from tests.importers.workbooks import workbook
from training.importers.run import Reading, ReadLimits, UnreadableFile
from training.importers.spreadsheet import read
from training.importers.spreadsheet_mapping import CHOICES, Mapping
from training.units import to_metres

FIRST = date(2019, 1, 1)
# A day that can be read one way only, so that nothing is left to ask.
SETTLING = date(2019, 1, 31)


@dataclass(frozen=True)
class Run:
    """A day, hundredths of the unit, and seconds for each unit."""

    day: date
    hundredths: int
    pace_s: int

    @property
    def seconds(self) -> int:
        return self.hundredths * self.pace_s // 100


@dataclass(frozen=True)
class Habit:
    days: str
    unit: str
    is_comma: bool
    times: str
    delimiter: str
    encoding: str
    is_newest_first: bool
    columns: tuple[str, ...]


RUNS = st.lists(
    st.builds(
        Run,
        day=st.integers(0, 2_000).map(lambda days: FIRST + timedelta(days=days)),
        hundredths=st.integers(300, 4_200),
        pace_s=st.integers(320, 540),
    ),
    min_size=6,
    max_size=20,
    unique_by=lambda run: run.day,
)
DAYS = [
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%Y-%m-%d", "%d %b %Y", "%b %d, %Y", "%d-%m-%y", "%a %d/%m/%y",
]  # fmt: skip
MAPPINGS = st.builds(
    Mapping,
    roles=st.permutations(["date", "distance", "second_distance", "duration", "time", "type", "notes"]).map(
        tuple
    ),
    header_row=st.integers(0, 3),
    day_order=st.sampled_from(CHOICES["day_order"]),
    distance_unit=st.sampled_from(CHOICES["distance_unit"]),
    duration_form=st.sampled_from(CHOICES["duration_form"]),
    decimal_comma=st.booleans(),
    year=st.none() | st.integers(1900, 2100),
)
CELLS = ["Date", "Km", "Time", "1/2/21", "13/5", "5", "5,021", "50:00", "7.30", "rest", "Total", ""]
HABITS = st.builds(
    Habit,
    days=st.sampled_from(DAYS),
    unit=st.sampled_from(["km", "mi"]),
    is_comma=st.booleans(),
    times=st.sampled_from(["clock", "minutes", "split", "day"]),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    is_newest_first=st.booleans(),
    columns=st.permutations(["date", "distance", "time", "shoe", "hr"]).map(tuple),
)  # fmt: skip


def cells_of(run: Run, habit: Habit) -> dict[str, list[str]]:
    seconds = run.seconds
    clock = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    times = {
        "clock": [clock],
        "minutes": [f"{seconds / 60:.4f}"],
        "day": [f"{seconds / 86_400:.7f}"],
        "split": [str(seconds // 3600), str(seconds // 60 % 60), str(seconds % 60)],
    }
    amount = f"{run.hundredths / 100:.2f}"
    mark = "," if habit.is_comma else "."
    return {
        "date": [run.day.strftime(habit.days)],
        "distance": [amount.replace(".", mark)],
        "time": [text.replace(".", mark) for text in times[habit.times]],
        "shoe": ["Ghost"],
        "hr": ["140"],
    }


def rows_of(runs: list[Run], habit: Habit) -> list[list[str]]:
    names = {
        "date": ["Date"],
        "distance": [f"Distance ({habit.unit})"],
        "time": ["H", "Min", "Sec"] if habit.times == "split" else ["Duration"],
        "shoe": ["Shoe"],
        "hr": ["Avg HR"],
    }
    ordered = sorted(runs, key=lambda run: run.day, reverse=habit.is_newest_first)
    tables = [names, *(cells_of(run, habit) for run in ordered)]
    return [[cell for column in habit.columns for cell in table[column]] for table in tables]


def told(reading: Reading) -> list[tuple[Any, ...]]:
    return sorted((run.start.at.date(), run.distance_m, run.duration_s, run.shoe) for run in reading.runs)


@settings(max_examples=100)
@given(runs=RUNS, habit=HABITS)
def test_the_same_runs_whatever_the_habit(runs, habit):
    runs = [*(run for run in runs if run.day != SETTLING), Run(SETTLING, 1_000, 360)]
    text = io.StringIO()
    csv.writer(text, delimiter=habit.delimiter).writerows(rows_of(runs, habit))
    reading = parse(text.getvalue(), encoding=habit.encoding)
    expected = sorted(
        (run.day, to_metres(run.hundredths / 100, habit.unit), run.seconds, "Ghost") for run in runs
    )
    assert (told(reading), reading.failed, reading.skipped) == (expected, [], [])
    assert reading.guess is not None
    assert reading.guess.questions == ()


@settings(max_examples=30)
@given(runs=RUNS, unit=st.sampled_from(["km", "mi"]))
def test_the_same_runs_from_a_workbook(runs, unit):
    rows = [["Date", f"Distance ({unit})", "Time"]]
    rows += [[run.day, run.hundredths / 100, timedelta(seconds=run.seconds)] for run in runs]
    expected = sorted((run.day, to_metres(run.hundredths / 100, unit), run.seconds, "") for run in runs)
    assert told(parse(workbook({"Log": rows}))) == expected


@settings(max_examples=150)
@given(
    rows=st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=8), max_size=5), max_size=8),
    told=st.none() | MAPPINGS,
)
def test_any_table_gives_a_reading_or_a_reason(rows, told):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    with suppress(UnreadableFile):
        reading = read(text.getvalue().encode("utf-8", "replace"), ReadLimits(last_day=LAST_DAY), told)
        assert len(reading.runs) + len(reading.failed) + len(reading.skipped) <= len(rows) * 10
