"""Sheets as runners of many habits and languages keep them."""

from __future__ import annotations

import pytest

from tests.importers.sheets import columns, left_out, parse, questions, runs

AMERICAN = """Date,Miles,Time,Pace,Shoes,Notes
5/2/2021,3.1,27:45,8:57,Ghost 12,Easy
5/4/2021,6,54:10,9:01,Ghost 12,"Felt good, windy"
5/5/2021,,,,,Rest day
5/13/2021,13.1,1:58:30,9:02,Endorphin,Half marathon!
"""
GERMAN = """Lauftagebuch 2021;;;;;
;;;;;
Datum;Strecke (km);Zeit;Schnitt;Schuhe;Bemerkung
01.05.2021;10,5;52:30;5:00;Ghost;locker am Fluß
02.05.2021;;;;;Ruhetag
03.05.2021;21,1;1:50:00;5:13;Ghost;
Woche 18;31,6;;;;
05.05.2021;8,0;44:00;5:30;Kayano;
"""
FRENCH = """Date;Distance (km);Durée;Allure;Ressenti;Chaussures;Remarques
14/05/2021;10,2;0h58;5'41"/km;bien;Pegasus;sortie facile
16/05/2021;15;1h25;5'40"/km;;Pegasus;
"""
SPLIT = """Day,Date,Km,H,M,S,Type
Mon,03/05/2021,10,0,52,30,Easy run
Tue,04/05/2021,8,,41,5,Treadmill
Wed,05/05/2021,30,1,10,0,Bike
Thu,06/05/2021,12.4,1,2,10,Tempo
"""
DECIMAL_MINUTES = """date,distance mi,minutes,effort
2021-05-01,3.1,27.75,3
2021-05-03,5.0,44.5,5/10
2021-05-04,4,36.0,"hard, windy"
2021-05-05,4,36.0,4
2021-05-06,4,36.0,4
2021-05-07,4,36.0,4
"""
PER_MILE = """Date,Run,Pace,Time
May 1 2021,5,6:58 per mile,34:50
"May 3, 2021",8,7:02 per mile,56:16
9 May 21,10,7:10 per mile,1:11:40
"""
ITALIAN = """Data;Distanza;Tempo;Ritmo;Scarpe;Note
13/05/2021;10,00;00:52:30;5:15;Asics;lento
14/05/2021;8,00;00:44:00;5:30;Asics;
"""
GERMAN_TEMPO = """Datum;Distanz in km;Dauer;Tempo;Art
12.5.21;10;52:30;5:15;Dauerlauf
13.5.21;12;60:00;5:00;Intervalle
14.5.21;45;1:30:00;;Radfahren
"""
POLISH = """Data;Dystans;Czas;Buty;Nawierzchnia
12.05.2021;10,5 km;0:55:10;Nike;las
"""
SWEDISH = """Datum\tSträcka\tTid\tSkor\tKommentar
2021-05-01\t10\t52.75\tAsics\tlugn
2021-05-02\t8\t41.10\tAsics\t
"""
METRES = """Datum;Meter;Minuten
12.05.2021;10.500;52
13.05.2021;8.000;41
"""
EXCEL_CSV = """Date,Distance (mi),Duration
5/1/2021,5,12:45:10 AM
5/20/2021,13.1,1:55:00 AM
5/21/2021,4,35:47:00
"""
COACH = """Title,WorkoutType,PlannedDistanceInMeters,WorkoutDay,DistanceInMeters,TimeTotalInHours,Rpe
Easy,Run,10000,2021-05-01,10250.5,0.95,4
Ride,Bike,10000,2021-05-02,40250.5,1.95,4
"""
APP = """Date Submitted,Workout Date,Activity Type,Distance (mi),Workout Time (seconds),Avg Pace (min/mi),Note
"May 16, 2021","May 15, 2021",Run,5.02,2700,8.96,windy
"May 18, 2021","May 17, 2021",Bike Ride,15.02,2700,3.96,
"""
COUNTED = """Date,Shoe km,Km,Week km,Time,Weather
2021-05-01,210,10,10,52:00,sun
2021-05-03,222,12,22,62:00,rain
"""
FRACTIONS = """Date,Time,Distance,Duration
2021-05-12 00:00:00,7:30:00,10.0,0.0365
2021-05-13 00:00:00,18:10:00,8.0,0.03
"""
NO_HEADER = """2021-05-01,5.2,28:30,felt ok
2021-05-03,10.1,55:12,
2021-05-05,8,44:01,tired
"""
DUTCH = """Datum,Dag,Afstand (km),Tijd,Schoenen,Ondergrond,Opmerkingen
3-5-2021,ma,"10,2",0:55:10,Brooks,bos,
4-5-2021,di,,,,,rust
14-5-2021,vr,"8,1",0:44,Brooks,weg,rustig gelopen
"""
SPANISH = """Fecha;Kilómetros;Tiempo;Tipo;Zapatillas;Terreno
12 de mayo de 2021;10,5;0:58:00;Rodaje suave;Nike;llano
13 de mayo de 2021;20;1:00:00;Bici;;
16 de mayo de 2021;21,1;1:45:00;Carrera;Nike;asfalto
"""
PORTUGUESE = """Data;Distância (km);Tempo;Ritmo;Tênis
15/05/2021;10;0:55:00;5:30;Olympikus
"""
DANISH = """Dato;Distance;Tid;Løbesko;Noter
15-05-2021;10,5 km;52 min;Hoka;skov
16-05-2021;5 km;26 min;Hoka;
"""


