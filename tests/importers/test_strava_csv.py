from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from training.importers.moments import Moment
from training.importers.run import ImportedRun, LeftOut, Reading, ReadLimits
from training.importers.strava_csv import read, recognises

HEADERS = {
    "en": "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
    "Activity Private Note,Activity Gear,Filename,Elapsed Time,Moving Time,Distance,Perceived Exertion",
    "de": "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,"
    "Verstrichene Zeit,Distanz,Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung,Dateiname,"
    "Verstrichene Zeit,Bewegungszeit,Distanz,Gefühlte Anstrengung",
    "fr": "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Description de l'activité,"
    "Temps écoulé,Distance,Note privée sur les activités,Matériel utilisé pour l'activité,Nom du fichier,"
    "Temps écoulé,Durée de déplacement,Distance,Effort ressenti",
    "es": "Id. de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,"
    "Descripción de la actividad,Tiempo transcurrido,Distancia,Nota privada de actividad,"
    "Equipamiento de la actividad,Nombre de archivo,Tiempo transcurrido,Tiempo en movimiento,Distancia,"
    "Esfuerzo Percibido",
    "nl": "Activiteits-ID,Datum van activiteit,Naam activiteit,Activiteitstype,Beschrijving van activiteit,"
    "Verstreken tijd,Afstand,Privénotitie activiteit,Uitrusting voor activiteit,Bestandsnaam,Verstreken tijd,"
    "Beweegtijd,Afstand,Ervaren inspanning",
}
START = Moment(datetime(2024, 3, 5, 16, 15, 21, tzinfo=UTC), is_instant=True)


def parse(header: str, *rows: Sequence[str], encoding: str = "utf-8") -> Reading:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    data = "\r\n".join([header, *quoted]).encode(encoding)
    assert recognises(data)
    return read(data, ReadLimits())


def row(date: str = "Mar 5, 2024, 4:15:21 PM", kind: str = "Run", **cells: str) -> list[str]:
    """A row below HEADERS: 10.2 km in an hour with 55 minutes of moving."""
    names = (
        *("id", "date", "name", "kind", "description", "shown_time", "shown"),
        *("private", "gear", "file", "elapsed", "moving", "metres", "effort"),
    )
    usual = {
        "shown_time": "3600",
        "shown": "10.20",
        "elapsed": "3600.0",
        "moving": "3300.0",
        "metres": "10200.5",
    }
    return [{"date": date, "kind": kind, "name": kind, **usual, **cells}.get(name, "") for name in names]


@pytest.mark.parametrize(
    ("language", "date", "kind"),
    [
        ("en", "Mar 5, 2024, 4:15:21 PM", "Run"),
        ("de", "05.03.2024, 16:15:21", "Lauf"),
        ("fr", "5 mars 2024, 16:15:21", "Course à pied"),
        ("es", "5 mar 2024, 16:15:21", "Carrera"),
        ("nl", "5 mrt. 2024 16:15:21", "Hardloopsessie"),
    ],
)
def test_every_language_gives_the_same_run(language, date, kind):
    reading = parse(HEADERS[language], row(date, kind, shown="10,20"))
    assert reading == Reading(
        [ImportedRun(row=2, start=START, distance_m=10200, duration_s=3300, elapsed_s=3600)]
    )


def test_all_that_a_row_may_tell():
    told = row(name="Dawn ⛰", description="two\nlines", private="sore", gear="Brooks Ghost ", effort="7.0")
    (run,) = parse(HEADERS["en"], told).runs
    assert run == ImportedRun(
        row=2,
        start=START,
        distance_m=10200,
        duration_s=3300,
        elapsed_s=3600,
        shoe="Brooks Ghost",
        notes="Dawn ⛰\ntwo\nlines\nsore",
        rpe=7,
    )


@pytest.mark.parametrize(
    ("kind", "surface"),
    [
        ("Trail Run", "trail"),
        ("Virtual Run", "treadmill"),
        ("RUN ", ""),
        ("Straßenlauf", ""),
        ("Bahnlauf", "track"),
    ],
)
def test_kinds_of_runs_tell_of_the_surface(kind, surface):
    assert [run.surface for run in parse(HEADERS["en"], row(kind=kind)).runs] == [surface]


