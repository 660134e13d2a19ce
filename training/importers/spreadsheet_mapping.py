"""What the columns of a runner's own spreadsheet mean, and what about them only the runner knows.

Plain values all: a mapping goes to a page and comes back from it, so nothing of it is believed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

# What a column can tell. Blank: nothing that is imported.
ROLES = (
    "", "date", "time", "distance", "duration", "hours", "minutes", "seconds", "elapsed", "type", "surface",
    "terrain", "session", "shoe", "effort", "notes",
)  # fmt: skip
# Roles that several columns may share.
SHARED_ROLES = frozenset({"", "notes"})
DAY_ORDERS = ("day_first", "month_first")
# Blank: as the runner's account counts.
DISTANCE_UNITS = ("", "km", "mi", "m")
# clock: 52:30, 1:04:30 or 1h05. minutes_seconds: 52.30 is 52:30. The others are plain numbers; days: the
# fraction of a day that a spreadsheet keeps for a time.
DURATION_FORMS = ("clock", "minutes", "minutes_seconds", "hours", "seconds", "days")
CHOICES = {"day_order": DAY_ORDERS, "distance_unit": DISTANCE_UNITS, "duration_form": DURATION_FORMS}

MOST_COLUMNS = 100
LAST_HEADER_ROW = 1_000
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a sheet is read. roles: of each column from the first on; columns behind them tell nothing.

    header_row: number of the row that names the columns, 0: none does; what stands above it is no run.
    decimal_comma: whether `1,250` is 1.25. year: of dates that name none.
    """

    roles: tuple[str, ...]
    header_row: int = 1
    day_order: str = "day_first"
    distance_unit: str = ""
    duration_form: str = "clock"
    decimal_comma: bool = False
    year: int | None = None

    def columns(self, role: str) -> tuple[int, ...]:
        """Indexes of the columns with that role, from 0."""
        return self.places.get(role, ())

    @property
    def places(self) -> dict[str, tuple[int, ...]]:
        """The same of every role that a column has."""
        return _places(self.roles)


@lru_cache(maxsize=64)
def _places(roles: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    return {role: tuple(index for index, given in enumerate(roles) if given == role) for role in roles}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the runner says in advance, for sheets that leave it open; blank: nothing."""

    day_order: str = ""
    distance_unit: str = ""
    duration_form: str = ""


# What the runner says of a spreadsheet before it is read.
Told = Mapping | Answers


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read the example. value: for the mapping. meaning: what the example is then.

    meaning: of a day an ISO date, of a distance whole metres, of a duration whole seconds.
    """

    value: str
    meaning: str | int


@dataclass(frozen=True, slots=True)
class Question:
    """What a sheet leaves open. about: the field of the mapping, one of CHOICES. column: its index, from 0.

    example: a cell as written, in the row of that number. options: the likelier first, which the mapping has
    until the runner says otherwise; but a distance unit stays blank in it, for the account knows better.
    """

    about: str
    column: int
    row: int
    example: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A row of the sheet as written, as many cells as `Guess.header` has."""

    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """How a sheet is understood. header: a name for each column, blank where it has none.

    sheet: its name in its file, blank where it has none. is_told: whether the runner gave the mapping.
    """

    mapping: Mapping
    header: tuple[str, ...]
    sample: tuple[SampleRow, ...]
    questions: tuple[Question, ...] = ()
    sheet: str = ""
    is_told: bool = False


def to_plain(value: Mapping | Guess) -> dict[str, Any]:
    """For JSON; `mapping_of` takes back what this makes of a mapping."""
    return asdict(value)


def mapping_of(value: object) -> Mapping:
    """The mapping in a plain value from outside; ValueError says which part of it cannot be."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ValueError("a mapping must be an object")
    if unknown := sorted(set(value) - set(Mapping.__dataclass_fields__)):
        raise ValueError(f"a mapping has no {unknown[0][:40]}")
    if "roles" not in value:
        raise ValueError("roles is required")
    mapping = Mapping(**{**value, "roles": _roles(value["roles"])})
    _whole("header_row", mapping.header_row, 0, LAST_HEADER_ROW)
    if mapping.year is not None:
        _whole("year", mapping.year, FIRST_YEAR, LAST_YEAR)
    if not isinstance(mapping.decimal_comma, bool):
        raise ValueError("decimal_comma must be true or false")
    for name, allowed in CHOICES.items():
        _word(name, getattr(mapping, name), allowed)
    return mapping


def _roles(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_COLUMNS:
        raise ValueError(f"roles must be a list of at most {MOST_COLUMNS}")
    roles = tuple(_word("roles", role, ROLES) for role in value)
    for role in ("date", "distance"):
        if role not in roles:
            raise ValueError(f"one column must be the {role}")
    for role, number in Counter(roles).items():
        if number > 1 and role not in SHARED_ROLES:
            raise ValueError(f"only one column can be the {role}")
    return roles


def _word(name: str, value: object, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(word for word in allowed if word)}")
    return value


def _whole(name: str, value: object, least: int, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"{name} must be a whole number from {least} to {most}")
