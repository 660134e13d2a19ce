"""The report as Markdown: a table for each part, with what was wished and whether it came true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from training.management.measuring.figures import Figure

KEPT = {True: "met", False: "**not met**", None: ""}


@dataclass
class Section:
    """figures: by column, an engine or `measured`; problems: what could not be measured, and why."""

    title: str
    about: str
    figures: dict[str, list[Figure]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def rows(self) -> list[str]:
        """What was measured, each once, in the order in which it came."""
        return list(dict.fromkeys(figure.what for found in self.figures.values() for figure in found))

    def row(self, what: str) -> dict[str, Figure]:
        """The figure of each column that has it."""
        found = {column: {one.what: one for one in figures} for column, figures in self.figures.items()}
        return {column: figures[what] for column, figures in found.items() if what in figures}


def section_lines(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield ""
    yield section.about
    yield ""
    if section.rows:
        yield from _table(section)
        yield ""
    for problem in section.problems:
        yield f"**Not measured:** {problem}."
        yield ""


def _table(section: Section) -> Iterator[str]:
    every = [figure for found in section.figures.values() for figure in found]
    columns = list(section.figures)
    extra = [
        *(["queries"] if any(figure.queries is not None for figure in every) else []),
        *(["wished", ""] if any(figure.wished for figure in every) else []),
    ]
    yield from head(["", *columns, *extra], numbers=len(columns) + ("queries" in extra))
    for what in section.rows:
        found = section.row(what)
        cells = [found[column].said if column in found else "–" for column in columns]
        if "queries" in extra:
            cells.append(_queries(found))
        if "wished" in extra:
            cells += [next(iter(found.values())).wished, _kept(found)]
        yield line([what, *cells])


def head(cells: list[str], numbers: int) -> list[str]:
    """The first two lines of a table; the columns of numbers behind the first stand to the right."""
    rules = ["---", *["---:"] * numbers, *["---"] * (len(cells) - 1 - numbers)]
    return [line(cells), f"|{'|'.join(rules)}|"]


def line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _queries(found: Mapping[str, Figure]) -> str:
    counts = dict.fromkeys(str(figure.queries) for figure in found.values() if figure.queries is not None)
    return " / ".join(counts)


def _kept(found: Mapping[str, Figure]) -> str:
    """`met`, or by engine where they differ."""
    answers = {column: figure.met for column, figure in found.items()}
    if len(set(answers.values())) == 1:
        return KEPT[next(iter(answers.values()))]
    return ", ".join(f"{column} {KEPT[met]}" for column, met in answers.items())


def summary(sections: Iterable[Section]) -> tuple[int, int, list[str]]:
    """How many wishes were met, how many there were, and those that were not, a line each."""
    judged = [
        (section, column, figure)
        for section in sections
        for column, figures in section.figures.items()
        for figure in figures
        if figure.met is not None
    ]
    missed = [
        f"{figure.what} ({column}): {figure.said}"
        + (f", {figure.queries} queries" if figure.most_queries is not None else "")
        + f"; wished {figure.wished}"
        for _section, column, figure in judged
        if not figure.met
    ]
    return len(judged) - len(missed), len(judged), missed
