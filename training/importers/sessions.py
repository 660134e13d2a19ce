"""What kind of session the name of an activity tells, where its words leave no doubt."""

from __future__ import annotations

import re

from training.importers.kinds import fold

# A word alone may mean the weather, a shoe or a plan for later, so each needs its company.
_WORDS = {
    "race": re.compile(
        r"(?<!pre[ -])(?<!post[ -])\brace\b(?![ -](?:pace|prep|plan|week|simul|recon))|\bwettkampf\b"
        r"|\bcompetition\b|\bcompeticion\b|\bwedstrijd\b"
    ),
    "intervals": re.compile(
        r"\bintervals?\b|\bintervall(?:e|en|er|lauf|training)?\b|\bfractionnes?\b|\b\d{1,2} ?x ?\d{2,4} ?m?\b"
    ),
    "tempo": re.compile(
        r"^tempo$|\btempo (?:run|session|lauf)\b|\btempo(?:dauer)?lauf\b|\bthreshold (?:run|session)\b"
        r"|\bschwellenlauf\b|\btempoduurloop\b"
    ),
    "long": re.compile(
        r"\blong run\b|\blanger? (?:dauer)?lauf\b|\bsortie longue\b|\b(?:tirada|carrera) larga\b"
        r"|\blange (?:duur)?loop\b|\blungo lento\b"
    ),
    "hills": re.compile(r"\bhill (?:repeats?|reps|sprints?)\b|\bberg(?:sprints?|intervalle)\b"),
    "easy": re.compile(
        r"\b(?:easy|recovery) (?:run|jog)\b|\blockerer (?:dauer)?lauf\b|\bregenerations?lauf\b"
        r"|\bfooting (?:tranquille|facile)\b|\brodaje suave\b|\bherstelloop\b"
    ),
}
LONGEST = 300


def session_of(name: str) -> str:
    """The session of a name such as `Tempo run`; blank where it names none, or more than one."""
    text = fold(name[:LONGEST])
    found = [session for session, words in _WORDS.items() if words.search(text)]
    return found[0] if len(found) == 1 else ""