def test_other_sports_are_skipped_under_their_own_name():
    reading = parse(HEADERS["en"], row(kind="Ride", date="rubbish"), row(), row(kind="Walk"))
    assert [run.row for run in reading.runs] == [3]
    assert reading.skipped == [LeftOut(2, "not a run", "Ride"), LeftOut(4, "not a run", "Walk")]
    assert reading.failed == []


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"date": "rubbish 16:15"}, "its date is not readable as a date"),
        ({"date": ""}, "its date is not readable as a date"),
        ({"date": "3/5/2024 16:15"}, "its date could be day 3 or month 3"),
        ({"metres": "NaN"}, "its distance is not a number"),
        ({"metres": "inf"}, "its distance is not a number"),
        ({"metres": "ten"}, "its distance is not a number"),
        ({"metres": "0.0"}, "it has no distance"),
        ({"metres": "", "shown": ""}, "it has no distance"),
        ({"moving": "soon"}, "its time is not a number"),
        ({"kind": ""}, "it has no activity type"),
    ],
)
def test_a_bad_row_fails_alone(cells, why):
    reading = parse(HEADERS["en"], row(**cells), row())
    assert (reading.failed, [run.row for run in reading.runs]) == (
        [LeftOut(2, why, cells.get("kind", "Run"))],
        [3],
    )


def test_values_beyond_a_log_are_left_to_the_log():
    (run,) = parse(HEADERS["en"], row(metres="-5.0", moving="-3.0")).runs
    assert (run.distance_m, run.duration_s) == (-5, -3)


def test_what_is_missing():
    missing = [row(moving=""), row(moving="", elapsed=""), row(moving="", elapsed="", shown_time="")]
    assert [run.duration_s for run in parse(HEADERS["en"], *missing).runs] == [3600, 3600, None]
    assert [run.distance_m for run in parse(HEADERS["en"], row(metres="")).runs] == [10200]
    assert [run.rpe for run in parse(HEADERS["en"], row(effort="11"), row(effort="hard")).runs] == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("header", "shown", "metres"),
    [
        ("Activity Date,Activity Type,Distance,Elapsed Time", "2.50", 2500),
        ("Activity Date,Activity Type,Distance,Elapsed Time", "2,50", 2500),
        ("Aktivitätsdatum,Aktivitätsart,Distanz,Verstrichene Zeit", "2,505", 2505),
        ("id,date,type,distance,elapsed_time", "2505.4", 2505),
    ],
)
def test_layouts_with_one_distance(header, shown, metres):
    cells = {
        "date": "2024-03-05 16:15:21",
        "type": "Run",
        "distance": shown,
        "elapsed_time": "700",
        "id": "1",
    }
    early = [cells[name] for name in header.split(",")] if header.startswith("id") else None
    reading = parse(header, early or ["2024-03-05 16:15:21", "Run", shown, "700"])
    assert reading.runs == [ImportedRun(row=2, start=START, distance_m=metres, duration_s=700, elapsed_s=700)]


def test_columns_in_any_place_under_untranslated_headers():
    header = '<span title="missing">Activity Type</span>,Media,Distance,Activity Date,Distance'
    (run,) = parse(header, ["Run", "", "2.5", "Mar 5, 2024, 4:15:21 PM", "2501.2"]).runs
    assert (run.start, run.distance_m, run.duration_s) == (START, 2501, None)


def test_a_column_of_slashed_dates_decides_itself():
    reading = parse(HEADERS["en"], row(date="3/5/2024 16:15:21"), row(date="3/25/2024 16:15:21"))
    assert [run.start.at.day for run in reading.runs] == [5, 25]


def test_header_only_and_what_is_no_such_export():
    assert parse(HEADERS["en"]) == Reading()
    for data in (b"", b"date,km\n", b"a,b,c\n1,2,3", b"\x89PNG", b'"Activity Date'):
        assert not recognises(data)


def test_cp1252_and_markup_in_texts():
    (run,) = parse(HEADERS["en"], row(name="Läufe € <script>"), encoding="cp1252").runs
    assert run.notes == "Läufe € <script>"


def test_control_characters_are_dropped():
    assert [run.notes for run in parse(HEADERS["en"], row(name="a\0b\x1b[31m")).runs] == ["ab[31m"]
