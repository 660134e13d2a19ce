"""Sheets of rarer habits: two runs a day, races by name, years before months, sums within the week."""

from __future__ import annotations

import pytest

from tests.importers.sheets import columns, left_out, parse, runs

DOUBLES = """Date,AM miles,PM miles,Time,Shoes,Comment
5/13/2021,6,4,1:25:00,Ghost,tired
5/14/2021,8,,1:10:00,Ghost,
5/15/2021,,3,27:00,Ghost,easy
5/16/2021,off,,,,
5/17/2021,5,far,,,
"""
RACES = """Date,Race,Distance,Result,Place
2021-05-13,Park 10K,10K,42:10,5
2021-09-26,Berlin,Marathon,3:05:11,1200
2021-10-03,Town,Half marathon,1:25:00,20
2021-11-03,Mill,5 miler,32:00,20
"""
YEAR_FIRST = """Date,Km,Month,Link
21-05-13,5,May,https://example.org/1
21-05-14,6,May,https://example.org/2
21-06-02,7,June,https://example.org/3
"""
AMERICAN_LOG = """Running Log,,,,,,
"Goal: sub 4 marathon, 40 mpw",,,,,,
,,,,,,
Week,Day,Date,Workout,Miles,Time,Avg Pace,How I felt
1,Mon,1/4/2021,Easy,5,45:20,9:04,good
,Tue,1/5/2021,Off,,,,
,Wed,1/6/2021,6x800 w/ 400 jog,7,58:10,8:18,tough
,Sun,1/10/2021,XT - bike,,1:00:00,,
,,,Week 1 total,12,,,
2,Mon,1/11/2021,Recovery,4,38:00,9:30,
"""


@pytest.mark.parametrize(
    ("text", "found", "omitted"),
    [
        (
            DOUBLES,
            ["2: 2021-05-13 9656 None [Ghost] [tired\nTime: 1:25:00]",
             "2: 2021-05-13 12:10 6437 None [Ghost]",
             "3: 2021-05-14 12875 4200 [Ghost]", "4: 2021-05-15 4828 1620 [Ghost] [easy]",
             "6: 2021-05-17 8047 None"],
            ["5: no run that day (rest day)", "6! “PM miles” is not readable as a distance"],
        ),
        (
            RACES,
            ["2: 2021-05-13 10000 2530 [Park 10K]", "3: 2021-09-26 42195 11111 [Berlin]",
             "4: 2021-10-03 21098 5100 [Town]", "5: 2021-11-03 8047 1920 [Mill]"],
            [],
        ),
        (YEAR_FIRST, ["2: 2021-05-13 5000 None", "3: 2021-05-14 6000 None", "4: 2021-06-02 7000 None"], []),
        (
            AMERICAN_LOG,
            ["5: 2021-01-04 8047 2720 [easy] [good]",
             "7: 2021-01-06 11265 3490 [intervals] [tough\nWorkout: 6x800 w/ 400 jog]",
             "10: 2021-01-11 6437 2280 [easy]"],
            ["6: not a run (Off)", "8: not a run (XT - bike)", "9: a sum of other rows (total)"],
        ),
    ],
)  # fmt: skip
def test_a_sheet_of_a_rarer_habit(text, found, omitted):
    reading = parse(text)
    assert runs(reading) == found
    assert left_out(reading) == omitted


def test_words_that_say_nothing_of_single_runs_are_left_alone():
    text = "Date,Km,Source,Who with,Day,Month,Link\n" + "".join(
        f"2021-05-0{day},5,watch,{who},Mon,May,https://example.org/{day}\n"
        for day, who in enumerate("abcdef", 1)
    )
    assert columns(parse(text)) == {"Date": "date", "Km": "distance", "Who with": "notes"}
