"""A whole log that comes back as a zip of tables: what spreadsheets do to it, and what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.importing.documents import LOG, as_bytes, log
from training.exporting.csv_zip import export_tables
from training.exporting.log_file import export_log
from training.importers.readers import HEAD_BYTES
from training.importing import log_zip
from training.importing.document import is_log
from training.importing.log_batches import is_log_file
from training.importing.log_import import import_log
from training.importing.log_zip import is_log_archive
from training.importing.problems import BadLog
from training.models import Run, User

pytestmark = [pytest.mark.django_db, pytest.mark.data]
PROFILE = b"format,time_zone\r\nkneelog-log/1,Europe/Berlin\r\n"
RUNS = b"start,distance_m\r\n2026-03-01T07:30:00+01:00,10000\r\n"


def archive(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return file.getvalue()


def with_runs(runs: bytes) -> bytes:
    return archive(("profile.csv", PROFILE), ("runs.csv", runs))


def refusal(data: bytes) -> str:
    """The one line that says why a file is refused, and that nothing came in."""
    with pytest.raises(BadLog) as problem:
        import_log("anna", data)
    assert User.objects.count() == 0
    assert len(str(problem.value).splitlines()) == 1
    return str(problem.value)


@pytest.fixture
def exported() -> dict[str, bytes]:
    """The members of the archive of LOG."""
    import_log("zoe", as_bytes(LOG))
    with zipfile.ZipFile(io.BytesIO(b"".join(export_tables(User.objects.get())))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def as_excel_saves(text: str) -> bytes:
    return text.replace(",", ";").encode("utf-8-sig")


def as_blank_rows(text: str) -> bytes:
    return (text + "," * text.partition("\r\n")[0].count(",") + "\r\n\r\n").encode()


@pytest.mark.parametrize(
    "change",
    [
        as_excel_saves,
        as_blank_rows,
        lambda text: text.replace(",", "\t").encode(),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: text.replace(",yes", ",TRUE").replace(",10000,", ",10000.0,").encode(),
        lambda text: "".join(f"{line},\r\n" for line in text.splitlines()).encode(),
    ],
)
@pytest.mark.parametrize("folder", ["", "kneelog-2026-06-01/"])
def test_what_a_spreadsheet_saved_and_a_person_packed_again(exported, change: Callable[[str], bytes], folder):
    changed = {name: change(data.decode("utf-8-sig")) for name, data in exported.items() if "csv" in name}
    extra = [(f"{folder}._runs.txt", b"\0"), ("__MACOSX/._runs.csv", b"\0")]
    data = archive(*((folder + name, content) for name, content in changed.items()), *extra)
    import_log("anna", data)
    zoe, anna = (User.objects.get(username=name) for name in ("zoe", "anna"))
    assert "".join(export_log(anna)) == "".join(export_log(zoe))
    assert is_log(data)
    assert is_log_archive(data)


def test_only_the_tables_and_columns_that_are_required():
    import_log("anna", with_runs(b"weather,distance_m,start\nrain,10000,2026-03-01T07:30:00\n"))
    assert Run.objects.get().local_text == "2026-03-01T07:30:00+01:00"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (b"x,10000", "runs.csv, row 3, column start: must be a date and time like 2026-03-01T07:30:00+01:00"),
        (b",10000", "runs.csv, row 3, column start: is required"),
        (b"2026-03-01T07:30:00,", "runs.csv, row 3, column distance_m: is required"),
        (b"2026-03-01T07:30:00,0", "runs.csv, row 3, column distance_m: must be at least 1"),
        (b"2026-03-01T07:30:00,1.5", "runs.csv, row 3, column distance_m: must be a whole number"),
        (b"2026-03-01T07:30:00,1e9", "runs.csv, row 3, column distance_m: must be a whole number"),
        (b"2026-03-01T07:30:00," + b"9" * 5000, "runs.csv, row 3, column distance_m: must be a whole number"),
        (b"2026-03-01T07:30:00,10,ghost", "runs.csv, row 3: has 3 cells where the header has 2"),
        (b"2026\x00,10", "runs.csv, row 3, column start: must not hold a NUL character"),
        (b"\xff,10", "runs.csv: is not UTF-8 text; save it as CSV in UTF-8"),
        (b'"2026,10', "runs.csv: cannot be read from line 3 on"),
        (b'"x" y,10', "runs.csv: cannot be read from line 3 on"),
        (b'"' + b"x" * 200_000 + b'",10', "runs.csv: cannot be read from line 3 on"),
        (b"x" * 1_000_001, "runs.csv: has a row of more than 1,000,000 characters"),
        (b'"' + b"\n" * 1_000_001, "runs.csv: cannot be read from line 3 on"),
        (b'"\n",' * 400_000, "runs.csv: has a row of more than 1,000,000 characters"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_file_row_and_column_of_what_is_wrong(cells, why):
    assert refusal(with_runs(RUNS + cells + b"\r\n")) == why


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ([], "The archive holds no profile.csv, so it is no log of KneeLog."),
        ([("runs.csv", RUNS)], "The archive holds no profile.csv, so it is no log of KneeLog."),
        ([("profile.csv", b"")], "profile.csv: has no column format"),
        ([("profile.csv", b"format,time_zone\n")], "profile.csv: must hold one row below the header, not 0"),
        ([("profile.csv", PROFILE + b"a,b\n")], "profile.csv: must hold one row below the header, not 2"),
        ([("profile.csv", b"time_zone\nUTC\n")], "profile.csv: has no column format"),
        (
            [("profile.csv", b"format,time_zone\nkneelog-log/9,UTC\n")],
            "profile.csv, row 2, column format: "
            'must be "kneelog-log/1"; KneeLog does not know “kneelog-log/9”',
        ),
        (
            [("profile.csv", b"format,time_zone\nkneelog-log/1,Mars\n")],
            "profile.csv, row 2, column time_zone: “Mars” is no time zone. Write one like Europe/Berlin.",
        ),
        (
            [("profile.csv", PROFILE), ("previous_injuries.csv", b"side,month\nleft,2025-11\nleft,Nov 25\n")],
            "previous_injuries.csv, row 3, column month: must be a month like 2026-03",
        ),
        ([("profile.csv", PROFILE), ("care.csv", b"on\n2026-03-01\n")], "care.csv: has no column kind"),
        (
            [("profile.csv", PROFILE), ("care.csv", b"on,kind,on\n")],
            "care.csv: has the column on twice",
        ),
        ([("profile.csv", PROFILE), ("a/profile.csv", PROFILE)], "The archive holds profile.csv twice."),
        (
            [("profile.csv", PROFILE), ("runs.csv", RUNS.replace(b",d", b",shoe,d").replace(b",1", b",x,1"))],
            "runs.csv, row 2, column shoe: “x” is the key of no shoe in the file or the account",
        ),
        (
            [("profile.csv", PROFILE), ("shoes.csv", b"key,name\na,A\n\na,B\n")],
            "shoes.csv, row 4, column key: “a” names another shoe at shoes.csv, row 2",
        ),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_no_log(members, why):
    assert refusal(archive(*members)) == why


def test_a_table_of_a_thousand_columns_and_one_of_more():
    import_log("zoe", with_runs(b"start,distance_m" + b"," * 998))
    User.objects.all().delete()
    assert refusal(with_runs(b"start,distance_m" + b"," * 999)) == "runs.csv: has more than 1,000 columns"


def test_limits_of_archives(settings, monkeypatch):
    settings.KNEELOG_READ_LIMITS = {"file_bytes": 1000}
    assert refusal(with_runs(RUNS + b" " * 2000)).startswith("It is larger than 0 MB")
    settings.KNEELOG_READ_LIMITS = {}
    settings.KNEELOG_ARCHIVE_LIMITS = {"unpacked_bytes": 1000}
    assert refusal(with_runs(RUNS + b" " * 2000)).startswith("The archive unpacks to more than")
    settings.KNEELOG_ARCHIVE_LIMITS = {"members": 1}
    assert refusal(with_runs(RUNS)).startswith("The archive holds more than 1 files")
    settings.KNEELOG_ARCHIVE_LIMITS = {}
    monkeypatch.setattr(log_zip, "MOST_ROWS", 2)
    assert refusal(with_runs(RUNS + b",\n" * 2)) == "runs.csv: has more than 2 rows"


@pytest.mark.parametrize("cut", [1, 40, 100])
def test_a_damaged_archive(cut):
    data = with_runs(RUNS)
    assert refusal(data[:-cut]).startswith("The archive is damaged or incomplete")


def test_a_member_that_is_damaged_or_encrypted():
    data = bytearray(with_runs(RUNS))
    place = data.index(b"runs.csv") + 12
    data[place] ^= 0xFF
    assert refusal(bytes(data)) == "It is damaged in the archive."
    data = bytearray(with_runs(RUNS))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == "It is encrypted."


def test_what_is_recognised_as_a_log():
    assert is_log(as_bytes(LOG))
    assert is_log(b'\xef\xbb\xbf\n {"runner": {}, "format" : "kneelog-log/2"')
    strava = archive(("activities.csv", b"Activity ID\n"), ("profile.csv", b"Athlete ID\n1\n"))
    others = [
        strava,
        b"",
        b"{}",
        b'{"format": "kneelog-findings/1"}',
        archive(("runs.csv", RUNS)),
        b"PK\x03\x04",
        as_bytes([log()]),
    ]
    assert [is_log(data) for data in others] == [False] * len(others)


def test_what_was_packed_again_is_recognised_on_disk_wherever_its_profile_is(tmp_path):
    path = tmp_path / "upload"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("log/care.csv", "on,kind\n" + "\n" * 100_000)
        packed.writestr("log/profile.csv", PROFILE)
    assert not is_log(path.read_bytes()[:HEAD_BYTES])
    assert is_log_file(path)
    path.write_bytes(archive(("profile.csv", b"Athlete ID\n1\n")))
    assert not is_log_file(path)
    assert not is_log_file(tmp_path / "gone")
