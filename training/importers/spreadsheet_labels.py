"""Words in the rows of runners' sheets, in a dozen languages: rest, totals, kinds of runs."""

from __future__ import annotations

import re
from functools import lru_cache

from training.importers.kinds import surface_of
from training.importers.spreadsheet_words import words_of


def _any(words: str) -> re.Pattern[str]:
    """Any of the words as a whole, which may be patterns; `_` stands for a blank."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b".replace("_", " "))


def _among(words: str) -> re.Pattern[str]:
    """The same anywhere in a text, also within its words."""
    return re.compile("|".join(words.split()).replace("_", " "))


# Cells that stand for an empty one.
EMPTY = frozenset(
    {"", "-", "--", "---", "\u2013", "\u2014", "/", ".", "n/a", "na", "none", "null", "nan", "?", "x", "#N/A"}
)
LONGEST_EMPTY = max(map(len, EMPTY))
_REST = _any(r"""
    rest rest_?days? restday off rust rustdag ruhe\w* pause repos descanso riposo vilodag vila
    hvile\w* fridag odpocz\w* wolne injur\w* sick\w* ill krank\w* verletzt malade blesse
    enferm\w* lesion\w* ziek malat\w* infortun\w* doente sjuk\w* syg skadad? chor\w* travel\w*
    holidays? vacation urlaub
""")
_TOTAL = re.compile(
    r"(?:(?:week|weekly|month|monthly|year|yearly|annual|grand|running|wk|wochen?|monats?|jahres?) ?)?"
    r"(?:totals?|subtotals?|sum|summe|summary|gesamt|insgesamt|somme|suma|sumar|soma|somma|totale?|totaal|totalt"
    r"|summa|razem|lacznie|average|avg|mean|durchschnitt|schnitt|moyenne|promedio|media|gemiddelde?|gjennomsnitt"
    r"|snitt|srednia)"
    r"(?: (?:for|of|this|the|par|der|de|la|km|miles|distance|week|month|year|woche|monat|jahr|semaine|semana"
    r"|settimana|vecka|uge|uke|tydzien|mes|mois|annee))*(?: \w+)?(?: \d{1,4})*"
)
_AVERAGE = _among(r"""
    average avg mean durchschnitt schnitt moyenne promedio media gemiddeld gjennomsnitt snitt srednia
""")
_PERIOD = re.compile(
    r"(?:week|wk|w|kw|cw|woche|semaine|sem|semana|settimana|vecka|v|uge|uke|tydzien|tydz|w e|week ending"
    r"|month|monat) ?\d{0,2}\b.*"
)
_NO_RUN = _any(r"""
    bik(?:e|es|ing) cycl\w+ ride rides riding spin spinning swim\w* swam pool walk\w* hik(?:e|es|ing)
    gym weights? strength yoga pilates x_?train\w* cross_?train\w* cross_?fit xt ellipt\w+ row rows
    rowing rowed ski skiing skate skating stretch\w* core tennis soccer football golf aerobics rest
    off(?!_?road) rad radfahren \w*fahrrad\w* rennrad ergometer schwimm\w* gehen spazier\w* wander\w*
    kraft\w* fitness\w* langlauf ruhe\w* pause velo natation nage marche rando\w* musculation muscu
    repos etirement\w* bici bicicleta ciclismo natacion nadar caminar caminata paseo senderismo fuerza
    gimnasio pesas descanso estir\w+ bicicletta nuoto camminat\w+ palestra pesi riposo natacao
    caminhada musculacao academia fiets\w* wielren\w* zwem\w* wandel\w* kracht\w* rust\w* cykel cykla
    cykling cykle\w* sykkel\w* sykling simning sim svom\w* promenad\w* styrk\w* gatur vila hvile
    rower\w* plywan\w* basen spacer\w* silownia joga odpocz\w*
""")
_RUN = _any(r"""
    runs? ran running jog\w* \w*lauf\w* laufen footing course couru carrera correr corrida corsa
    corri\w* hardlo\w* \w*loop lopning lopetur loping lob\w* lopp bieg\w* treadmill laufband parkrun
    fartlek race marathon trail
""")
_SKIING = _any(r"""
    langlauf skilanglauf eislauf\w* rollschuhlauf\w* schlittschuh\w*
