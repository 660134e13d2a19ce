"""The words of Garmin Connect's CSV in its languages: names of columns and kinds of runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from training.importers.table import plain
from training.units import Units

# English, German, French, Spanish, Italian, Portuguese, Dutch, Danish, Norwegian, Swedish, Polish, Hungarian.
NAMES: dict[str, tuple[str, ...]] = {
    "kind": (
        *("Activity Type", "Aktivitätstyp", "Type d'activité", "Tipo de actividad", "Tipo di attività"),
        *("Tipo de atividade", "Activiteittype", "Activiteitstype", "Type activiteit", "Aktivitetstype"),
        *("Aktivitetstyp", "Typ aktywności", "Tevékenység típusa"),
    ),
    "start": ("Date", "Start Time", "Datum", "Fecha", "Data", "Dato", "Dátum"),
    "title": (
        *("Title", "Activity Name", "Titel", "Titre", "Título", "Titolo", "Tittel", "Namn", "Tytuł"),
        "Cím",
    ),
    "distance": (
        *("Distance", "Distance (km)", "Distance (mi)", "Distanz", "Distancia", "Distanza", "Distância"),
        *("Afstand", "Distanse", "Distans", "Dystans", "Távolság"),
    ),
    "time": (
        *("Time", "Duration (h:m:s)", "Zeit", "Durée", "Tiempo", "Tempo", "Tijd", "Tid", "Czas", "Idő"),
        "Temps",
    ),
    "cadence": (
        *("Avg Run Cadence", "Avg. Run Cadence", "Avg Cadence", "Ø Schrittfrequenz (Laufen)"),
        *("Cadence de course moyenne", "Cadencia de carrera media", "Cadenza di corsa media"),
        *("Cadência de corrida média", "Gem. slagen", "Gem. loopcadans", "Gennemsnit kadence løb"),
        *("Gennemsnitlig løbekadence", "Gjennomsnittlig løpekadens", "Medellöpkadens", "Średni rytm biegu"),
        "Átl. pedálütem",
    ),
    "stride": (
        *("Avg Stride Length", "Stride Length", "Ø Schrittlänge", "Longueur moyenne des foulées"),
        *("Longitud media de zancada", "Lunghezza media passo", "Lunghezza media falcata"),
        *("Comprimento médio da passada", "Gem. staplengte", "Gennemsnitlig skridtlængde"),
        *("Gjennomsnittlig skrittlengde", "Medelsteglängd", "Średnia długość kroku", "Átlagos lépéshossz"),
    ),
    "shoe": ("Gear",),
}
_IN_HEADER: dict[str, Units] = {"distance (km)": "km", "distance (mi)": "mi"}

# Beginnings and ends of words, so that compounds and what languages add to them are found too.
_RUNS = re.compile(
    r"\b(?:run|jog|footing|course\b|carrera|correr|corrida|corsa|hardlo|loopband|baanlop|lop|lob|bieg|biezni"
    r"|fut[ao]|juoks|beh)|(?:run|running|futas|lob|lop|lopning|loping|juoksu)\b|lauf|^trail$|^treadmill$"
    r"|^tapis roulant$"
)
_NO_RUNS = re.compile(
    r"ski|langlauf|eislauf|schlitt|schnee|roll|skat|schaats|narciar|sifut|lyz|bike|swim|transition"
)
_SURFACES = {
    "treadmill": re.compile(
        r"treadmill|laufband|loopband|tapis|cinta|esteira|passadeira|lopband|lobeband|tredemolle|biezni"
        r"|futopad|juoksumat|indoor|virtu|wirtu"
    ),
    "track": re.compile(r"\btrack|bahn|\bpiste|\bpista|\bbaan|\bban"),
    "trail": re.compile(r"trail|gelande|terrang|terreng|terep|teren|trilh|sentier|montana|polku"),
}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae"})


def fold(text: str) -> str:
    """Text for comparing: without case and accents, which some exports have lost."""
    decomposed = unicodedata.normalize("NFKD", plain(text).translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_COLUMN = {fold(name): column for column, names in NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each value may stand in a row, and the unit where the header names one."""

    places: dict[str, list[int]]
    units: Units | None
    is_english: bool


def find_columns(header: Sequence[str]) -> Columns | None:
    """The columns of a header in any of the languages; None where it is no such export."""
    cells = [fold(cell) for cell in header]
    places: dict[str, list[int]] = {name: [] for name in NAMES}
    for number, cell in enumerate(cells):
        if cell in _COLUMN:
            places[_COLUMN[cell]].append(number)
    if not all(places[name] for name in ("kind", "start", "distance", "time")):
        return None
    units = next((_IN_HEADER[cell] for cell in cells if cell in _IN_HEADER), None)
    return Columns(places, units, is_english="activity type" in cells)


def surface_of(kind: str) -> str | None:
    """The surface a kind of run tells of, blank where it tells none; None where it is no run."""
    text = fold(kind).replace("_", " ")
    if not _RUNS.search(text) or _NO_RUNS.search(text):
        return None
    return next((surface for surface, words in _SURFACES.items() if words.search(text)), "")
