"""Excel workbooks for tests, byte for byte the same each time: sheets of text, numbers, days and times."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

Value = str | float | date | datetime | timedelta | None
Sheets = dict[str, Sequence[Sequence[Value]]]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# The places of their formats in STYLES.
DAY, MOMENT, DURATION = 1, 2, 3
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm:ss"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="22"/>
<xf numFmtId="164"/></cellXfs></styleSheet>"""
SERIAL_DAY_0 = datetime(1899, 12, 30)


def workbook(sheets: Sheets, hidden: Sequence[str] = ()) -> bytes:
    """The bytes of a workbook with these sheets, a duration being formatted as one."""
    return packed(parts_of(sheets, hidden))


def parts_of(sheets: Sheets, hidden: Sequence[str] = ()) -> dict[str, str]:
    """What such a workbook is made of."""
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(list(sheets), hidden),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in range(len(sheets))),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": STYLES,
    }
    for number, rows in enumerate(sheets.values()):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(rows)
    return parts


def packed(parts: dict[str, str]) -> bytes:
    """A zip of these texts, without a time."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _content_types(number: int) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in range(number)}
    named = "".join(
        f'<Override PartName="{part}" ContentType="{CONTENT}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    relations = f'<Default Extension="rels" ContentType="{PACKAGE}.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{relations}{named}</Types>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _book(names: Sequence[str], hidden: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n + 1}" r:id="r{n}"{_state(name in hidden)}/>'
        for n, name in enumerate(names)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def _state(is_hidden: bool) -> str:
    return ' state="hidden"' if is_hidden else ""


def _sheet(rows: Sequence[Sequence[Value]]) -> str:
    lines = "".join(f'<row r="{n}">{_cells(n, row)}</row>' for n, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'


def _cells(number: int, row: Sequence[Value]) -> str:
    return "".join(_cell(f"{chr(65 + column)}{number}", value) for column, value in enumerate(row))


def _cell(place: str, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, datetime):
        return f'<c r="{place}" s="{MOMENT}"><v>{(value - SERIAL_DAY_0) / timedelta(days=1)}</v></c>'
    if isinstance(value, date):
        days = (value - SERIAL_DAY_0.date()).days
        return f'<c r="{place}" s="{DAY}"><v>{days}</v></c>'
    if isinstance(value, timedelta):
        return f'<c r="{place}" s="{DURATION}"><v>{value / timedelta(days=1)}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
