"""The names of columns of Garmin Connect's CSV in its languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.importers.kinds import fold
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
    "elapsed": (
        *("Elapsed Time", "Elapsed Duration (h:m:s)", "Verstrichene Zeit", "Temps écoulé"),
        *("Tiempo transcurrido", "Tempo trascorso", "Duração", "Verstreken tijd", "Tidsforbrug"),
        *("Medgått tid", "Total tid", "Upłynęło czasu", "Eltelt idő"),
    ),
    "climb": (
        *("Total Ascent", "Elev Gain", "Elevation Gain (m)", "Anstieg gesamt", "Ascension totale"),
        *("Ascenso total", "Ascesa totale", "Subida total", "Stijging", "Totale stijging"),
        *("Samlet stigning", "Højdeforøgelse", "Total stigning", "Całkowity wznios", "Teljes emelkedés"),
    ),
    "descent": (
        *("Total Descent", "Elev Loss", "Elevation Loss (m)", "Abstieg gesamt", "Descente totale"),
        *("Descenso total", "Discesa totale", "Descida total", "Hoogteverlies", "Totale daling"),
        *("Samlet nedstigning", "Højdereduktion", "Totalt nedfør", "Totalt nedför", "Całkowity spadek"),
        "Teljes süllyedés",
    ),
    "event": ("Event Type",),
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
