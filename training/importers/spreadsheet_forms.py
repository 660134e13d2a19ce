"""In which unit a sheet counts distances and how it writes times, else what must be asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import median

from training.importers.spreadsheet_cells import METRES_IN, SECONDS_IN, amount_in, read_pace
from training.importers.spreadsheet_columns import (
    MOST,
    Column,
    agreement,
    duration_in,
)
from training.importers.spreadsheet_mapping import Option, Question
from training.importers.spreadsheet_roles import is_in_metres
from training.importers.spreadsheet_words import is_english, time_unit_of, unit_of, words_of

# Seconds for each unit below which nobody runs a mile day by day, and above which nobody runs a kilometre.
FASTEST_MILE, SLOWEST_KM = 300, 690
# Likelier a kilometre below it.
BETWEEN = 435
SAME_SHARE = 0.04
FEWEST_PACES = 3
# Times like 52.30 of which none has more than 59 behind the point: by chance, decimals seldom have.
ENOUGH_BELOW_60 = 14

_DECIMAL = re.compile(r"\d([.,])(\d+)(?:\s*[^\W\d_]+)?", re.A)
_TWO_PLACES = re.compile(r"\d{1,3}[.,](\d{2})", re.A)


def is_decimal_comma(columns: Iterable[Column], distance: Column) -> bool:
    """Whether `1,250` is 1.25: as the other numbers show, else as a run can be long."""
    texts = [text for column in columns for text in column.told]
    marks = Counter(
        match[1]
        for text in texts
        if (match := _DECIMAL.search(text)) and match.end() == len(text) and len(match[2]) != 3
    )
    if marks[","] != marks["."]:
        return marks[","] > marks["."]
    thousands = [text for text in distance.told if (match := _DECIMAL.search(text)) and len(match[2]) == 3]
    mark = "," if any("," in text for text in thousands) else "."
    is_thousands = unit_of(distance.words) == "m"
    return bool(thousands) and ((mark == ",") != is_thousands)


def unit_question(distance: Column, others: dict[str, Column]) -> tuple[str, Question | None]:
    """The unit of a distance that names none; blank with the question where nothing tells."""
    if unit := unit_of(distance.words) or _unit_below(distance) or _unit_of_cells(distance):
        return unit, None
    if is_in_metres(distance):
        return "m", None
    bare = [(row, text) for row, text in distance.cells if (amount := amount_in(text)) and not amount.unit]
    names = [
        column.words
        for column in (distance, *(others[role] for role in ("date", "duration") if role in others))
    ]
    is_metric = any(names) and not any(is_english(words) for words in names)
    unit, likelier = _by_pace(distance, others)
    if unit or is_metric or not bare:
        return unit or "km", None
    row, text = bare[0]
    amount = amount_in(text)
    number = amount.number if amount else 0.0
    units = ("mi", "km") if likelier == "mi" else ("km", "mi")
    options = tuple(Option(unit, round(number * METRES_IN[unit])) for unit in units)
    return "", Question("distance_unit", distance.index, row, text, options)


def _unit_below(distance: Column) -> str:
    """What stands under the name in a row of units."""
    return (
        unit_of(words_of(distance.cells[0][1]))
        if distance.cells and not amount_in(distance.cells[0][1])
        else ""
    )


def _unit_of_cells(distance: Column) -> str:
    """Where most cells name a unit, the one that most name."""
    units = Counter(amount.unit for text in distance.told if (amount := amount_in(text)))
    named = Counter({unit: number for unit, number in units.items() if unit})
    return named.most_common(1)[0][0] if named and named.total() >= MOST * units.total() else ""


def _by_pace(distance: Column, others: dict[str, Column]) -> tuple[str, str]:
    """The unit that the pace of the runs proves, and the likelier one."""
    amounts = {
        row: amount.number for row, text in distance.cells if (amount := amount_in(text)) and not amount.unit
    }
    duration = others.get("duration")
    seconds = {
        row: each
        for row, text in (duration.cells if duration else ())
        if row in amounts and (each := duration_in(text, amounts[row] * 1250))
    }
    paces = [seconds[row] / amounts[row] for row in seconds]
    if proof := _by_pace_column(amounts, seconds, others.get("pace")):
        return proof, proof
    if len(paces) < FEWEST_PACES:
        return "", ""
    middle = median(paces)
    if middle < FASTEST_MILE or middle > SLOWEST_KM:
        unit = "km" if middle < FASTEST_MILE else "mi"
        return unit, unit
    return "", "km" if middle < BETWEEN else "mi"


def _by_pace_column(amounts: dict[int, float], seconds: dict[int, float], pace: Column | None) -> str:
    """The unit in which distance, duration and a pace that names its own agree."""
    if pace is None or not (unit := unit_of(pace.words) or unit_of(words_of(" ".join(pace.told[:1])))):
        return ""
    found: Counter[str] = Counter()
    for row, text in pace.cells:
        if row in seconds and (each := _pace_in(text)):
            metres = seconds[row] / each * METRES_IN[unit]
            found.update(other for other in ("km", "mi") if _is_near(amounts[row] * METRES_IN[other], metres))
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] >= FEWEST_PACES and best[0][1] >= MOST * found.total() else ""


def _pace_in(text: str) -> float | None:
    try:
        return read_pace(text)
    except ValueError:
        return None


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_SHARE * max(one, other)


def duration_question(duration: Column, distance: Column, unit: str) -> tuple[str, Question | None]:
    """How times are written; with the question where 52.30 may be 52:30."""
    plain = [
        text for text in duration.told if duration.numbers and duration_in(text, 0, "minutes") is not None
    ]
    if duration.clocks >= MOST or not plain or duration.numbers < MOST:
        return "clock", None
    units = [unit] if unit else ["km", "mi"]
    named = time_unit_of(duration.words)
    shares = {form: max(agreement(distance, duration, each, form) for each in units) for form in SECONDS_IN}
    best = max(shares, key=lambda form: (round(shares[form], 2), form == named, form == "minutes"))
    if not shares[best]:
        best = named or "minutes"
    if best != "minutes":
        return best, None
    places = [match[1] for text in plain if (match := _TWO_PLACES.fullmatch(text))]
    if not places or len(places) < MOST * len(plain) or max(places) > "59":
        return "minutes", None
    return _minutes_question(duration, len(places))


def _minutes_question(duration: Column, number: int) -> tuple[str, Question | None]:
    if number >= ENOUGH_BELOW_60:
        return "minutes_seconds", None
    row, text = next((row, text) for row, text in duration.cells if _TWO_PLACES.fullmatch(text))
    forms = ("minutes_seconds", "minutes")
    options = tuple(Option(form, round(duration_in(text, 0, form) or 0)) for form in forms)
    return forms[0], Question("duration_form", duration.index, row, text, options)
