"""Garmin Connect's CSV: no unit, no zone, twelve languages, and numbers of either decimal mark."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from training.importers.garmin_csv import read, recognises
from training.importers.garmin_words import find_columns
from training.importers.moments import Moment
from training.importers.run import ImportedCare, ImportedRun, LeftOut, Reading, ReadLimits, UnreadableFile

HEADER = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg Run Cadence,Avg Stride Length"
START = Moment(datetime(2026, 3, 1, 7, 30))
ROW = "Running,2026-03-01 07:30:00,false,Berlin Running,{},500,{},{},{}"


def take(*rows: str, header: str = HEADER) -> Reading:
    return read("\n".join([header, *rows]).encode(), ReadLimits())


def row(distance: str = '"10.02"', time: str = "00:50:06", cadence: str = "170", stride: str = "1.18") -> str:
    return ROW.format(distance, time, cadence, stride)


def test_a_run_whose_steps_tell_kilometres():
    assert take(row()) == Reading([ImportedRun(2, START, 10_020, 3006, is_timed=True)])


@pytest.mark.parametrize("cadence", ["170", "85"], ids=["steps", "strides"])
def test_steps_tell_miles(cadence):
    assert take(row('"6.23"', cadence=cadence)).runs == [ImportedRun(2, START, 10_026, 3006, is_timed=True)]


def test_the_unit_of_most_runs_is_that_of_all():
    rows = (row('"6.23"'), row('"6.20"'), row('"10.02"'), row('"1.00"', "00:05:00", "--", "--"))
    assert [run.distance_m for run in take(*rows).runs] == [10_026, 9_978, 16_126, 1_609]


@pytest.mark.parametrize(
    "silent",
    [
        row(cadence="--", stride="--"),
        row(cadence="--"),
        row(stride="0.00"),
        row(stride="3.87"),
        row(time="--"),
    ],
)
def test_without_steps_both_units_stay_open(silent):
    run = take(silent).runs[0]
    assert (run.distance_m, run.distance_if_miles_m) == (10_020, 16_126)


def test_runs_that_disagree_evenly_leave_the_unit_open():
    runs = take(row('"6.23"'), row()).runs
    assert [run.distance_if_miles_m for run in runs] == [10_026, 16_126]


def test_decimal_commas_under_an_english_header():
    run = take(row('"10,02"', stride='"1,18"'), row('"8,1"', "0:45", "--", "--")).runs
    assert [(each.distance_m, each.duration_s) for each in run] == [(10_020, 3006), (8_100, 2700)]


@pytest.mark.parametrize(("distance", "metres"), [('"5,010"', 5010), ('"5,010.0"', 5010), ("400", 400)])
def test_track_runs_count_metres(distance, metres):
    track = f"Track Running,2026-03-01 07:30:00,false,x,{distance},1,25:00,--,--"
    run = take(track, row()).runs[0]
    assert (run.distance_m, run.distance_if_miles_m, run.surface) == (metres, None, "track")


def test_a_track_run_in_kilometres():
    track = 'Track Running,2026-03-01 07:30:00,false,x,"5.01",1,25:00,--,--'
    assert take(track, row()).runs[0].distance_m == 5010


@pytest.mark.parametrize(
    "header",
    [
        "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit",
        "Aktivitetstyp;Datum;Favorit;Namn;Distans;Kalorier;Tid",
        "Type d'activité,Date,Favori,Titre,Distance,Calories,Durée",
        "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo",
        "Tipo di attività,Data,Preferita,Titolo,Distanza,Calorie,Tempo",
        "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo",
        "Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd",
        "Aktivitetstype,Dato,Favorit,Titel,Distance,Kalorier,Tid",
        "Typ aktywności,Data,Ulubiony,Tytuł,Dystans,Kalorie,Czas",
        "Tevékenység típusa,Dátum,Kedvenc,Cím,Távolság,Kalóriaszám,Idő",
        HEADER,
    ],
)
def test_languages(header):
    assert recognises(header.encode())
    reading = take(
        (header.count(",") and 'Run,2026-03-01 07:30:00,false,"Zoo","5,01",1,25:00')
        or "Run;2026-03-01 07:30:00;false;Zoo;5,01;1;25:00",
        header=header,
    )
    told = ImportedRun(2, START, 5010, 1500, is_timed=True, notes="Zoo", distance_if_miles_m=8063)
    assert (reading.runs, reading.failed) == ([told], [])


def test_a_header_that_names_unit_and_shoe():
    header = '"Start Time","Activity Name","Duration (h:m:s)","Activity Type","Gear","Distance (mi)"'
    reading = take("2026-03-01T07:30:00+01:00,Easy,52:30,running,Ghost 15,6.2", header=header)
    start = Moment(datetime.fromisoformat("2026-03-01T07:30:00+01:00"))
    assert reading.runs == [ImportedRun(2, start, 9978, 3150, is_timed=True, shoe="Ghost 15", notes="Easy")]


def test_dates_as_a_spreadsheet_saved_them():
    rows = (f"Running,{day} 7:30,false,x,5.01,1,25:00,--,--" for day in ("03/01/2026", "03/13/2026"))
    assert [run.start.at.day for run in take(*rows).runs] == [1, 13]


def test_an_export_without_its_header():
    data = row().encode()
    assert recognises(data)
    with pytest.raises(UnreadableFile) as problem:
        read(data, ReadLimits())
    assert str(problem.value) == (
        "The header row is missing. Export it again, or put the header row of another export of Garmin "
        "Connect above the first row."
    )


@pytest.mark.parametrize("head", [b"", b"Activity Type,Date,Distance\n", b"Run,2026-03-01 07:30:00,1,2,3\n"])
def test_other_tables(head):
    assert not recognises(head)
    with pytest.raises(UnreadableFile, match="This is no CSV of Garmin Connect"):
        read(head, ReadLimits())


def test_every_bad_value_has_a_reason():
    bad = {
        "its distance is not a number": ["NaN", "inf", "1e400", "=cmd()"],
        "it has no distance": ["--", "0.00", ""],
    }
    for why, texts in bad.items():
        assert take(*map(row, texts)).failed == [LeftOut(n, why, "Running") for n in range(2, 2 + len(texts))]
    reading = take(
        "Running,soon,false,x,5,1,25:00,,",
        "Cycling,2026-03-01 07:30:00,false,x,40,1,1:25:00,,",
        ",2026-03-01 07:30:00,false,x,5,1,25:00,,",
        row(time="25"),
        row(time="--"),
        row("-5"),
    )
    assert reading.failed == [
        LeftOut(2, "its date is not readable as a date", "Running"),
        LeftOut(4, "it has no activity type"),
        LeftOut(5, "its time is not readable: write it like 52:30 or 1:04:30", "Running"),
    ]
    assert reading.skipped == [LeftOut(3, "not a run", "Cycling")]
    assert reading.care == [ImportedCare(3, START, "cycle", 85)]
    assert [(run.distance_m, run.duration_s) for run in reading.runs] == [(10_020, None), (-5000, 3006)]


def test_a_column_that_stands_twice_is_read_where_it_is_filled():
    header = f"{HEADER},Avg Run Cadence"
    columns = find_columns(header.split(","))
    assert columns is not None
    assert columns.places["cadence"] == [7, 9]
    assert take(f"{row(cadence='--')},170", header=header).runs[0].distance_if_miles_m is None


def test_zone_of_the_profile_is_left_to_who_knows_it():
    moment = take(row()).runs[0].start
    assert moment.on_clock(UTC) == datetime(2026, 3, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("distance", "climb", "descent", "terrain"),
    [
        ('"10.02"', "250", "40", "rolling"),
        ('"10.02"', "251", "40", "hilly"),
        ('"10.02"', "--", "40", ""),
        ('"10.02"', "0", "0", ""),
        ('"6.23"', "820", "100", "rolling"),
        ('"6.23"', "830", "100", "hilly"),
    ],
)
def test_climbs_are_feet_where_distances_are_miles(distance, climb, descent, terrain):
    header = f"{HEADER},Total Ascent,Total Descent,Elapsed Time"
    run = take(f"{row(distance)},{climb},{descent},00:55:00", header=header).runs[0]
    assert (run.terrain, run.elapsed_s) == (terrain, 3300)


def test_without_a_unit_a_climb_tells_nothing():
    header = f"{HEADER},Total Ascent,Total Descent"
    assert take(f"{row(cadence='--')},250,40", header=header).runs[0].terrain == ""


@pytest.mark.parametrize(("title", "session"), [("Long run", "long"), ("Berlin Running", "")])
def test_the_title_may_name_the_session(title, session):
    assert take(row().replace("Berlin Running", title)).runs[0].session == session
