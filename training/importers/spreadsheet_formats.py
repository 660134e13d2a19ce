"""Numbers of a workbook as their formats show them: days, times and durations are numbers of days."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from training.importers.spreadsheet_parts import Elements

DAY, TIME = "day", "time"
# Formats that every workbook has.
BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), DAY),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), TIME),
}
# Days are counted from one of two days; no duration of a run is a year, and no run was before 1901.
DAY_0, DAY_0_OF_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 a sheet knows no zone
FEWEST_DAYS, MOST_DAYS = 367, 100_000
MOST_FORMATS = 100_000

_UNSHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')


def kind_of(code: str) -> str:
    """DAY or TIME for the code of a format, blank for one of plain numbers."""
    letters = _UNSHOWN.sub("", code.partition(";")[0].lower())
    if letters == "general":
        return ""
    if "y" in letters or "d" in letters:
        return DAY
    if "h" in letters or "s" in letters:
        return TIME
    return DAY if "mmm" in letters else TIME if "m" in letters else ""


class Formats(Elements):
    """The part that tells how cells are formatted: `kinds` by the number that a cell gives."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, str] = {}
        self.kinds: list[str] = []
        self.is_in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = kind_of(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self.is_in_cells = True
        elif name == "xf" and self.is_in_cells and len(self.kinds) < MOST_FORMATS:
            number = attributes.get("numFmtId", "")
            built_in = BUILT_IN.get(int(number), "") if number.isdecimal() and len(number) < 4 else ""
            self.kinds.append(self.codes.get(number, built_in))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.is_in_cells = False


def shown(text: str, kind: str, day_0: datetime) -> str:
    """A number as a CSV of the sheet would have it: 5.02, 2021-05-01, 2021-05-01 07:30:00 or 0:52:30."""
    try:
        number = float(text)
    except ValueError:
        return text
    if kind and FEWEST_DAYS <= number < MOST_DAYS:
        at = day_0 + timedelta(seconds=round(number * 86_400))
        return at.isoformat(" ") if number % 1 else at.date().isoformat()
    if kind and 0 <= number < FEWEST_DAYS:
        minutes, second = divmod(round(number * 86_400), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{second:02}"
    # A workbook writes 5.0199999999999996 for 5.02.
    return text if text.isdecimal() else repr(number)
