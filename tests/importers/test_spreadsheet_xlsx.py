"""Excel workbooks: read as a CSV of the same sheets would be, bounded whatever they claim."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random

import pytest

from tests.importers.sheets import left_out, parse, questions, runs
from tests.importers.workbooks import MAIN, RELATIONS, packed, parts_of, workbook
from training.importers.readers import find_reader
from training.importers.run import Reading, ReadLimits, UnknownKind, UnreadableFile
from training.importers.spreadsheet import OTHER_COLUMNS, read
from training.importers.spreadsheet_formats import DAY, TIME, kind_of
from training.importers.spreadsheet_sheets import sheets_of

HEADER = ["Date", "Km", "Time", "Notes"]
YEARS = {
    "2021": [
        HEADER,
        [date(2021, 5, 1), 10.5, timedelta(minutes=52, seconds=30), "ok"],
        [date(2021, 5, 2), None, None, "rest"],
        [datetime(2021, 5, 3, 7, 30), 8, timedelta(hours=41, minutes=10), None],
        ["Total", 18.5],
    ],
    "2022": [["Runs of 2022"], [], HEADER, [date(2022, 5, 1), 5, timedelta(minutes=25)], ["2.5.2022", "far"]],
    "Shoes": [["Shoe", "Km"], ["Ghost", 500]],
    "Old": [HEADER, [date(2020, 5, 1), 10, timedelta(minutes=52)]],
}  # fmt: skip
TWO = {"Log": [["Date", "Km"], [date(2021, 5, 1), 5]]}


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(UnreadableFile) as problem:
        parse(data, **limits)
    return problem.value.message


def test_every_sheet_with_the_same_columns_is_read():
    reading = parse(workbook(YEARS, hidden=["Old"]))
    assert runs(reading) == [
        "2: 2021-05-01 10500 3150 [ok]",
        "4: 2021-05-03 07:30 8000 2470",
        "4: 2022-05-01 5000 1500",
    ]
    assert left_out(reading) == [
        f"0: {OTHER_COLUMNS} (sheet “Shoes”)",
        "3: no run that day (rest day)",
        "5! “Km” is not readable as a distance (sheet “2022”)",
        "5: a sum of other rows (total)",
    ]
    assert (reading.guess.sheet, questions(reading)) == ("2021", [])


def test_dates_without_a_year_take_it_from_the_name_of_the_sheet():
    assert runs(parse(workbook({"Runs 2019": [["Date", "Km"], ["1 May", 5]]}))) == ["2: 2019-05-01 5000 None"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10, "10"),
        (5.0199999999999996, "5.02"),
        (1e-05, "1e-05"),
        ("10,5", "10,5"),
        (" a\x07b ", "ab"),
        (date(2021, 5, 1), "2021-05-01"),
        (datetime(2021, 5, 1, 7, 30), "2021-05-01 07:30:00"),
        (timedelta(minutes=52, seconds=30), "0:52:30"),
        (timedelta(hours=35, minutes=47), "35:47:00"),
    ],
)
def test_values_as_text(value, text):
    value = value.replace("\x07", "") if isinstance(value, str) else value
    (sheet,) = sheets_of(workbook({"a": [["x", value]]}), ReadLimits())
    assert sheet.rows == [(1, ["x", text], "")]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", ""), ("0.00", ""), ('0.0 "km per day"', ""), ("#,##0", ""), ("[Red]0", ""), ("@", ""),
        ("dd/mm/yyyy", DAY), ("[$-409]d-mmm-yy;@", DAY), ("mmm", DAY), ("yyyy-mm-dd hh:mm", DAY),
        ("h:mm:ss", TIME), ("[h]:mm:ss", TIME), ("mm:ss", TIME), ("[mm]:ss", TIME), ("h:mm AM/PM", TIME),
    ],
)  # fmt: skip
def test_kinds_of_formats(code, kind):
    assert kind_of(code) == kind


def cells(xml: str, **more: str) -> list[list[str]]:
    """The rows of a workbook whose one sheet holds this."""
    parts = parts_of({"a": []}) | more
    parts["xl/worksheets/sheet0.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'
    return [row[1] for sheet in sheets_of(packed(parts), ReadLimits()) for row in sheet.rows]


def test_texts_that_cells_share():
    rich = "<r><t>Dis</t></r><r><t>tance</t></r><rPh><t>x</t></rPh>"
    shared = f'<sst xmlns="{MAIN}"><si><t>Date</t></si><si>{rich}</si></sst>'
    xml = "".join(f'<c t="s"><v>{place}</v></c>' for place in (0, 1, 2, -1, "x", 10**20))
    assert cells(f"<row>{xml}<c><v>7</v></c></row>", **{"xl/sharedStrings.xml": shared}) == [
        ["Date", "Distance", "", "", "", "", "7"]
    ]


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        ('<row r="3"><c r="C3"><v>1</v></c></row>', [["", "", "1"]]),
        ('<row r="x"><c r="7"><v>1</v></c></row>', [["1"]]),
        ('<row><c r="B1"><v>1</v><row/></c><v>2</v></row>', []),
        ('<row><c r="XFD1"><v>1</v></c><c r="B1"><v>2</v></c></row>', [["", "2"]]),
        ('<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>a</v></c></row>', [["", "", "a"]]),
        ('<row><c t="d"><v>2021-05-01T07:30:00</v></c></row>', [["2021-05-01 07:30:00"]]),
        ('<row><c s="99"><v>44317</v></c><c s="1"><v>1e300</v></c><c s="1"><v>nan</v></c></row>',
         [["44317", "1e+300", "nan"]]),
        ('<row><c s="1"><v>-5</v></c><c s="x"><v>abc</v></c></row>', [["-5.0", "abc"]]),
        ("<row><c><f>1+1</f></c><c><v></v></c></row>", []),
    ],
)  # fmt: skip
def test_cells_as_programs_write_them(xml, found):
    assert cells(xml) == found


def test_days_counted_from_1904():
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="1"/>'
        '<sheets><sheet name="a" r:id="r0"/></sheets></workbook>'
    )
    assert cells('<row><c s="1"><v>42855</v></c></row>', **{"xl/workbook.xml": book}) == [["2021-05-01"]]


def test_a_workbook_without_runs_is_of_no_known_kind():
    data = workbook({"Shoes": [["Shoe", "Km"], ["Ghost", 500]]})
    assert find_reader(data).name == "your own sheet (CSV, XLSX)"
    with pytest.raises(UnknownKind):
        parse(data)


def test_limits_are_counted_as_the_workbook_is_unpacked():
    parts = parts_of(TWO)
    parts["xl/styles.xml"] += " " * 9_999
    size = sum(len(text) for name, text in parts.items() if name.startswith("xl/"))
    assert len(packed(parts)) < size
    assert runs(parse(packed(parts), file_bytes=size)) == ["2: 2021-05-01 5000 None"]
    assert refused(packed(parts), file_bytes=size - 1) == "The workbook unpacks to more than 0 MB"


def test_a_bomb():
    parts = parts_of(TWO)
    parts["xl/sharedStrings.xml"] = f"<sst><si><t>{'a' * 5_000_000}</t></si></sst>"
    assert refused(packed(parts), file_bytes=4 * 1024 * 1024) == "The workbook unpacks to more than 4 MB"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet0.xml"])
def test_entities_are_refused(part):
    parts = parts_of(TWO)
    parts[part] = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>{parts[part]}'
    assert refused(packed(parts)) == "The workbook defines entities, which no sheet needs"


def test_locked_and_damaged_workbooks():
    data = workbook(TWO)
    assert refused(data[:-30]) == "The workbook is damaged"
    assert refused(
        data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    ) == ("The workbook is locked with a password")
    assert refused(packed({"xl/workbook.xml": "<workbook/>"})) == "The workbook is damaged"
    assert refused(packed({"xl/workbook.xml": "<workbook>"})) == "The workbook is damaged"
    assert refused(packed({"xl/workbook.xml": "<a>" * 51 + "</a>" * 51})) == "The workbook is damaged"
    with pytest.raises(UnreadableFile, match="The workbook is damaged"):
        cells('<row><c r="XFE1"><v>1</v></c></row>')


def test_damage_inside_a_part_never_raises_anything_else():
    dice = Random(1)
    parts = parts_of(YEARS)
    for _ in range(200):
        name = dice.choice(list(parts))
        place = dice.randrange(len(parts[name]))
        junk = dice.choice(["", "<", "</v>", '"', "&", "9" * 30, "<c r='A1'>", "\x00", "<row>", "-1"])
        damaged = parts[name][:place] + junk + parts[name][place + dice.choice((0, 1, 9)) :]
        with suppress(UnreadableFile):
            assert isinstance(read(packed(parts | {name: damaged}), ReadLimits()), Reading)
