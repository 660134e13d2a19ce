"""The columns of a sheet: where their names stand, and what most of their cells look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from training.importers.spreadsheet_cells import (
    FEWEST_M,
    Amount,
    amount_in,
    is_clock,
    is_number,
    read_duration,
)
from training.importers.spreadsheet_dates import is_serial, weekday_in, written
from training.importers.spreadsheet_labels import is_empty, is_period, is_rest, is_total
from training.importers.spreadsheet_words import ROLES_BY_NAME, is_headed, is_other_amount, words_of
from training.importers.table import Row

# Rows among which the header is looked for, and rows by which columns are judged.
ROWS_TO_HEADER, JUDGED = 40, 1_000
LONGEST_NAME = 60
FEWEST_NAMED = 2
MOST, NEARLY_ALL = 0.6, 0.8
# Seconds a kilometre that the runs of a whole column can have.
FASTEST_PACE, SLOWEST_PACE = 150, 1_200


@dataclass(frozen=True)
class Column:
    """cells: number of the row and text of each cell that is filled, of the first rows alone."""

    index: int
    name: str
    cells: tuple[tuple[int, str], ...]

    @cached_property
    def words(self) -> str:
        return words_of(self.name)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """Its cells but those that say that there was no run, and labels."""
        return tuple(
            text for _, text in self.cells if not (is_rest(text) or is_total(text) or is_period(text))
        )

    def share(self, test: Callable[[str], object]) -> float:
        """Of the cells that tell anything, those for which the test holds; 0 where none does."""
        return sum(bool(test(text)) for text in self.told) / len(self.told) if self.told else 0.0

    @cached_property
    def dates(self) -> float:
        return self.share(written)

    @cached_property
    def clocks(self) -> float:
        return self.share(is_clock)

    @cached_property
    def amounts(self) -> float:
        return self.share(amount_in)

    @cached_property
    def numbers(self) -> float:
        return self.share(is_number)

    @cached_property
    def durations(self) -> float:
        return self.share(lambda text: duration_in(text, 0) is not None)

    @cached_property
    def is_serial(self) -> bool:
        return self.share(is_serial) >= MOST

    @cached_property
    def is_wordy(self) -> bool:
        return bool(self.told) and self.numbers < MOST and self.clocks < MOST and self.dates < MOST

    @cached_property
    def is_weekdays(self) -> bool:
        return self.share(lambda text: weekday_in(text) is not None) >= NEARLY_ALL

    def can_be(self, role: str) -> bool:
        """Whether its name allows the role."""
        return is_headed(role, self.words)


def header_in(rows: Sequence[Row]) -> int | None:
    """The place, among the rows, of the one that names the columns; None where none does."""
    names = [_named(cells) for _, cells, problem in rows[:ROWS_TO_HEADER] if not problem]
    places = [place for place, row in enumerate(rows[:ROWS_TO_HEADER]) if not row[2]]
    best = max(names, default=0)
    return places[names.index(best)] if best >= FEWEST_NAMED else None


def _named(cells: Sequence[str]) -> int:
    """How many roles its cells name; 0 for a row that is no header."""
    filled = [cell for cell in cells if cell]
    if any(len(cell) > LONGEST_NAME or is_clock(cell) or is_number(cell) or written(cell) for cell in filled):
        return 0
    roles = {role for cell in filled for role in ROLES_BY_NAME if is_headed(role, words_of(cell))}
    return len(roles) if roles & {"date", "distance"} and len(filled) >= FEWEST_NAMED else 0


def columns_of(names: Sequence[str], rows: Sequence[Row]) -> list[Column]:
    """Each column of the rows below the header."""
    width = max([len(names), *(len(cells) for _, cells, _ in rows[:JUDGED])])
    cells: list[list[tuple[int, str]]] = [[] for _ in range(width)]
    for number, texts, problem in rows[:JUDGED]:
        if problem or list(texts) == list(names):
            continue
        for index, text in enumerate(texts):
            if not is_empty(text):
                cells[index].append((number, text))
    return [
        Column(index, names[index] if index < len(names) else "", tuple(found))
        for index, found in enumerate(cells)
    ]


def duration_in(text: str, metres: float, form: str = "clock") -> float | None:
    """The seconds in a cell; None where there are none."""
    try:
        return read_duration(text, form, metres) or None
    except ValueError:
        return None


def is_plausible(seconds: float, metres: float) -> bool:
    """Whether most runs can have that pace."""
    return metres > 0 and FASTEST_PACE <= seconds * 1000 / metres <= SLOWEST_PACE


def agreement(distance: Column, duration: Column, unit: str, form: str = "clock") -> float:
    """The share of rows whose distance, in the unit, and duration make a pace; 0 where none has both."""
    amounts = {row: amount for row, text in distance.cells if (amount := amount_in(text))}
    paired = [(_metres(amounts[row], unit), text) for row, text in duration.cells if row in amounts]
    fit = [
        is_plausible(seconds, metres)
        for metres, text in paired
        if (seconds := duration_in(text, metres, form)) is not None
    ]
    return sum(fit) / len(fit) if fit else 0.0


def _metres(amount: Amount, unit: str) -> float:
    """So many; 10.500 of them are not ten."""
    metres = amount.metres(unit)
    return metres * 1000 if unit == "m" and metres < FEWEST_M else metres


def is_amount_of_something(column: Column) -> bool:
    """Whether the name of a column tells that its numbers are no distance and no time."""
    return is_other_amount(column.words)
