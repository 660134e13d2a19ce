"""What later exports of Strava tell beside distance and time: ground, timer, and how a run was meant."""

from __future__ import annotations

import pytest

from tests.importers.test_strava_csv import HEADERS, START, parse, row
from training.importers.run import ImportedCare, ImportedRun

MARKED = {
    "en": ("Elevation Gain", "Elevation Loss", "Timer Time", "Recovery", "Competition", "Long Run"),
    "fr": (
        *("Dénivelé positif", "Dénivelé négatif", "Temps enregistré par le chronomètre", "Récupération"),
        *("Compétition", "Sortie longue"),
    ),
    "es": (
        *("Desnivel positivo", "Desnivel negativo", "Tiempo del cronómetro", "Recuperación"),
        *("Competencia", "Carrera larga"),
    ),
    "nl": ("Totale stijging", "Totale daling", "Tijd op de timer", "Herstel", "Wedstrijd", "Lange loop"),
}


def marked(language: str, *cells: str, name: str = "x") -> ImportedRun:
    header = f"{HEADERS[language]},{','.join(MARKED[language])}"
    kind = {"fr": "Course à pied", "es": "Carrera", "nl": "Hardloopsessie"}.get(language, "Run")
    return parse(header, [*row("2024-03-05 16:15:21", kind, name=name), *cells]).runs[0]


@pytest.mark.parametrize("language", MARKED)
def test_later_columns_in_every_language(language):
    run = marked(language, "250.0", "20.0", "3350.0", "", "1.0", "")
    assert (run.duration_s, run.elapsed_s, run.is_timed) == (3350, 3600, True)
    assert (run.terrain, run.session) == ("rolling", "race")


@pytest.mark.parametrize(
    ("cells", "name", "terrain", "session"),
    [
        (("", "20", "", "0.0", "0.0", "0.0"), "x", "", ""),
        (("0.0", "0.0", "", "0.0", "0.0", "1.0"), "x", "", "long"),
        (("50", "50", "", "1", "", ""), "City race", "flat", "easy"),
        (("steep", "20", "", "", "", ""), "City race", "", "race"),
    ],
)
def test_ground_and_session(cells, name, terrain, session):
    run = marked("en", *cells, name=name)
    assert (run.terrain, run.session, run.is_timed, run.duration_s) == (terrain, session, False, 3300)


def test_rides_and_swims_are_care():
    reading = parse(
        HEADERS["en"], row(kind="Ride"), row(kind="Swim", moving="", elapsed=""), row(kind="Yoga")
    )
    assert reading.care == [ImportedCare(2, START, "cycle", 55), ImportedCare(3, START, "swim", 60)]
    assert [left.row for left in reading.skipped] == [2, 3, 4]


def test_a_ride_without_a_date_is_no_care():
    assert parse(HEADERS["en"], row(kind="Ride", date="soon")).care == []
