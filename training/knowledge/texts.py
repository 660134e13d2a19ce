"""What a page of knowledge is made of. Texts are marked for translation; whoever shows them translates."""

from __future__ import annotations

from dataclasses import dataclass

from training.engine.rule import Source


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said and where it comes from; items: what it lists."""

    text: str
    source: Source
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to do, by its kind in the care log: how, and how much of it where the source says."""

    kind: str
    how: str
    dose: str
    source: Source


@dataclass(frozen=True, slots=True)
class Table:
    """rows: cells in the order of `head`; the first is the name of the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Section:
    """anchor: its place on the page. pattern: the cause whose signs belong here, by its key."""

    anchor: str
    title: str
    statements: tuple[Statement, ...]
    exercises: tuple[Exercise, ...] = ()
    table: Table | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    slug: str
    title: str
    lead: str
    icon: str
    sections: tuple[Section, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where everything on the page comes from."""
        return tuple(
            part.source
            for section in self.sections
            for part in (*section.statements, *section.exercises, section.table)
            if part is not None
        )
