"""How a runner's own sheet is to be understood, and what about it must be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from training.importers.spreadsheet_columns import Column, columns_of, header_in
from training.importers.spreadsheet_dates import Written, weekday_in, written
from training.importers.spreadsheet_forms import duration_question, is_decimal_comma, unit_question
from training.importers.spreadsheet_mapping import Answers, Guess, Mapping, Option, Question, SampleRow
from training.importers.spreadsheet_order import Dates, DayCell, day_order
from training.importers.spreadsheet_roles import Roles, roles_of
from training.importers.spreadsheet_sheets import Sheet
from training.importers.spreadsheet_words import is_english
from training.importers.table import Row

SAMPLE_ROWS = 6
LONGEST_SHOWN = 200
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-6])\d(?!\d)", re.A)


def guess(sheet: Sheet, last_day: date | None, answers: Answers) -> Guess | None:
    """The meaning of its columns; None where no column is surely the day of a run, or none its distance.

    answers: what the runner said in advance, which settles a question and changes nothing else.
    """
    place = header_in(sheet.rows)
    names = sheet.rows[place][1] if place is not None else []
    below = sheet.rows if place is None else sheet.rows[place + 1 :]
    columns = columns_of(names, below)
    roles = roles_of(columns, is_headed=place is not None)
    if roles is None:
        return None
    year, year_asked = _year(sheet, place, roles.by_role["date"], last_day)
    mapping, asked = _forms(roles, below, year, last_day)
    mapping = replace(mapping, header_row=0 if place is None else sheet.rows[place][0], year=year)
    mapping, asked = _answered(mapping, [*asked, *year_asked], answers)
    return Guess(mapping, _names(columns), sample_of(below, len(columns)), tuple(asked), sheet.name)


def told_guess(sheet: Sheet, mapping: Mapping) -> Guess:
    """The same of a sheet whose meaning the runner told."""
    below = rows_below(sheet, mapping.header_row)
    width = max([len(mapping.roles), *(len(cells) for _, cells, _ in below)])
    names = next((cells for number, cells, _ in sheet.rows if number == mapping.header_row), [])
    header = tuple(name[:LONGEST_SHOWN] for name in [*names, *[""] * width][:width])
    return Guess(mapping, header, sample_of(below, width), sheet=sheet.name, is_told=True)


def rows_below(sheet: Sheet, header_row: int) -> list[Row]:
    """Its rows below the one that names the columns, all of them where that is 0."""
    return [row for row in sheet.rows if row[0] > header_row]


def sample_of(rows: Sequence[Row], width: int) -> tuple[SampleRow, ...]:
    """The first rows, as many cells each as the sheet is wide."""
    return tuple(
        SampleRow(number, tuple(cell[:LONGEST_SHOWN] for cell in [*cells, *[""] * width][:width]))
        for number, cells, problem in rows[:SAMPLE_ROWS]
        if not problem
    )


def _names(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.name[:LONGEST_SHOWN] for column in columns)


def _forms(
    roles: Roles, below: Sequence[Row], year: int | None, last_day: date | None
) -> tuple[Mapping, list[Question]]:
    """Roles and forms; header and year are not known here."""
    by_role = roles.by_role
    day, distance, duration = by_role["date"], by_role["distance"], by_role.get("duration")
    dates = Dates(_day_cells(roles, below), year, last_day)
    unit, unit_asked = unit_question(distance, by_role)
    is_foreign = not is_english(day.words) and not is_english(distance.words)
    order, order_asked = day_order(dates, day.index, is_english=not is_foreign and unit != "km")
    form, form_asked = duration_question(duration, distance, unit) if duration else ("clock", None)
    mapping = Mapping(
        roles.as_tuple(),
        day_order=order,
        distance_unit=unit,
        duration_form=form,
        decimal_comma=is_decimal_comma([distance, *([duration] if duration else [])], distance),
    )
    return mapping, [question for question in (order_asked, unit_asked, form_asked) if question]


def _day_cells(roles: Roles, below: Sequence[Row]) -> list[DayCell]:
    day = roles.by_role["date"].index
    weekdays = next((column.index for column in roles.free() if column.is_weekdays), None)

    def cell(cells: list[str], index: int | None) -> str:
        return cells[index] if index is not None and index < len(cells) else ""

    return [
        DayCell(number, cell(cells, day), weekday_in(cell(cells, weekdays)))
        for number, cells, problem in below
        if not problem and cell(cells, day)
    ]


def _year(
    sheet: Sheet, place: int | None, day: Column, last_day: date | None
) -> tuple[int | None, list[Question]]:
    """The year of dates that name none: that of the sheet's name or title, else it must be asked."""
    bare = [(row, text) for row, text in day.cells if (found := written(text)) and found.year is None]
    if not bare:
        return None, []
    above = (
        [cell for _, cells, _ in sheet.rows[: (place or 0) + 1] for cell in cells]
        if place is not None
        else []
    )
    years = {int(year) for text in (sheet.name, *above) for year in _YEAR.findall(text)}
    years = years or {found.year for _, text in day.cells if (found := written(text)) and found.year}
    if len(years) == 1:
        return years.pop(), []
    if last_day is None:
        return None, []
    row, text = bare[0]
    days = [found for _, text in bare if (found := written(text)) and not found.is_open]
    latest = next(
        (year for year in _years_to(last_day) if _are_possible(days, year, last_day)), last_day.year
    )
    options = tuple(Option(str(year), year) for year in (latest, latest - 1))
    return latest, [Question("year", day.index, row, text, options)]


def _years_to(last_day: date) -> range:
    """The latest years, the last one first, among which one has a 29 February."""
    return range(last_day.year, last_day.year - 8, -1)


def _are_possible(days: Sequence[Written], year: int, last_day: date) -> bool:
    """Whether all the days are some of that year, and none is still to come."""
    try:
        return all(day.on("", year) <= last_day for day in days)
    except ValueError:
        return False


def _with(mapping: Mapping, about: str, answer: Any) -> Mapping:
    return replace(mapping, **{about: answer})


def _answered(
    mapping: Mapping, questions: Sequence[Question], answers: Answers
) -> tuple[Mapping, list[Question]]:
    """The mapping with what the runner said in advance, and what is still open."""
    left = []
    for question in questions:
        answer = getattr(answers, question.about, "")
        if answer and answer in {option.value for option in question.options}:
            mapping = _with(mapping, question.about, answer)
        else:
            left.append(question)
    return mapping, left
