"""Only a table that surely tells days and distances is taken for one; all else stays of no known kind."""

from __future__ import annotations

import gzip

import pytest

from tests.importers.sheets import parse
from training.importers.readers import HEAD_BYTES, find_reader
from training.importers.run import ReadLimits, UnknownKind
from training.importers.spreadsheet import recognises

SHEET = "your own sheet (CSV, XLSX)"
LINES = "".join(f"2021-05-{day:02},{day}.5,{40 + day}:00\n" for day in range(1, 20))


@pytest.mark.parametrize(
    "text",
    [
        "Date,Km\n2021-05-01,5\n",
        "date;distance;time\n",
        "Log of my runs\n\n\nDate\tMiles\n5/1/2021\t5\n",
        LINES,
        "1 May 2021;5 km\n2 May 2021;6 km\n3 May 2021;7 km\n",
        "Week,Date,Planned km,Actual km\n1,2021-05-01,10,11\n",
        "Datum,Gelaufen km,Schlaf\n1.5.2021,5,8\n",
    ],
)
def test_sheets_of_runs(text):
    assert find_reader(text.encode()).name == SHEET
    assert find_reader(gzip.compress(text.encode())).name == SHEET


@pytest.mark.parametrize(
    "text",
    [
        "Shoe Name,Shoe Brand,Shoe Model,Shoe Default Sport Types\na,b,c,Run\n",
        "Sleep Score 4 Weeks,Score,Resting Heart Rate,Duration,Date\n2021-05-01,80,50,7h 30min,2021-05-01\n",
        "Date,Weight (kg),Fat\n2021-05-01,70.1,12\n2021-05-02,70.3,12\n2021-05-03,70.3,12\n",
        '"Date","Calories Burned","Steps","Distance","Floors"\n"2021-05-01","2500","12,000","8.5","10"\n',
        "Athlete ID,Email Address,First Name,Last Name,Sex\n1,a@b.c,A,B,M\n",
        "Goal Type,Activity Type,Goal,Start Date,End Date\nDistance,Run,100,2021-05-01,2021-06-01\n",
        "Join Date,Challenge Name,Completed\n2021-05-01,Run 100 km,true\n",
        "Date,Shoe km,Weekly km\n2021-05-01,200,30\n",
        "Date,Planned distance (km),Target time\n2021-05-01,20,1:30:00\n",
        "Date,Elevation gain (m),Avg pace,Max HR\n2021-05-01,200,5:00,170\n",
        "Laps,Distance,Time\n1,1.0,5:00\n2,1.0,5:00\n",
        "2021-05-01,5\n2021-05-02,6\n2021-05-03,7\n",
        "2021-05-01,140,50:00\n2021-05-02,141,52:00\n2021-05-03,150,51:00\n",
        "Dear all,\nI ran 5 km on 2021-05-01, then 6.\nBye, Tim\n",
        "name,amount\nDistance,5\nDate,6\n",
        "a,b\n1,2\n",
        "Date\n2021-05-01\n",
        "Distance,Date\n",
        '{"Date": 1, "Km": 2}',
        "<html><table><tr><td>Date,Km</td></tr></table>",
        "%PDF-1.4 Date,Km\n",
        "Date,Km\x00\n2021-05-01,5\n",
        "x",
    ],
)
def test_other_tables_and_texts(text):
    known = "Distance,Date" in text
    assert recognises(text.encode()) == known
    if not known:
        with pytest.raises(UnknownKind):
            parse(text)


def test_a_head_that_breaks_off_anywhere():
    data = ("Datum;Km;Größe\n" + "1.5.2021;5;ü\n" * 9_000).encode()
    for size in (HEAD_BYTES, HEAD_BYTES - 1, HEAD_BYTES - 2):
        assert recognises(data[:size])
    wide = ("Datum;Km\n" + "1.5.2021;5\n" * 9_000).encode("utf-16")
    for size in (HEAD_BYTES, HEAD_BYTES - 1):
        assert recognises(wide[:size])


def test_columns_past_the_last_are_left_alone():
    names = ",".join(["Date", "Km", *(f"c{n}" for n in range(500))])
    reading = parse(f"{names}\n2021-05-01,5{',7' * 500}\n")
    assert (len(reading.guess.header), len(reading.runs)) == (100, 1)


def test_many_rows_at_the_limit():
    limits = ReadLimits(rows=2_000)
    text = "Date,Km\n" + "2021-05-01,5\n2021-05-02,5\n" * 1_000
    assert len(parse(text, rows=limits.rows).runs) + len(parse(text, rows=limits.rows).failed) == 2_000
