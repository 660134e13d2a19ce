"""What is no run in a runner's own sheet is left out with its reason, and nothing else is lost."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.importers.sheets import left_out, parse, runs
from training.importers.moments import Moment
from training.importers.run import ImportedCare, UnreadableFile
from training.importers.spreadsheet_mapping import Mapping

HEADER = "Date,Km,Time,Type,Notes\n"
GOOD = "2021-05-01,10,50:00,Run,ok\n"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2021-05-02,,,,", "no run that day (rest day)"),
        ("2021-05-02,0,0:00,,", "no run that day (rest day)"),
        ("2021-05-02,-,-,-,sore", "no run that day (rest day)"),
        ("2021-05-02,rest,,,", "no run that day (rest day)"),
        ("2021-05-02,Ruhetag,,,", "no run that day (rest day)"),
        ("2021-05-02,,,Rest,", "not a run (Rest)"),
        ("2021-05-02,30,1:00:00,Bike,", "not a run (Bike)"),
        ("2021-05-02,,45:00,Strength training,", "not a run (Strength training)"),
        ("2021-05-02,5,1:00:00,Randonnée,", "not a run (Randonnée)"),
        ("2021-05-02,20,1:00:00,Langlauf,", "not a run (Langlauf)"),
        ("Total,10,50:00,,", "a sum of other rows (total)"),
        (",10,,Weekly total,", "a sum of other rows (total)"),
        ("2021-05-02,10,50:00,Weekly total,", "a sum of other rows (total)"),
        ("Gesamt Mai,10,,,", "a sum of other rows (total)"),
        ("Ø,10,,,", "a sum of other rows (total)"),
        ("Average,5,,,", "a sum of other rows (total)"),
        (",10,,,", "a sum of other rows (total)"),
        ("Week 18,10,,,", "a sum of other rows (total)"),
        ("May 2021,10,,,", "a sum of other rows (total)"),
        ("May 2021,,,,", "neither a date nor a distance (note)"),
        ("Week 18,12,,,", "neither a date nor a distance (note)"),
        (",,,,Knee hurt all week", "neither a date nor a distance (note)"),
        ("Date,Km,Time,Type,Notes", "the names of the columns again (row)"),
    ],
)
def test_rows_that_are_no_runs(row, why):
    reading = parse(f"{HEADER}{GOOD}{row}\n2021-05-09,8,40:00,Run,\n")
    assert left_out(reading) == [f"3: {why}"]
    assert runs(reading) == ["2: 2021-05-01 10000 3000 [ok]", "4: 2021-05-09 8000 2400"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2021-02-30,5,25:00,,", "“Date” is no date of the calendar"),
        ("soon,5,25:00,,", "“Date” is not readable as a date"),
        (",5,25:00,Run,", "“Date” is empty"),
        ("2021-05-02,far,25:00,,", "“Km” is not readable as a distance"),
        ("2021-05-02,6:58 per mile,25:00,,", "“Km” is not readable as a distance"),
        ("2021-05-02,-5,25:00,,", "“Km” is not readable as a distance"),
        ("2021-05-02,inf,25:00,,", "“Km” is not readable as a distance"),
        ("2021-05-02,NaN,25:00,,", "“Km” is empty"),
        ("2021-05-02,1e308,25:00,,", "“Km” is not readable as a distance"),
        ("2021-05-02,=5+5,25:00,,", "“Km” is not readable as a distance"),
        ("2021-05-02,,25:00,Run,", "“Km” is empty"),
        ("2021-05-02,5,forgot my watch,,", "“Time” is not readable as a time like 52:30 or 1:04:30"),
        ("2021-05-02,5,25:99,,", "“Time” is not readable as a time like 52:30 or 1:04:30"),
        ("2021-05-02,10,5,52:30,Run,ok,7", "it has 7 cells where the header has 5"),
        ('2021-05-02,"5,25:00,,', "its quotation marks do not match"),
    ],
)
def test_a_bad_row_fails_alone_and_names_its_column(row, why):
    reading = parse(f"{HEADER}{GOOD}{row}\n2021-05-09,8,40:00,Run,\n2021-05-10,8,40:00,Run,\n")
    if "quotation" not in why:
        assert [line.split()[0] for line in runs(reading)] == ["2:", "4:", "5:"]
    assert left_out(reading) == [f"3! {why}"]


def test_a_column_without_a_name_is_named_by_its_letter():
    text = "2021-05-01,5,25:00\n2021-05-02,6,30:00\n2021-05-03,7,35:00\n2021-05-04,far,40:00\n"
    assert left_out(parse(text)) == ["4! column B is not readable as a distance"]


def test_runs_of_a_day_without_times_are_ten_minutes_apart():
    reading = parse("Date,Km\n" + "2021-05-01,5\n" * 3)
    assert runs(reading) == [f"{row}: 2021-05-01{time} 5000 None" for row, time in
                             ((2, ""), (3, " 12:10"), (4, " 12:20"))]  # fmt: skip
    many = parse("Date,Km\n" + "2021-05-01,5\n" * 73)
    assert left_out(many) == ["74! “Date” has too many runs without a time"]


@pytest.mark.parametrize(
    ("cell", "start"),
    [
        ("2021-05-01 07:30", "2021-05-01 07:30"),
        ("1 May 2021 7:30 PM", "2021-05-01 19:30"),
        ("2021-05-01 00:00:00", "2021-05-01 12:00"),
        ("13/5/2021 06:05:04", "2021-05-13 06:05"),
    ],
)
def test_a_time_of_day_in_the_date(cell, start):
    assert [f"{run.start.at:%Y-%m-%d %H:%M}" for run in parse(f"Date,Km\n{cell},5\n").runs] == [start]


def test_a_moment_with_its_zone():
    (run,) = parse("Date,Km\n2021-05-01T07:30:00Z,5\n").runs
    assert (run.start.is_instant, run.proposed) == (True, frozenset({"zone"}))


def test_rides_and_swims_can_be_logged_as_care():
    reading = parse(f"{HEADER}{GOOD}2021-05-02,30,1:10:00,Bike,\n2021-05-03,1.5,0:40:00,Swim,\n")
    assert reading.care == [
        ImportedCare(3, Moment(datetime(2021, 5, 2, 12)), "cycle", 70),
        ImportedCare(4, Moment(datetime(2021, 5, 3, 12)), "swim", 40),
    ]


def test_weekly_sums_without_a_label():
    text = (
        "Date,Km,Time\n2021-05-01,10.2,50:00\n2021-05-02,5.1,25:00\n,15,\n2021-05-03,8,40:00\n,8,\n"
        ",23.3,1:55:00\n"
    )
    assert left_out(parse(text)) == [f"{row}: a sum of other rows (total)" for row in (4, 6, 7)]


def test_words_of_the_row_become_facts_and_the_rest_notes():
    text = (
        "Date,Km,Workout,Surface,Terrain,Effort,Shoes,Comments,Weather\n"
        "2021-05-01,10,6x800m with the club,Road,rolling hills,7,Ghost,great,rain\n"
        "2021-05-02,8,Social,Grass,flat,3,,,\n"
    )
    assert runs(parse(text)) == [
        "2: 2021-05-01 10000 None [Ghost] [asphalt] [rolling] [intervals] [7]"
        " [great\nWeather: rain\nWorkout: 6x800m with the club]",
        "3: 2021-05-02 8000 None [grass] [flat] [3] [Workout: Social]",
    ]


def test_limit_of_rows():
    mapping = Mapping(("date", "distance"), header_row=1, distance_unit="km")
    text = "Date,Km\n" + "2021-05-01,5\n" * 3
    assert len(parse(text, rows=3).runs) == 3
    for told in (None, mapping):
        with pytest.raises(UnreadableFile) as problem:
            parse(text, told, rows=2)
        assert str(problem.value) == "It has more than 2 rows. Split it into smaller files."
