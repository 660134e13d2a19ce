"""The words of Strava's `activities.csv` in its languages: column names and kinds of runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.importers.table import plain


@dataclass(frozen=True, slots=True)
class Names:
    """Column names of one language; distance and elapsed stand twice, shown and in metres or seconds."""

    date: str
    kind: str
    distance: str
    elapsed: str
    moving: str
    name: str
    description: str
    private_note: str
    gear: str
    exertion: str
    file: str
    timer: str = ""
    climb: str = ""
    descent: str = ""
    race: str = ""
    long: str = ""
    easy: str = ""
    is_decimal_comma: bool = True


LANGUAGES = (
    Names(
        date="Activity Date",
        kind="Activity Type",
        distance="Distance",
        elapsed="Elapsed Time",
        moving="Moving Time",
        name="Activity Name",
        description="Activity Description",
        private_note="Activity Private Note",
        gear="Activity Gear",
        exertion="Perceived Exertion",
        file="Filename",
        timer="Timer Time",
        climb="Elevation Gain",
        descent="Elevation Loss",
        race="Competition",
        long="Long Run",
        easy="Recovery",
        is_decimal_comma=False,
    ),
    Names(
        date="Aktivitätsdatum",
        kind="Aktivitätsart",
        distance="Distanz",
        elapsed="Verstrichene Zeit",
        moving="Bewegungszeit",
        name="Name der Aktivität",
        description="Aktivitätsbeschreibung",
        private_note="Hinweis zur Privatsphäre für Aktivitäten",
        gear="Aktivitätsausrüstung",
        exertion="Gefühlte Anstrengung",
        file="Dateiname",
        climb="Höhenzunahme",
        descent="Höhenunterschied",
    ),
    Names(
        date="Date de l'activité",
        kind="Type d'activité",
        distance="Distance",
        elapsed="Temps écoulé",
        moving="Durée de déplacement",
        name="Nom de l'activité",
        description="Description de l'activité",
        private_note="Note privée sur les activités",
        gear="Matériel utilisé pour l'activité",
        exertion="Effort ressenti",
        file="Nom du fichier",
        timer="Temps enregistré par le chronomètre",
        climb="Dénivelé positif",
        descent="Dénivelé négatif",
        race="Compétition",
        long="Sortie longue",
        easy="Récupération",
    ),
    Names(
        date="Fecha de la actividad",
        kind="Tipo de actividad",
        distance="Distancia",
        elapsed="Tiempo transcurrido",
        moving="Tiempo en movimiento",
        name="Nombre de la actividad",
        description="Descripción de la actividad",
        private_note="Nota privada de actividad",
        gear="Equipamiento de la actividad",
        exertion="Esfuerzo Percibido",
        file="Nombre de archivo",
        timer="Tiempo del cronómetro",
        climb="Desnivel positivo",
        descent="Desnivel negativo",
        race="Competencia",
        long="Carrera larga",
        easy="Recuperación",
    ),
    Names(
        date="Datum van activiteit",
        kind="Activiteitstype",
        distance="Afstand",
        elapsed="Verstreken tijd",
        moving="Beweegtijd",
        name="Naam activiteit",
        description="Beschrijving van activiteit",
        private_note="Privénotitie activiteit",
        gear="Uitrusting voor activiteit",
        exertion="Ervaren inspanning",
        file="Bestandsnaam",
        timer="Tijd op de timer",
        climb="Totale stijging",
        descent="Totale daling",
        race="Wedstrijd",
        long="Lange loop",
        easy="Herstel",
    ),
)
# Exports from before July 2019: one distance, in metres.
EARLY = Names(
    date="date",
    kind="type",
    distance="distance",
    elapsed="elapsed_time",
    moving="moving_time",
    name="name",
    description="description",
    private_note="",
    gear="gear",
    exertion="",
    file="filename",
    is_decimal_comma=False,
)

# Kinds that are runs -> the surface they tell of.
RUNS = {
    "": ("Run", "Lauf", "Course à pied", "Course", "Carrera", "Carrera a pie", "Hardloopsessie", "Hardlopen"),
    "trail": (
        *("Trail Run", "TrailRun", "Trailrun", "Traillauf", "Trail-Lauf", "Geländelauf"),
        *("Trail", "Course à pied sur sentier", "Course sur sentier", "Trail running", "Carrera de trail"),
        *("Carrera de montaña", "Carrera por montaña", "Trailrunsessie", "Trailhardloopsessie"),
    ),
    "treadmill": (
        *("Virtual Run", "VirtualRun", "Treadmill", "Treadmill Run", "Virtueller Lauf", "Laufband"),
        *("Course à pied virtuelle", "Course virtuelle", "Tapis de course", "Carrera virtual"),
        *("Carrera en cinta", "Virtuele run", "Virtuele hardloopsessie", "Loopband"),
    ),
}
SURFACES = {plain(word): surface for surface, words in RUNS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each value stands in a row; None where the export has no such column.

    shown: the distance for people, in kilometres, where `metres` is missing or empty. elapsed: seconds
    before the text for people. sessions: columns that are 1 where the runner named the session so.
    """

    date: int
    kind: int
    metres: int | None
    shown: int | None
    timer: int | None
    moving: int | None
    elapsed: tuple[int, ...]
    climb: int | None
    descent: int | None
    sessions: dict[str, int]
    name: int | None
    notes: tuple[int, ...]
    gear: int | None
    exertion: int | None
    file: int | None
    is_decimal_comma: bool


def find_columns(header: Sequence[str]) -> Columns | None:
    """The columns of a header in any of the languages; None where it is no such export."""
    cells = [plain(cell) for cell in header]
    for names in (*LANGUAGES, EARLY):
        places = {
            name: [number for number, cell in enumerate(cells) if cell == plain(getattr(names, name))]
            for name in Names.__slots__
            if name != "is_decimal_comma" and getattr(names, name)
        }
        if places["date"] and places["kind"] and places["distance"]:
            return _columns(names, places)
    return None


def _columns(names: Names, places: dict[str, list[int]]) -> Columns:
    def first(name: str) -> int | None:
        return next(iter(places.get(name, ())), None)

    distances, texts = places["distance"], (first("description"), first("private_note"))
    has_metres = names is EARLY or len(distances) > 1
    return Columns(
        date=places["date"][0],
        kind=places["kind"][0],
        metres=distances[-1] if has_metres else None,
        shown=None if names is EARLY else distances[0],
        timer=first("timer"),
        moving=first("moving"),
        elapsed=tuple(reversed(places["elapsed"])),
        climb=first("climb"),
        descent=first("descent"),
        sessions={name: places[name][0] for name in ("race", "long", "easy") if places.get(name)},
        name=first("name"),
        notes=tuple(place for place in texts if place is not None),
        gear=first("gear"),
        exertion=first("exertion"),
        file=first("file"),
        is_decimal_comma=names.is_decimal_comma,
    )
