"""Whether a column writes 12/5 for 12 May or for December 5: as all its dates show, else it must be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from training.importers.spreadsheet_dates import DAY_FIRST, MONTH_FIRST, Written, written
from training.importers.spreadsheet_mapping import Option, Question

ORDERS = (DAY_FIRST, MONTH_FIRST)
# Fewer days than these can be in order by chance.
FEWEST_IN_ORDER = 5
FEWEST_WEEKDAYS = 2
# A leap year, to show a day whose year nobody knows.
ANY_YEAR = 2000
NEARLY_ALL, HALF = 0.8, 0.5

# Of the kind that can be open, not 2021-05-13 or 13 May.
_NUMERIC = re.compile(r"(?<![\d/-])\d{1,2}\s?([/-])\s?\d{1,2}(?:\s?\1|\s|$)", re.A)


@dataclass(frozen=True, slots=True)
class DayCell:
    """A date as written: number of its row, its text, and the weekday that another cell of the row names."""

    row: int
    text: str
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a sheet in its order. year: of those that name none."""

    cells: Sequence[DayCell]
    year: int | None
    last_day: date | None

    def days(self, order: str) -> list[date]:
        """Each date read that way, without those that are none."""
        found = (_day(written(cell.text), order, self.year) for cell in self.cells)
        return [day for day in found if day]


def day_order(dates: Dates, column: int, *, is_english: bool) -> tuple[str, Question | None]:
    """The order, and the question where nothing settles it; then the order is the likelier."""
    opened = [cell for cell in dates.cells if (day := written(cell.text)) and day.is_open]
    if not opened:
        return DAY_FIRST, None
    for settled in (_by_others(dates), _by_weekday(dates, opened), _by_future(dates), _by_sequence(dates)):
        if settled:
            return settled, None
    orders = sorted(
        ORDERS, key=lambda order: (*_disorder(dates.days(order)), (order == MONTH_FIRST) != is_english)
    )
    options = tuple(_option(order, opened[0], dates) for order in orders)
    return orders[0], Question("day_order", column, opened[0].row, opened[0].text, options)


def _day(day: Written | None, order: str, year: int | None) -> date | None:
    try:
        return day.on(order, year) if day else None
    except ValueError:
        return None


def _option(order: str, cell: DayCell, dates: Dates) -> Option:
    day = _day(written(cell.text), order, dates.year or ANY_YEAR)
    return Option(order, day.isoformat() if day else "")


def _by_others(dates: Dates) -> str:
    """What the dates tell that can be read one way only, if they agree."""
    found = {
        day.order
        for cell in dates.cells
        if (day := written(cell.text))
        and day.order
        and _NUMERIC.search(cell.text)
        and max(day.first, day.second) > 12
    }
    return found.pop() if len(found) == 1 else ""


def _by_weekday(dates: Dates, opened: Sequence[DayCell]) -> str:
    shares = {order: _weekday_share(order, opened, dates.year) for order in ORDERS}
    settled = [order for order in ORDERS if shares[order] >= NEARLY_ALL]
    return settled[0] if len(settled) == 1 and min(shares.values()) < HALF else ""


def _weekday_share(order: str, opened: Sequence[DayCell], year: int | None) -> float:
    found = []
    for cell in opened:
        day = written(cell.text)
        weekday = cell.weekday if day is None or day.weekday is None else day.weekday
        on = _day(day, order, year)
        if weekday is not None and on:
            found.append(on.weekday() == weekday)
    return sum(found) / len(found) if len(found) >= FEWEST_WEEKDAYS else 0.0


def _by_future(dates: Dates) -> str:
    """The order in which no run lies in the future, if one does in the other."""
    if dates.last_day is None:
        return ""
    possible = [order for order in ORDERS if max(dates.days(order), default=date.min) <= dates.last_day]
    return possible[0] if len(possible) == 1 else ""


def _by_sequence(dates: Dates) -> str:
    """The order in which the rows are sorted, if they are not in the other."""
    found = [order for order in ORDERS if _disorder(dates.days(order))[0] == 0]
    enough = len(set(dates.days(found[0]))) >= FEWEST_IN_ORDER if found else False
    return found[0] if len(found) == 1 and enough else ""


def _disorder(days: Sequence[date]) -> tuple[int, int]:
    """Steps against the direction of most rows, and the days from the first date to the last."""
    later = sum(after > before for before, after in pairwise(days))
    earlier = sum(after < before for before, after in pairwise(days))
    return min(later, earlier), (max(days) - min(days)).days if days else 0
