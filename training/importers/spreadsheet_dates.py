"""Days as runners write them, with or without their year, in a dozen languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from training.importers.kinds import fold

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
# Days as spreadsheets count them, from 1954 to 2064.
FIRST_SERIAL, LAST_SERIAL = 20_000, 60_000
_SERIAL_DAY_0 = date(1899, 12, 30)
# Of a year with two digits: nobody logs runs of later than 2068.
LAST_SHORT_YEAR = 68

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[T\s,])", re.A)
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)", re.A)
_NUMERIC = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?'?(\d{4}|\d{2})\.?(?=$|[\s,])", re.A)
_SHORT = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})[./]?", re.A)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?", re.A)
_CLOCK = re.compile(
    r"(?:[T\s,]|\b(?:um|at|kl|om)\b\.?)*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?"
    r"\s*(?:[ap]\.?\s?m\b\.?)?\s*(?:Z|[+-]\d\d:?\d\d)?(?:\s*(?:uhr|h|[A-Z]{3,4}))?$",
    re.I | re.A,
)
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f", " "))
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)'?(\d{4}|\d{1,2})(?!\d)", re.A)
_MONTHS = (
    "january januar janvier enero gennaio januari janeiro styczen stycznia",
    "february februar fevrier febrero febbraio februari fevereiro luty lutego",
    "march marz mars marzo maart mrt marco marts marzec marca",
    "april avril abril aprile kwiecien kwietnia",
    "may mai mayo maggio mei maio maj maja",
    "june juni juin junio giugno junho czerwiec czerwca",
    "july juli juillet julio luglio julho lipiec lipca",
    "august aout agosto augustus augusti sierpien sierpnia",
    "september septembre septiembre settembre setembro wrzesien wrzesnia",
    "october oktober octobre octubre ottobre outubro pazdziernik pazdziernika",
    "november novembre noviembre novembro listopad listopada",
    "december dezember decembre diciembre dicembre dezembro desember grudzien grudnia",
)
# Any beginning of three letters or more.
_MONTH_OF = {
    name[:size]: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names.split()
    for size in range(3, len(name) + 1)
}
_FILLERS = frozenset({"de", "del", "di", "of", "the", "den", "d", "st", "nd", "rd", "th", "er"})
_WEEKDAYS = (
    "mon mo ma monday mandag man montag lun lunes lundi lunedi maandag segunda seg pon pn poniedzialek",
    "tue tues tuesday di dienstag die mar martes mardi martedi dinsdag tisdag tis tirsdag tir terca ter"
    " wto wt wtorek",
    "wed weds wednesday mi mittwoch mit mie miercoles mer mercredi mercoledi woensdag woe onsdag ons"
    " quarta qua sro sr sroda",
    "thu thur thurs thursday do donnerstag don jue jueves jeu jeudi gio giovedi donderdag torsdag tor tors"
    " quinta qui czw czwartek",
    "fri friday fr freitag fre vie viernes ven vendredi venerdi vrijdag vri fredag sexta sex pia pt piatek",
    "sat saturday sa samstag sam sab sabado samedi sabato zaterdag zat lordag lor sobota sob",
    "sun sunday so sonntag son dom domingo dim dimanche domenica zondag zon sondag nie niedziela",
)
_WEEKDAY_OF = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}


@dataclass(frozen=True, slots=True)
class Written:
    """A day as written. order: of its two numbers, blank where nothing in it tells; year: None: not named."""

    first: int
    second: int
    order: str
    year: int | None = None
    weekday: int | None = None

    def on(self, order: str, year: int | None) -> date:
        """The day; ValueError where it is none, or its year is not known."""
        is_day_first = (self.order or order) == DAY_FIRST
        day, month = (self.first, self.second) if is_day_first else (self.second, self.first)
        if self.year is None and year is None:
            raise ValueError("names no year")
        try:
            return date(self.year or year or 0, month, day)
        except ValueError:
            raise ValueError("is no date of the calendar") from None

    @property
    def is_open(self) -> bool:
        """Whether it is another day the other way round."""
        return not self.order and self.first != self.second and max(self.first, self.second) <= 12


@lru_cache(maxsize=65_536)
def written(text: str) -> Written | None:
    """The day in a cell; None where there is none."""
    text = _CLOCK.sub("", text.translate(_BLANKS).strip().lstrip("'")).strip(" ,").removesuffix("T")
    weekday, rest = _split_weekday(text)
    # `mar` is a Tuesday, unless it is March.
    return (_written(rest, weekday) if weekday is not None else None) or _written(text, None)


def _written(text: str, weekday: int | None) -> Written | None:
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return Written(int(found[2]), int(found[3]), MONTH_FIRST, int(found[1]), weekday)
    if numeric := _NUMERIC.fullmatch(text):
        return _numeric(numeric, _year(numeric[4]), weekday)
    if short := _SHORT.fullmatch(text):
        return _numeric(short, None, weekday)
    if is_serial(text):
        day = _SERIAL_DAY_0 + timedelta(days=int(text[:5]))
        return Written(day.month, day.day, MONTH_FIRST, day.year)
    return _named_month(text, weekday)


def is_serial(text: str) -> bool:
    """Whether a cell holds a day as spreadsheets count them."""
    return bool(_SERIAL.fullmatch(text)) and FIRST_SERIAL <= int(text[:5]) < LAST_SERIAL


def weekday_in(text: str) -> int | None:
    """0 for a cell that says Monday and nothing else."""
    return _WEEKDAY_OF.get(fold(text).strip(" .,"))


def _split_weekday(text: str) -> tuple[int | None, str]:
    """The weekday that a date begins or ends with, and what is left of it."""
    words = [(word.start(), word.end(), _WEEKDAY_OF.get(fold(word[0]))) for word in _WORD.finditer(text)]
    for start, end, weekday in words[:1] + words[-1:]:
        if weekday is not None and (not text[:start].strip(" (") or not text[end:].strip(" ).")):
            return weekday, (text[:start] + text[end:]).strip(" ,()").lstrip(" .,)")
    return None, text


def _numeric(match: re.Match[str], year: int | None, weekday: int | None) -> Written | None:
    first, second = int(match[1]), int(match[3])
    if match[2] == "." and year is None and not match[0].endswith("."):
        return None
    if match[2] == ".":
        return Written(first, second, DAY_FIRST, year, weekday)
    if max(first, second) > 12 >= min(first, second):
        return Written(first, second, DAY_FIRST if first > 12 else MONTH_FIRST, year, weekday)
    return Written(first, second, "", year, weekday)


def _named_month(text: str, weekday: int | None) -> Written | None:
    words = [fold(word) for word in _WORD.findall(text)]
    known = [_MONTH_OF[word] for word in words if word in _MONTH_OF]
    numbers = _NUMBER.findall(text)
    if len(known) != 1 or not 1 <= len(numbers) <= 2 or not _FILLERS.issuperset(set(words) - set(_MONTH_OF)):
        return None
    long = [number for number in numbers if len(number) == 4]
    short = [number for number in numbers if len(number) < 4]
    if len(long) > 1 or not short:
        return None
    if long and len(short) > 1:
        return None
    year = int(long[0]) if long else _year(short[1]) if len(short) > 1 else None
    return Written(int(short[0]), known[0], DAY_FIRST, year, weekday)


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) <= LAST_SHORT_YEAR else 1900)