@pytest.mark.parametrize(
    ("text", "found", "omitted"),
    [
        (
            AMERICAN,
            ["2: 2021-05-02 4989 1665 [Ghost 12] [Easy]",
             "3: 2021-05-04 9656 3250 [Ghost 12] [Felt good, windy]",
             "5: 2021-05-13 21082 7110 [Endorphin] [Half marathon!]"],
            ["4: no run that day (rest day)"],
        ),
        (
            GERMAN,
            ["4: 2021-05-01 10500 3150 [Ghost] [locker am Fluß]", "6: 2021-05-03 21100 6600 [Ghost]",
             "8: 2021-05-05 8000 2640 [Kayano]"],
            ["5: no run that day (rest day)", "7: a sum of other rows (total)"],
        ),
        (
            FRENCH,
            ["2: 2021-05-14 10200 3480 [Pegasus] [sortie facile\nRessenti: bien]",
             "3: 2021-05-16 15000 5100 [Pegasus]"],
            [],
        ),
        (
            SPLIT,
            ["2: 2021-05-03 10000 3150 [easy]", "3: 2021-05-04 8000 2465 [treadmill]",
             "5: 2021-05-06 12400 3730 [tempo]"],
            ["4: not a run (Bike)"],
        ),
        (
            DECIMAL_MINUTES,
            ["2: 2021-05-01 4989 1665 [3]", "3: 2021-05-03 8047 2670 [5]",
             "4: 2021-05-04 6437 2160 [effort: hard, windy]",
             *(f"{row}: 2021-05-0{row} 6437 2160 [4]" for row in (5, 6, 7))],
            [],
        ),
        (PER_MILE, ["2: 2021-05-01 8047 2090", "3: 2021-05-03 12875 3376", "4: 2021-05-09 16093 4300"], []),
        (ITALIAN, ["2: 2021-05-13 10000 3150 [Asics] [lento]", "3: 2021-05-14 8000 2640 [Asics]"], []),
        (
            GERMAN_TEMPO,
            ["2: 2021-05-12 10000 3150", "3: 2021-05-13 12000 3600 [intervals]"],
            ["4: not a run (Radfahren)"],
        ),
        (POLISH, ["2: 2021-05-12 10500 3310 [Nike] [trail]"], []),
        (SWEDISH, ["2: 2021-05-01 10000 3165 [Asics] [lugn]", "3: 2021-05-02 8000 2466 [Asics]"], []),
        (METRES, ["2: 2021-05-12 10500 3120", "3: 2021-05-13 8000 2460"], []),
        (EXCEL_CSV, ["2: 2021-05-01 8047 2710", "3: 2021-05-20 21082 6900", "4: 2021-05-21 6437 2147"], []),
        (COACH, ["2: 2021-05-01 10250 3420 [4] [Easy]"], ["3: not a run (Bike)"]),
        (APP, ["2: 2021-05-15 8079 2700 [windy]"], ["3: not a run (Bike Ride)"]),
        (COUNTED, ["2: 2021-05-01 10000 3120 [sun]", "3: 2021-05-03 12000 3720 [rain]"], []),
        (FRACTIONS, ["2: 2021-05-12 07:30 10000/16093 3154", "3: 2021-05-13 18:10 8000/12875 2592"], []),
        (
            NO_HEADER,
            ["1: 2021-05-01 5200/8369 1710 [felt ok]", "2: 2021-05-03 10100/16254 3312",
             "3: 2021-05-05 8000/12875 2641 [tired]"],
            [],
        ),
        (
            DUTCH,
            ["2: 2021-05-03 10200 3310 [Brooks] [trail]",
             "4: 2021-05-14 8100 2640 [Brooks] [asphalt] [rustig gelopen]"],
            ["3: no run that day (rest day)"],
        ),
        (
            SPANISH,
            ["2: 2021-05-12 10500 3480 [Nike] [flat] [easy]", "4: 2021-05-16 21100 6300 [Nike] [asphalt]"],
            ["3: not a run (Bici)"],
        ),
        (PORTUGUESE, ["2: 2021-05-15 10000 3300 [Olympikus]"], []),
        (DANISH, ["2: 2021-05-15 10500 3120 [Hoka] [skov]", "3: 2021-05-16 5000 1560 [Hoka]"], []),
    ],
)  # fmt: skip
def test_a_runners_own_sheet(text, found, omitted):
    reading = parse(text)
    assert runs(reading) == found
    assert left_out(reading) == omitted


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_whatever_the_encoding(encoding):
    reading = parse(GERMAN, encoding=encoding)
    assert runs(reading) == runs(parse(GERMAN))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_whatever_stands_between_the_cells(delimiter):
    reading = parse(AMERICAN.replace('"Felt good, windy"', "Fine").replace(",", delimiter))
    assert len(runs(reading)) == 3
    assert columns(reading)["Notes"] == "notes"


def test_what_stands_in_the_first_line_for_excel():
    assert runs(parse("sep=;\nDate;Km\n2021-05-01;10\n")) == ["2: 2021-05-01 10000 None"]


def test_columns_as_they_were_understood():
    assert columns(parse(AMERICAN)) == {
        "Date": "date", "Miles": "distance", "Time": "duration", "Shoes": "shoe", "Notes": "notes",
    }  # fmt: skip
    assert columns(parse(SPLIT)) == {
        "Date": "date", "Km": "distance", "H": "hours", "M": "minutes", "S": "seconds", "Type": "type",
    }  # fmt: skip
    assert columns(parse(FRACTIONS)) == {
        "Date": "date", "Time": "time", "Distance": "distance", "Duration": "duration",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", [AMERICAN, GERMAN, FRENCH, SPLIT, ITALIAN, POLISH, METRES, APP, DUTCH, PER_MILE]
)
def test_nothing_is_asked_that_the_sheet_tells(text):
    assert questions(parse(text)) == []
