"""Which column of a sheet tells what: by its name, and by what its cells can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from training.importers.spreadsheet_cells import amount_in, read_pace
from training.importers.spreadsheet_columns import (
    MOST,
    NEARLY_ALL,
    Column,
    agreement,
    duration_in,
    is_amount_of_something,
)
from training.importers.spreadsheet_words import PACE, STEPS, is_main_note, time_unit_of, unit_of

# Without a name that tells, only columns that agree with each other are believed.
FEWEST_ROWS = 3
MOST_WORDS_OF_A_KIND = 3
HARDEST = 10
SPLIT = ("hours", "minutes", "seconds")
# Above them, a number of metres rather than of kilometres or miles.
METRES_FROM = 400


class Roles:
    """The columns that are taken, each by its role; roles that no column has are missing."""

    def __init__(self, columns: Sequence[Column], *, is_headed: bool) -> None:
        self.columns = columns
        self.is_headed = is_headed
        self.taken: dict[int, str] = {}
        self.by_role: dict[str, Column] = {}

    def take(self, role: str, columns: Iterable[Column]) -> None:
        """Give the role to the first of the columns, where there is one."""
        for column in columns:
            if column.index not in self.taken:
                self.taken[column.index] = role
                self.by_role.setdefault(role, column)
                return

    def free(self) -> list[Column]:
        return [column for column in self.columns if column.index not in self.taken]

    def as_tuple(self) -> tuple[str, ...]:
        """The role of each column; pace serves the guess alone."""
        roles = [self.taken.get(column.index, "") for column in self.columns]
        return tuple("" if role == "pace" else role for role in roles)


def roles_of(columns: Sequence[Column], *, is_headed: bool) -> Roles | None:
    """Who tells what; None where no column is surely the day of a run, or none its distance."""
    roles = Roles(columns, is_headed=is_headed)
    roles.take("date", _dates(roles))
    roles.take("pace", _paces(roles))
    roles.take("distance", _distances(roles))
    if not {"date", "distance"} <= set(roles.by_role):
        return None
    _take_durations(roles)
    if any(STEPS.search(column.words) for column in columns) and "duration" not in roles.by_role:
        return None
    roles.take("time", (column for column in roles.free() if column.can_be("time") and column.clocks >= MOST))
    _take_words(roles)
    return roles


def _dates(roles: Roles) -> list[Column]:
    def is_date(column: Column) -> bool:
        if column.can_be("date"):
            return column.dates >= MOST or (roles.is_headed and not column.cells)
        return column.dates >= NEARLY_ALL and not column.is_serial and len(column.told) >= FEWEST_ROWS

    found = [column for column in roles.columns if is_date(column)]
    return sorted(found, key=lambda column: not column.can_be("date"))


def _paces(roles: Roles) -> list[Column]:
    """Columns of minutes per kilometre or mile, which look like durations."""
    return [
        column
        for column in roles.free()
        if (PACE.search(column.words) or column.words in ("km", "mi"))
        and column.share(_is_pace) >= NEARLY_ALL
    ]


def _is_pace(text: str) -> bool:
    try:
        return read_pace(text) > 0
    except ValueError:
        return False


def _distances(roles: Roles) -> list[Column]:
    free = [column for column in roles.free() if column.amounts >= MOST or not column.cells]
    headed = [column for column in free if column.can_be("distance")]
    if headed:
        return sorted(headed, key=lambda column: ("total" in column.words, not column.cells))
    with_units = [column for column in free if column.share(_has_unit) >= MOST]
    return with_units or [column for column in free if _agrees(roles, column)]


def _has_unit(text: str) -> bool:
    amount = amount_in(text)
    return amount is not None and bool(amount.unit)


def _agrees(roles: Roles, column: Column) -> bool:
    """Whether a column without a telling name makes paces with one of durations."""
    if is_amount_of_something(column) or len(column.told) < FEWEST_ROWS:
        return False
    clocks = [other for other in roles.free() if other.clocks >= NEARLY_ALL and other is not column]
    return any(agreement(column, other, "km") >= NEARLY_ALL for other in clocks)


def _take_durations(roles: Roles) -> None:
    distance = roles.by_role["distance"]
    _take_split(roles, distance)
    if any(role in roles.by_role for role in SPLIT):
        return
    likely = [column for column in roles.free() if _may_be_duration(roles, column, distance)]
    moving = sorted(likely, key=lambda column: (column.can_be("elapsed"), "total" in column.words))
    roles.take("duration", moving)
    roles.take("elapsed", (column for column in moving if column.can_be("elapsed")))
    if "duration" not in roles.by_role and "pace" in roles.by_role:
        _take_tempo(roles, distance)


def _take_tempo(roles: Roles, distance: Column) -> None:
    """What looks like a pace by its name may be a time in another language."""
    pace = roles.by_role["pace"]
    if pace.can_be("duration") and _agrees_with(distance, pace, "clock") >= NEARLY_ALL:
        del roles.by_role["pace"], roles.taken[pace.index]
        roles.take("duration", [pace])


def _may_be_duration(roles: Roles, column: Column, distance: Column) -> bool:
    if roles.is_headed and not column.can_be("duration") and not column.can_be("elapsed"):
        return False
    if not roles.is_headed and column.clocks < NEARLY_ALL:
        return False
    if not column.cells:
        return column.can_be("duration") and not column.can_be("time")
    if column.durations < MOST:
        return False
    return _agrees_with(distance, column, "clock") >= MOST


def _agrees_with(distance: Column, duration: Column, form: str) -> float:
    units = ("m",) if is_in_metres(distance) else ("km", "mi")
    return max(agreement(distance, duration, unit, form) for unit in units)


def is_in_metres(distance: Column) -> bool:
    """Whether the numbers of a column can only be metres."""
    if named := unit_of(distance.words):
        return named == "m"
    numbers = sorted(
        amount.number for text in distance.told if (amount := amount_in(text)) and not amount.unit
    )
    return bool(numbers) and numbers[len(numbers) // 2] >= METRES_FROM


def _take_split(roles: Roles, distance: Column) -> None:
    found: dict[str, Column] = {}
    for column in roles.free():
        unit = time_unit_of(column.words)
        if unit and not is_amount_of_something(column) and (column.numbers >= MOST or not column.cells):
            found.setdefault(unit, column)
    if len(found) < 2 or "minutes" not in found or not _split_agrees(found, distance):
        return
    for unit, column in found.items():
        roles.take(unit, [column])


def _split_agrees(found: dict[str, Column], distance: Column) -> bool:
    seconds: dict[int, float] = {}
    for unit, column in found.items():
        for row, text in column.cells:
            if (number := duration_in(text, 0, unit)) is not None:
                seconds[row] = seconds.get(row, 0) + number
    total = Column(-1, "", tuple((row, repr(value)) for row, value in seconds.items()))
    return not total.cells or _agrees_with(distance, total, "seconds") >= MOST


def _take_words(roles: Roles) -> None:
    roles.take(
        "type", (each for each in roles.free() if each.can_be("type") and each.is_wordy and _is_short(each))
    )
    for role in ("session", "surface", "terrain"):
        roles.take(role, (each for each in roles.free() if each.can_be(role) and each.is_wordy))
    roles.take("shoe", (each for each in roles.free() if each.can_be("shoe") and each.clocks < MOST))
    roles.take("effort", (each for each in roles.free() if each.can_be("effort") and _is_effort(each)))
    for column in sorted(roles.free(), key=lambda column: not is_main_note(column.words)):
        is_note = column.can_be("notes") or column.can_be("session") or not column.name
        if (
            is_note
            and not column.is_weekdays
            and (column.is_wordy or (is_main_note(column.words) and not column.cells))
        ):
            roles.take("notes", [column])


def _is_short(column: Column) -> bool:
    return column.share(lambda text: len(text.split()) <= MOST_WORDS_OF_A_KIND) >= MOST


def _is_effort(column: Column) -> bool:
    return column.share(lambda text: effort_in(text) is not None) >= NEARLY_ALL


def effort_in(text: str) -> int | None:
    """0 to 10 of `7` or `7/10`; None for anything else."""
    number, slash, most = text.partition("/")
    if slash and most.strip() != str(HARDEST):
        return None
    try:
        effort = float(number.replace(",", "."))
    except ValueError:
        return None
    return round(effort) if 0 <= effort <= HARDEST else None
