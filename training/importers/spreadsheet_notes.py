"""What a row of a runner's own sheet tells in words: the facts a log has words for, the rest as its notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from training.importers.spreadsheet_labels import is_empty, is_run, session_in, surface_in, terrain_in
from training.importers.spreadsheet_mapping import Mapping
from training.importers.spreadsheet_words import is_main_note, words_of

# A cell of more words says more than the fact that was found in it.
MOST_WORDS = 3


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
        self.told = {role: self.at(places[0]) for role, places in mapping.places.items()}

    def at(self, index: int) -> str:
        text = self.cells[index] if index < len(self.cells) else ""
        return "" if is_empty(text) else text

    def get(self, role: str) -> str:
        """The cell of the first column with that role."""
        return self.told.get(role, "")

    def name(self, role: str) -> str:
        """The column of a role as its runner knows it."""
        index = next(iter(self.mapping.columns(role)), 0)
        title = self.title(index)
        return f"“{title}”" if title else f"column {letter_of(index)}"

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
    columns = {index: cells.title(index) for index in cells.mapping.columns("notes")}
    plain = {index for index, title in columns.items() if not title or is_main_note(words_of(title))}
    if len(columns) == 1:
        plain.update(columns)
    lines = [cells.at(index) for index in columns if index in plain]
    lines += [
        f"{title}: {cells.at(index)}"
        for index, title in columns.items()
        if index not in plain and cells.at(index)
    ]
    unread = [role for role in ("type", "session", "surface", "terrain") if _says_more(cells, role)]
    if not is_effort_read and cells.get("effort"):
        unread.append("effort")
    return "\n".join(
        filter(None, [*lines, *(f"{cells.name(role).strip('“”')}: {cells.get(role)}" for role in unread)])
    )


def _says_more(cells: Cells, role: str) -> bool:
    text = cells.get(role)
    if not text or (role == "type" and is_run(text) and len(text.split()) <= MOST_WORDS):
        return False
    is_found = any(find(text) for find, roles in _SOURCES.values() if role in roles)
    return not is_found or len(text.split()) > MOST_WORDS
