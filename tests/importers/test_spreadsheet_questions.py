"""What a sheet leaves open is asked, never decided silently; what it tells is not asked."""

from __future__ import annotations

from datetime import date

import pytest

from tests.importers.sheets import LAST_DAY, columns, parse, questions, runs
from training.importers.run import UnknownKind
from training.importers.spreadsheet_mapping import Answers, Mapping, SampleRow, mapping_of, to_plain


def sheet(*days: str, header: str = "Date,Km") -> str:
    return "\n".join([header, *(f"{day},5" for day in days)])


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (("12/5/2021", "13/5/2021"), "2021-05-12"),
        (("5/12/2021", "5/13/2021"), "2021-05-12"),
        (("12-5-21", "13-5-21"), "2021-05-12"),
        (("5/1/2021", "5/3/2021", "5/6/2021", "5/8/2021", "6/2/2021"), "2021-05-01"),
        (("2/6/2021", "8/5/2021", "6/5/2021", "3/5/2021", "1/5/2021"), "2021-06-02"),
        (("Mon 5/3/2021", "Wed 5/5/2021", "Sat 5/8/2021"), "2021-05-03"),
        (("3/5/2021 (Mon)", "5/5/2021 (Wed)", "8/5/2021 (Sat)"), "2021-05-03"),
        (("1/7/2026", "1/9/2026"), "2026-01-07"),
        (("7/1/2026", "9/1/2026"), "2026-01-07"),
        (("12.5.2021", "10.5.2021"), "2021-05-12"),
        (("2021-05-12", "2021-06-12"), "2021-05-12"),
        (("5/5/2021", "6/6/2021"), "2021-05-05"),
        (("12 May 21", "3 June 21"), "2021-05-12"),
    ],
)
def test_the_column_as_a_whole_tells_the_order(days, first):
    reading = parse(sheet(*days))
    assert questions(reading) == []
    assert runs(reading)[0] == f"2: {first} 5000 None"


def test_weekdays_of_another_column_tell_the_order():
    reading = parse("Date,Day,Km\n5/3/2021,Mon,5\n5/5/2021,Wed,5\n5/8/2021,Sat,5\n")
    assert questions(reading) == []
    assert runs(reading)[0] == "2: 2021-05-03 5000 None"


@pytest.mark.parametrize(
    ("days", "asked", "first"),
    [
        (("12/5/2021",), "12/5/2021: day_first 2021-05-12, month_first 2021-12-05", "2021-05-12"),
        (("5/4/2021", "5/6/2021"), "5/4/2021: month_first 2021-05-04, day_first 2021-04-05", "2021-05-04"),
        (
            ("1/4/2021", "2/4/2021", "4/4/2021"),
            "1/4/2021: day_first 2021-04-01, month_first 2021-01-04",
            "2021-04-01",
        ),
        (
            ("13/5/2021", "5/14/2021", "4/5/2021"),
            "4/5/2021: day_first 2021-05-04, month_first 2021-04-05",
            "2021-05-13",
        ),
    ],
)  # fmt: skip
def test_what_nothing_tells_is_asked_and_read_the_likelier_way(days, asked, first):
    reading = parse(sheet(*days, header="Datum,Km" if days == ("12/5/2021",) else "Date,Km"))
    assert questions(reading) == [f"day_order of {asked}"]
    assert runs(reading)[0] == f"2: {first} 5000 None"


def test_an_answer_given_in_advance_settles_what_is_open_alone():
    text = sheet("5/4/2021", "5/6/2021", header="Date,Distance")
    told = Answers(day_order="day_first", distance_unit="mi")
    reading = parse(text, told)
    assert (questions(reading), runs(reading)) == ([], ["2: 2021-04-05 8047 None", "3: 2021-06-05 8047 None"])
    decided = sheet("5/4/2021", "5/16/2021", header="Date,Km")
    assert runs(parse(decided, told)) == runs(parse(decided))


@pytest.mark.parametrize(
    ("header", "rows", "unit"),
    [
        ("Date,Distance,Time", ["10,50:00", "12,1:00:00", "8,41:00"], ""),
        ("Date,Distance,Time", ["10,42:00", "12,50:00", "8,33:00"], "km"),
        ("Date,Distance,Time", ["4,48:00", "5,60:00", "6,71:00"], "mi"),
        ("Date,Distance,Time,Pace (min/km)", ["10,50:00,5:00", "12,1:00:00,5:00", "8,41:04,5:08"], "km"),
        ("Date,Distance,Time,Pace (min/km)", ["10,1:20:28,5:00", "12,1:36:34,5:00", "5,40:14,5:00"], "mi"),
        ("Date,Distance,Time,Pace", ["10,50:00,8:03/mi", "12,1:00:00,8:03/mi", "8,40:00,8:03/mi"], "km"),
        ("Date,Distance", ["10 km", "5K", "7,5 km"], "km"),
        ("Date,Distance", ["3.1mi", "5 miles", "6 mi."], "mi"),
        ("Date,Distance", ["5000", "10200", "800m"], "m"),
        ("Datum,Strecke", ["5", "10", "8"], "km"),
        ("Date,Mileage", ["5", "10", "8"], "mi"),
        ("Date,Distance", ["km", "10", "8"], "km"),
    ],
)
def test_the_unit(header, rows, unit):
    lines = [f"2021-05-0{day},{row}" for day, row in enumerate(rows, 1)]
    text = "\n".join([header, *lines]).replace("2021-05-01,km", ",km").replace("7,5", '"7,5"')
    reading = parse(text)
    assert reading.guess.mapping.distance_unit == unit
    assert [asked.partition(" of ")[0] for asked in questions(reading)] == ([] if unit else ["distance_unit"])


