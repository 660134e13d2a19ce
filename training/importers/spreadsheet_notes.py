"""What a row of a runner's own sheet tells in words: the facts a log has words for, the rest as its notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from training.importers.spreadsheet_labels import is_empty, is_run, session_in, surface_in, terrain_in
from training.importers.spreadsheet_mapping import Mapping
from training.importers.spreadsheet_words import is_main_note, words_of

# A cell of more words says more than the fact that was found in it.
MOST_WORDS = 3
TIMES = ("duration", "hours", "minutes", "seconds", "elapsed")


@dataclass(frozen=True, slots=True)
class Facts:
    """surface, terrain and session in the words of the log, blank where the row does not tell."""

    surface: str
    terrain: str
    session: str


# Where each fact may stand, the likeliest first.
_SOURCES: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {
    "surface": (surface_in, ("surface", "terrain", "type", "session")),
    "terrain": (terrain_in, ("terrain", "surface")),
    "session": (session_in, ("session", "type")),
}


class Cells:
    """The cells of a row by the roles of their columns; blank where there is none."""

    def __init__(self, mapping: Mapping, header: Sequence[str], cells: Sequence[str]) -> None:
        self.mapping = mapping
        self.header = header
        self.cells = cells
        self.is_second = False
        self.renamed: dict[str, str] = {}
        self.more: list[str] = []
        self.told = {role: self.at(places[0]) for role, places in mapping.places.items()}

    def parts(self) -> list[Cells]:
        """The row as one run; as two where it has a second distance, with a time that is that of both."""
        second = self.told.get("second_distance", "")
        if not second:
            return [self]
        other = Cells(self.mapping, self.header, self.cells)
        other.told["distance"], other.renamed = second, {"distance": "second_distance"}
        if not self.told.get("distance"):
            return [other]
        self.more = [f"{self.heading(role)}: {self.get(role)}" for role in TIMES if self.get(role)]
        self.told.update(dict.fromkeys(TIMES, ""))
        other.told.update(dict.fromkeys((*TIMES, "time", "effort"), ""))
        other.is_second = True
        return [self, other]

    def at(self, index: int) -> str:
        text = self.cells[index] if index < len(self.cells) else ""
        return "" if is_empty(text) else text

    def get(self, role: str) -> str:
        """The cell of the first column with that role."""
        return self.told.get(role, "")

    def name(self, role: str) -> str:
        """The column of a role as its runner knows it."""
        title = self.heading(role)
        index = next(iter(self.mapping.columns(self.renamed.get(role, role))), 0)
        return f"“{title}”" if title else f"column {letter_of(index)}"

    def heading(self, role: str) -> str:
        """What stands above the column of a role."""
        return self.title(next(iter(self.mapping.columns(self.renamed.get(role, role))), 0))

    def title(self, index: int) -> str:
        """What stands above a column."""
        return self.header[index] if index < len(self.header) else ""


def letter_of(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    return (letter_of(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def facts_of(cells: Cells) -> Facts:
    """The facts that the row tells."""
    return Facts(**{fact: _fact(cells, fact) for fact in _SOURCES})


def _fact(cells: Cells, fact: str) -> str:
    find, roles = _SOURCES[fact]
    return next((word for role in roles if (text := cells.get(role)) and (word := find(text))), "")


def notes_of(cells: Cells, *, is_effort_read: bool) -> str:
    """Its remarks, one column a line, and what else it says that the log has no word for."""
    if cells.is_second:
        return ""
    columns = _note_columns(cells.mapping, tuple(cells.header))
    lines = [f"{prefix}{text}" for index, prefix in columns if (text := cells.at(index))]
    unread = [role for role in ("type", "session", "surface", "terrain") if _says_more(cells, role)]
    if not is_effort_read and cells.get("effort"):
        unread.append("effort")
    return "\n".join([*lines, *(f"{cells.heading(role)}: {cells.get(role)}" for role in unread), *cells.more])


@lru_cache(maxsize=16)
def _note_columns(mapping: Mapping, header: tuple[str, ...]) -> list[tuple[int, str]]:
    """The columns of notes, remarks on the whole run first, and what the others begin with."""
    indexes = mapping.columns("notes")
    titles = {index: header[index] if index < len(header) else "" for index in indexes}
    is_plain = {
        index: len(indexes) == 1 or not title or is_main_note(words_of(title))
        for index, title in titles.items()
    }
    ordered = sorted(indexes, key=lambda index: not is_plain[index])
    return [(index, "" if is_plain[index] else f"{titles[index]}: ") for index in ordered]


def _says_more(cells: Cells, role: str) -> bool:
    text = cells.get(role)
    if not text or (role == "type" and is_run(text) and len(text.split()) <= MOST_WORDS):
        return False
    is_found = any(find(text) for find, roles in _SOURCES.values() if role in roles)
    return not is_found or len(text.split()) > MOST_WORDS