""")
_MOST_WORDS = 4

_SURFACES = {
    "treadmill": _among(r"""
        treadmill treadie dreadmill ^tm$ laufband loopband tapis cinta esteira lopband lobeband
        biezni tredemolle
    """),
    "track": _among(r"""
        \btrack\b \bbahn\b tartan \bpiste\b \bpista\b atletiekbaan \bbana\b stadion
    """),
    "trail": _among(r"""
        trail \bdirt\b \bwoods\b forest gravel wald forst schotter sentier chemin sendero tierra
        montana sentiero sterrato trilha \bbos\b onverhard skog \bskov\b \bstig\b \bsti\b \blas\b
        lesn\w sciezk szlak \bterrang\b \bteren\b ^gelande$
    """),
    "grass": _among(r"""
        \bgrass\b \bgras\b rasen wiese herbe gazon cesped hierba erba grama \bgrasmatt trawa
    """),
    "sand": _among(r"""
        \bsand\b beach strand sable plage arena playa sabbia spiaggia areia praia \bzand\b piasek
        plaza
    """),
    "concrete": _among(r"""
        concrete \bbeton cement hormigon calcestruzzo sidewalk
    """),
    "asphalt": _among(r"""
        asphalt \broads?\b tarmac pavement paved street asfalt\w* strasse \broute\b bitume
        carretera \bcalle\b strada estrada \bweg\b verhard \bvag\b \bvej\b \bvei\b \bulica szosa
    """),
    "mixed": _among(r"""
        mixed gemischt mixte mixto misto gemengd blandat blandet mieszan\w various \bmix\b
    """),
}
_TERRAINS = {
    "downhill": _among(r"""
        downhill bergab descente cuesta_abajo discesa bergaf nedfor
    """),
    "rolling": _among(r"""
        rolling undulat wellig vallonne ondulad glooiend kuperat kupert falist\w
    """),
    "hilly": _among(r"""
        hilly \bhills?\b huge[lp] bergig vallone cotes colinas montanoso collin heuvel backig
        bakket pagork
    """),
    "uneven": _among(r"""
        uneven rough technical rocky uneben technique irregular oneffen ojamn ujevn
    """),
    "flat": _among(r"""
        \bflat\b \bflach\b \beben\b \bplat\b \bplano\b llano \bpiatt \bvlak\b \bplatt\b \bflad\b
        plask
    """),
}
_SESSIONS = {
    "race": _among(r"""
        \brace\b wettkampf competition competicion \bgara\b wedstrijd tavling \blopp\b
        konkurranse zawody parkrun
    """),
    "intervals": _among(r"""
        interval \bints?\b fartlek fractionn \breps?\b repetition speed_?work vo2 \bvma\b ripetute
        series\b \d_?x_?\d interwal
    """),
    "sprints": _among(r"""
        sprint strides
    """),
    "hills": _among(r"""
        \bhill_(?:reps?|repeats?|sprints?|session|work) ^hills?$ berglauf bergsprint cotes cuestas
        salite podbieg
    """),
    "tempo": _among(r"""
        \btempo threshold \blt\b schwelle \bseuil umbral soglia drempel troskel terskel progovy
        steady \bmp\b
    """),
    "long": _among(r"""
        \blong\b \blonger\b \blsd\b \blr\b \blange?r?\b longue?\b \blarg[ao]\b \btirada
        \blung[ao]\b longao \blangpass\b \blangt?ur dlug\w
    """),
    "easy": _among(r"""
        \beasy\b recover \bez\b \bjog\b locker regenerat grundlage \bga_?1\b facile tranquil recup
        suave rodaje \blento\b herstel rustig lugn \brolig spokojn \bwb\b \bbase\b \baerobic\b
        \bleve\b
    """),
}
LONGEST = 200


def is_empty(cell: str) -> bool:
    """Whether a cell holds nothing, or what stands for nothing."""
    return cell in EMPTY or (len(cell) <= LONGEST_EMPTY and cell.casefold() in EMPTY)


def is_rest(cell: str) -> bool:
    """Whether a cell says that there was no run that day."""
    return len(cell) < LONGEST and bool(_REST.match(words_of(cell)))


def is_total(cell: str) -> bool:
    """Whether a cell is the label of a sum or an average of rows, such as `Weekly total` or `Ø`."""
    if not 0 < len(cell) < 40:
        return False
    return cell.startswith(("Σ", "Ø", "∑")) or bool(_TOTAL.fullmatch(words_of(cell)))


def is_average(cell: str) -> bool:
    """Whether the label of a row of sums says that it is an average, a word that runners use of runs too."""
    return bool(_AVERAGE.search(words_of(cell)))


def is_period(cell: str) -> bool:
    """Whether a cell names a week or month rather than a day, such as `Week 18`."""
    return 0 < len(cell) < 40 and bool(_PERIOD.fullmatch(words_of(cell)))


@lru_cache(maxsize=4096)
def is_other_sport(cell: str, *, is_kind: bool) -> bool:
    """Whether a cell names training that is no run. is_kind: in a column of kinds, not of sessions."""
    words = words_of(cell[:LONGEST])
    if _SKIING.search(words):
        return True
    if not _NO_RUN.search(words):
        return False
    if _RUN.search(words):
        return is_kind and surface_of(cell) is None
    return is_kind or len(words.split()) <= _MOST_WORDS


def surface_in(cell: str) -> str:
    """The surface that a short text tells of; blank where it tells none."""
    return _word_in(cell, "surface")


def terrain_in(cell: str) -> str:
    """The terrain that a short text tells of; blank where it tells none."""
    return _word_in(cell, "terrain")


def session_in(cell: str) -> str:
    """The session that a short text tells of; blank where it tells none."""
    return _word_in(cell, "session")


_WORDS = {"surface": _SURFACES, "terrain": _TERRAINS, "session": _SESSIONS}


@lru_cache(maxsize=4096)
def _word_in(cell: str, about: str) -> str:
    text = words_of(cell[:LONGEST])
    return next((word for word, pattern in _WORDS[about].items() if pattern.search(text)), "")


def is_run(cell: str) -> bool:
    """Whether a short text says that it was a run."""
    return bool(_RUN.search(words_of(cell[:LONGEST])))