def test_an_unknown_unit_is_asked_and_left_to_the_account():
    reading = parse("Date,Distance,Time\n2021-05-01,10,1:35:00\n2021-05-02,6,57:00\n2021-05-03,3,28:30\n")
    assert questions(reading) == ["distance_unit of 10: mi 16093, km 10000"]
    assert runs(reading)[0] == "2: 2021-05-01 10000/16093 5700"


@pytest.mark.parametrize(
    ("header", "cells", "form", "seconds"),
    [
        ("Minutes", ["50.5", "61", "41"], "minutes", 3030),
        ("Time", ["50.5", "61", "41"], "minutes", 3030),
        ("Hours", ["0.9", "1.1", "0.75"], "hours", 3240),
        ("Seconds", ["3000", "3600", "2400"], "seconds", 3000),
        ("Duration", ["0.035", "0.042", "0.03"], "days", 3024),
        ("Time", ["50.75", "61.10", "41.05"], "minutes", 3045),
        ("Time", ["50 min", "1h02", "41'30\""], "clock", 3000),
        ("Time", ["0:50", "1:02", "0:41"], "clock", 3000),
        ("Time", ["0.50.00", "1.02.10", "0.41.00"], "clock", 3000),
        ("Time", ["12:50:00 AM", "1:02:00 AM", "12:41:00 AM"], "clock", 3000),
        ("Time", ["0 days 00:50:00", "0 days 01:02:00", "0 days 00:41:00"], "clock", 3000),
        ("Time", ["1899-12-30 00:50:00", "1899-12-30 01:02:00", "1899-12-30 00:41:00"], "clock", 3000),
    ],
)
def test_the_form_of_times(header, cells, form, seconds):
    rows = [
        f"2021-05-0{day},{km},{cell}"
        for day, (km, cell) in enumerate(zip((10, 12, 8), cells, strict=True), 1)
    ]
    reading = parse("\n".join([f"Date,Km,{header}", *rows]))
    assert (reading.guess.mapping.duration_form, reading.runs[0].duration_s) == (form, seconds)
    assert questions(reading) == []


def test_minutes_that_may_be_minutes_and_seconds():
    few = parse("Date,Km,Time\n2021-05-01,10,52.30\n2021-05-02,8,41.10\n")
    assert questions(few) == ["duration_form of 52.30: minutes_seconds 3150, minutes 3138"]
    assert few.runs[0].duration_s == 3150
    told = parse("Date,Km,Time\n2021-05-01,10,52.30\n", Answers(duration_form="minutes"))
    assert (questions(told), told.runs[0].duration_s) == ([], 3138)
    rows = "".join(f"2021-05-{day},10,52.{day}\n" for day in range(10, 30))
    assert questions(parse(f"Date,Km,Time\n{rows}")) == []


def test_a_year_that_only_the_title_names():
    assert (
        runs(parse("Log 2021,\nDate,Km\n1 May,5\n3/5,6\n4/5,7\n8/5,7\n20/5,8\n"))[0]
        == "3: 2021-05-01 5000 None"
    )
    reading = parse("Date,Km\n1 May,5\n")
    assert questions(reading) == ["year of 1 May: 2026 2026, 2025 2025"]
    assert runs(reading) == ["2: 2026-05-01 5000 None"]
    assert questions(parse("Date,Km\n1 May,5\n2 June,5\n")) == ["year of 1 May: 2025 2025, 2024 2024"]
    assert questions(parse("Date,Km\n29 Feb,5\n")) == ["year of 29 Feb: 2024 2024, 2023 2023"]


def test_a_guess_shows_the_first_rows():
    guess = parse("My log,\nDate,Km\n1.5.2021,5\n2.5.2021,\n3.5.2021,6\n4.5.2021,6,hot\n").guess
    assert guess.header == ("Date", "Km", "")
    assert guess.mapping == Mapping(("date", "distance", "notes"), header_row=2, distance_unit="km")
    assert guess.sample[:2] == (SampleRow(3, ("1.5.2021", "5", "")), SampleRow(4, ("2.5.2021", "", "")))


def test_a_mapping_from_the_runner_is_followed():
    text = "When,A,B,C\n1/2/2021,7,60,Ghost\n3/2/2021,8,66,Kayano\n"
    with pytest.raises(UnknownKind):
        parse(text)
    told = Mapping(("date", "", "distance", "shoe"), day_order="month_first", distance_unit="m")
    reading = parse(text, told)
    assert runs(reading) == ["2: 2021-01-02 60 None [Ghost]", "3: 2021-03-02 66 None [Kayano]"]
    assert columns(reading) == {"When": "date", "B": "distance", "C": "shoe"}
    assert (reading.guess.is_told, reading.guess.questions) == (True, ())


def test_a_guess_told_back_reads_the_same():
    text = "Date,Km,Time,Notes\n13/5/2021,10,50:00,ok\n14/5/2021,8,41:00,\n"
    reading = parse(text)
    assert parse(text, mapping_of(to_plain(reading.guess.mapping))).runs == reading.runs


def test_the_day_after_the_last_decides_nothing_without_it():
    assert date(2026, 6, 1) == LAST_DAY
    assert questions(parse(sheet("1/7/2026", "1/9/2026"), last_day=None)) != []
