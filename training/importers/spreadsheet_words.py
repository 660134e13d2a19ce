"""Words that runners write above and into their columns, in a dozen languages, folded by `kinds.fold`."""

from __future__ import annotations

import re
from functools import lru_cache

from training.importers.kinds import fold

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile(r"[^\w%]+|_")


@lru_cache(maxsize=4096)
def words_of(cell: str) -> str:
    """A cell for comparing: folded words with one blank between them; `WorkoutDay` is two."""
    return " ".join(_MARKS.sub(" ", fold(_CAPITAL.sub(" ", cell))).split())


def _any(words: str) -> re.Pattern[str]:
    """Any of the words, which may be patterns; `_` stands for a blank."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b".replace("_", " "))


# Columns that are never the day, distance or time of a run, whatever else their name holds.
_NO_DATE = _any(r"""
    submitted created added modified updated upload\w* birth\w* bought purchas\w* end ende finish\w*
    week woche due
""")
_NO_AMOUNT = _any(r"""
    pace per min_km min_mi min_mile km_h kmh kph mph (?<!h_)m_s speed geschw\w* vitesse velocid\w*
    velocita snelheid predkosc hastighet\w* hastighed schnitt allure rythme ritmo passo andatura
    elev\w* climb\w* gain loss ascen\w* descen\w* hohen\w* hm vert aufstieg abstieg anstieg denivele
    desnivel hoogte\w* dislivello stigning hojd\w* hoyde\w* alti\w* przewyz\w* podbieg\w* week\w* wk
    woch\w* semaine semana\w* settiman\w* veck\w* uge\w* uke\w* tydzien month\w* monat\w* mois mes
    mensuel\w* maand\w* ytd year\w* jahr\w* annee cum\w* kum\w* acum\w* running_total to_date so_far
    sum summe avg average remaining left diff\w* plan\w* goal target ziel soll objetivo objectif doel
    geplant\w* gepland\w* shoe shoes schuh\w* chaussure\w* zapatilla\w* schoen\w* scarp\w* hr bpm
    heart puls\w* fc hf stride cadence steps? sleep schlaf weight gewicht kcal cal calor\w* kalor\w*
    temp temperatur\w* bike swim rad power watt\w*
""")
# A record of the steps of whole days, which also has a distance.
STEPS = _any(r"""
    steps schritte pas pasos stappen passi passos steg skridt kroki
""")
PACE = _any(r"""
    pace min_km min_mi min_mile min_per_\w+ per_km per_mile per_mi schnitt allure rythme ritmo passo
    andatura tempo tempotyp
