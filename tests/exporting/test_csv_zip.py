"""The zip of tables: what spreadsheets find in it, and that they calculate nothing."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.db import models

from tests.importing.documents import CHECK_IN, LOG, RUN, SHOE, as_bytes, log
from training.exporting.beside import BESIDE
from training.exporting.csv_zip import export_tables
from training.importing.document import is_log
from training.importing.log_import import import_log
from training.importing.log_tables import TABLES, guarded, unguarded
from training.models import CareEntry, CheckIn, GapAnswer, PreviousInjury, Profile, Reaction, Run, Shoe, User
from training.models.fields import WordSetField

pytestmark = [pytest.mark.django_db, pytest.mark.data]
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "\uff1d1",
    "'=1",
    "'",
    "''",
]
BEGINNINGS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def packed(name: str) -> bytes:
    return b"".join(export_tables(User.objects.get(username=name)))


def tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows of each table as a spreadsheet reads them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def test_what_is_in_it():
    import_log("anna", as_bytes(LOG))
    found = tables(packed("anna"))
    assert list(found) == [f"{table}.csv" for table in (*TABLES, *BESIDE)]
    assert found["runs.csv"] == [
        {
            "date": "2026-03-01", "time": "07:30:00", "start": "2026-03-01T07:30:00+01:00",
            "zone": "Europe/Berlin", "distance_m": "10000", "duration_s": "3300", "elapsed_s": "3420",
            "surface": "asphalt", "terrain": "flat", "session": "easy", "proposed": "terrain",
            "shoe": "ghost", "rpe": "4", "warm_up": "yes", "cool_down": "no", "trigger": "", "notes": "",
            "logged_at": "2026-03-01T08:30:00.250000Z",
        }
    ]  # fmt: skip
    assert found["profile.csv"][0]["format"] == "kneelog-log/1"
    assert [row["reason"] for row in found["reactions.csv"]] == ["It is better"]


def test_an_empty_account_has_all_tables():
    import_log("anna", as_bytes(log()))
    found = tables(packed("anna"))
    assert {name: len(rows) for name, rows in found.items()} == {
        f"{table}.csv": int(table == "profile") for table in (*TABLES, *BESIDE)
    }


def test_excel_is_told_that_it_is_utf8_and_the_readme_says_what_it_is():
    import_log("anna", as_bytes(log(shoes=[{"key": "läufer", "name": "Läufer 👟"}])))
    with zipfile.ZipFile(io.BytesIO(packed("anna"))) as archive:
        assert archive.namelist()[0] == "README.txt"
        assert archive.read("README.txt").startswith(b"kneelog-log/1\r\n")
        assert archive.read("shoes.csv").startswith(b"\xef\xbb\xbfkey,name,")
        assert "Läufer 👟" in archive.read("shoes.csv").decode()


def test_the_same_log_gives_the_same_bytes_and_says_nothing_of_the_day(time_machine):
    import_log("anna", as_bytes(LOG))
    first = packed("anna")
    time_machine.move_to("2026-06-05T12:00:00Z")
    assert packed("anna") == first


def test_it_is_recognised_by_its_beginning():
    import_log("anna", as_bytes(LOG))
    assert is_log(packed("anna")[:200])


@pytest.mark.parametrize("text", FORMULAS)
def test_a_guarded_text_is_no_formula_and_comes_back(text):
    assert not guarded(text).lstrip().startswith(BEGINNINGS)
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["a=1", "10-12", "x", "Läufer", "#", "é+"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


def texts_of(model: type[models.Model]) -> list[str]:
    """The fields in which a runner may write anything."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, WordSetField)
        and not field.choices
        and field.name not in {"zone", "time_zone"}
    ]


def test_no_text_of_any_field_begins_a_formula():
    import_log("anna", as_bytes(LOG))
    anna = User.objects.get(username="anna")
    written = {}
    for model in (Run, CheckIn, CareEntry, GapAnswer, PreviousInjury, Shoe, Reaction, Profile):
        for name in texts_of(model):
            written[f"{model.__name__}.{name}"] = f'={len(written)}+HYPERLINK("x")'
            model.objects.update(**{name: written[f"{model.__name__}.{name}"]})
    assert set(written) == {
        "Run.notes", "CheckIn.notes", "Shoe.key", "Shoe.name", "Shoe.limit_reason",
        "Reaction.rule", "Reaction.subject", "Reaction.reason",
    }  # fmt: skip
    cells = [cell for rows in tables(packed(anna.username)).values() for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(BEGINNINGS)] == []
    assert {cell for cell in cells if "HYPERLINK" in cell} == {f"'{text}" for text in written.values()}


def test_line_breaks_quotes_and_zones_come_back():
    note = 'one\r\ntwo\rthree\nfour "five", six; \u2028\t'
    runs = [{**RUN, "notes": note, "zone": None, "start": "2026-03-01T07:30:00-09:30"}]
    import_log("anna", as_bytes(log(shoes=[SHOE], runs=runs, check_ins=[{**CHECK_IN, "notes": "\n"}])))
    import_log("bert", packed("anna"))
    assert (Run.objects.last().notes, Run.objects.last().zone) == (note, "-09:30")
    assert packed("bert") == packed("anna")


def test_queries_do_not_grow_with_the_log(django_assert_num_queries):
    import_log("anna", as_bytes(LOG))
    runs = [{**RUN, "shoe": None, "distance_m": 9 + n} for n in range(9)]
    import_log("bert", as_bytes(log(runs=runs)))
    for name in ("anna", "bert"):
        runner = User.objects.get(username=name)
        with django_assert_num_queries(14):
            list(export_tables(runner))
