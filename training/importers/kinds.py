"""Kinds of activities as exports name them in a dozen languages: which are runs, and on what."""

from __future__ import annotations

import re
import unicodedata

from training.importers.table import plain

# Beginnings and ends of words, so that compounds and what languages add to them are found too.
_RUNS = re.compile(
    r"\b(?:run|jog|footing|course\b|carrera|correr|corrida|corsa|hardlo|loopband|baanlop|lop|lob|bieg|biezni"
    r"|fut[ao]|juoks|beh)|(?:run|running|futas|lob|lop|lopning|loping|juoksu)\b|lauf|^trail$|^treadmill$"
    r"|^tapis roulant$"
)
_NO_RUNS = re.compile(
    r"ski|langlauf|eislauf|schlitt|schnee|roll|skat|schaats|narciar|sifut|lyz|bike|swim|transition"
    r"|wheelchair|rollstuhl|fauteuil|ruedas|rolstoel"
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


def surface_of(kind: str) -> str | None:
    """The surface a kind of run tells of, blank where it tells none; None where it is no run."""
    text = fold(kind).replace("_", " ")
    if not _RUNS.search(text) or _NO_RUNS.search(text):
        return None
    return next((surface for surface, words in _SURFACES.items() if words.search(text)), "")