""")
ROLES_BY_NAME = {
    "date": _any(r"""
        date day datum \w+datum tag fecha data dato dag dia dzien jour giorno when wann start
        start_time startzeit
    """),
    "time": _any(r"""
        start start_?time time_of_day clock uhrzeit \w*startzeit beginn? heure hora ora klockslag
        klokkeslaet klokkeslett klokken tijdstip starttijd starttid godzina time zeit tijd tid
    """),
    "distance": _any(r"""
        dist dists distan\w+ laufdistanz strecke laufstrecke \w*lange km kms kilomet\w+ kilometraz
        kilometraje mi mile miles milage mileage millas miglia milhas metres? meters? metros metri
        metry afstand dystans stracka\w* odleglosc length lengte lunghezza longueur umfang
        recorrido ran
    """),
    "duration": _any(r"""
        duration time times total_?time moving_?time dauer \w*zeit duree temps chrono tiempo
        duracion tijd duur durata tempo duracao tid varighed varighet czas mins? minut\w+ hours?
        hrs stunden std heures horas ore timer timmar godz\w* seconds? secs? sekund\w* segundos
        secondi seconden result\w*
    """),
    "elapsed": _any(r"""
        elapsed verstrichen\w* ecoule transcurrido verstreken trascorso decorrido gross brutto\w*
    """),
    "type": _any(r"""
        type \w*typ activity activities activit\w+ sport sportart art aktiv\w+ kind discipline
        exercise actividad atividade aktyw\w+ deporte esporte soort tipo workout training slag
    """),
    "surface": _any(r"""
        surface untergrund belag superficie sol ondergrond underlag nawierzchnia podloze boden
        piso terrain gelande terreno terreng teren terrang
    """),
    "terrain": _any(r"""
        terrain gelande profil profile hills hilly relief terreno terreng teren terrang profilo
        perfil
    """),
    "session": _any(r"""
        session workout \w*einheit trainingsart lauftyp laufart seance sesion sessao sessione pass
        okt trening entrenamiento entreno allenamento treino training run_type type_of_run
        intensity intensitat treningstype type
    """),
    "shoe": _any(r"""
        shoes? \w*schuhe? chaussures? zapatillas? tenis \w*schoen(?:en)? scarp[ae] sapatos?
        \w*sko(?:r)? buty gear footwear equipment sneakers? trainers
    """),
    "effort": _any(r"""
        rpe effort exertion anstrengung belastung esfuerzo esforco sforzo inspanning anstrangning
        anstrengelse wysilek perceived fatica
    """),
    "notes": _any(r"""
        notes? notiz(?:en)? bemerkung\w* \w*kommentare?r? comments? commentaires? remar\w+ notas?
        observ\w+ opmerking\w* notities? comentarios? comment[oi] anteckning\w* notat\w* uwagi
        komentarz\w* description beschreibung descri\w+ titel title name felt feel\w* gefuhl ressenti route
        where location place ort strecke parcours ruta rota percorso rute trasa lieu lugar course
        weather wetter meteo journal diary details how_it_\w+ noter runda
    """),
}
_MAIN_NOTES = _any(r"""
    notes? notiz(?:en)? bemerkung\w* kommentare?r? comments? commentaires? remar\w+ notas?
    opmerking\w* notities? comentarios? comment[oi] anteckning\w* notat\w* uwagi komentarz\w*
    observ\w+ noter
""")
_EXCLUDED = {"date": _NO_DATE, "distance": _NO_AMOUNT, "duration": _NO_AMOUNT, "shoe": _any("km miles mi")}
_ENGLISH = _any(r"""
    date day when distance dist run time duration ran miles? mileage shoes? notes? comments?
""")


def is_headed(role: str, header: str) -> bool:
    """Whether a column of that name, by `words_of`, can have the role."""
    excluded = _EXCLUDED.get(role)
    return bool(ROLES_BY_NAME[role].search(header)) and not (excluded and excluded.search(header))


def is_main_note(header: str) -> bool:
    """Whether a name of a column says that it holds remarks on the run as a whole."""
    return bool(_MAIN_NOTES.search(header))


def is_other_amount(header: str) -> bool:
    """Whether the name of a column tells of another amount than distance and time."""
    return bool(_NO_AMOUNT.search(header))


def is_english(header: str) -> bool:
    """Whether a name of a column is English, whose runners count in kilometres or miles."""
    return bool(_ENGLISH.search(header))


_UNITS = {
    "km": _any(r"""
        k km kms kilom\w+
    """),
    "mi": _any(r"""
        mi mile miles mileage milage millas? miglia milhas? meilen? mijl\w*
    """),
    "m": _any(r"""
        m metres? meters? metros? metri metry metrow mtrs? mts?
    """),
}
_TIMES = {
    "hours": _any(r"""
        h hh hr hrs hours? std stunden? heures? horas? ore uren uur timer timmar godz\w*
    """),
    "minutes": _any(r"""
        m mm min mins minut\w* minuut
    """),
    "seconds": _any(r"""
        s ss sec secs seconds? sek sekund\w* segundos? secondi seconden secondes?
    """),
}


def unit_of(words: str) -> str:
    """`km`, `mi` or `m`; blank where words name none or several."""
    found = [unit for unit, pattern in _UNITS.items() if pattern.search(words)]
    return found[0] if len(found) == 1 else ""


def time_unit_of(words: str) -> str:
    """`hours`, `minutes` or `seconds`; blank where words name none or, as `hh mm ss`, several."""
    found = [unit for unit, pattern in _TIMES.items() if pattern.search(words)]
    return found[0] if len(found) == 1 else ""
