"""Files, folders and archives: each file whole or not at all, and none takes another with it."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from training.importing.files import Outcome
from training.models import Run

pytestmark = pytest.mark.django_db
KB = 1024


def csv(day: int, km: float = 5) -> bytes:
    return f"date,distance_km\n2026-03-{day:02},{km}\n".encode()


UNKNOWN = "This is no kind of file that KneeLog reads"


def test_a_folder_file_by_file(take, tmp_path):
    folder = tmp_path / "runs"
    (folder / "old").mkdir(parents=True)
    (folder / "b.csv").write_bytes(csv(2))
    (folder / "a.txt").write_bytes(csv(1))
    (folder / "old" / "empty.csv").write_bytes(b"")
    (folder / "old" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "link.csv").symlink_to("/etc/passwd")
    assert take(folder) == [
        ("runs/b.csv", "imported", ""),
        ("runs/link.csv", "skipped", "It is a link"),
        ("runs/a.txt", "imported", ""),
        ("runs/old/empty.csv", "failed", "It is empty"),
        ("runs/old/photo.jpg", "skipped", UNKNOWN),
    ]
    assert [outcome for _, outcome, _ in take(folder)].count("already logged") == 2
    assert Run.objects.count() == 2


def test_outcomes_of_a_file_that_was_read(take, tmp_path):
    bodies = {
        "rides": b"Activity Date,Activity Type,Distance\nx,Ride,1\n",
        "bad": csv(1, -1),
        "none": b"date,distance_m\n",
    }
    for name, body in bodies.items():
        (tmp_path / name).write_bytes(body)
    outcomes = {name: outcome for name, outcome, _ in take(*(tmp_path / name for name in bodies))}
    assert outcomes == {"rides": "skipped", "bad": "failed", "none": "skipped"}


def test_paths_that_are_no_files(take, tmp_path):
    assert take(tmp_path / "nope.csv", Path("/dev/null")) == [
        ("nope.csv", "failed", "There is no such file"),
        ("null", "failed", "It is no regular file"),
    ]
    assert take(tmp_path) == []


def test_an_archive_member_by_member(take, packed):
    path = packed(
        ("activities.csv", csv(1)),
        ("media/photo.jpg", b"\xff\xd8\xff"),
        ("activities/1.kml", b"<kml/>"),
        ("inner.zip", b"PK\x03\x04"),
        ("__MACOSX/._activities.csv", b"\x00\x05\x16\x07"),
        ("folder/", b""),
        ("more.csv", csv(2)),
    )
    assert take(path) == [
        ("export.zip/activities.csv", "imported", ""),
        ("export.zip/__MACOSX/._activities.csv", "skipped", UNKNOWN),
        ("export.zip/more.csv", "imported", ""),
        ("export.zip/media/photo.jpg", "skipped", UNKNOWN),
        ("export.zip/activities/1.kml", "skipped", UNKNOWN),
        ("export.zip/inner.zip", "skipped", "It is an archive inside the archive"),
    ]


def test_names_that_lead_elsewhere_write_nothing(take, packed, tmp_path):
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ["../../up.csv", "/etc/up.csv", "..\\up.csv", "bell\x07\x1b[2J.csv"]
    before = sorted(tmp_path.parent.rglob("*"))
    path = packed((link, b"/etc/passwd"), *((name, csv(day)) for day, name in enumerate(names, 1)))
    found = take(path)
    assert [outcome for _, outcome, _ in found] == ["skipped", *["imported"] * 4]
    assert all(name.isprintable() for name, _, _ in found)
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, path])


def test_duplicate_names_are_each_read(take, packed):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = packed(("a.csv", csv(1)), ("a.csv", csv(2)))
    assert [outcome for _, outcome, _ in take(path)] == ["imported", "imported"]
    assert Run.objects.count() == 2


def patched(path: Path, old: bytes, new: bytes, count: int = -1) -> Path:
    path.write_bytes(path.read_bytes().replace(old, new, count))
    return path


def test_damage_to_one_member_leaves_the_others(take, packed):
    path = packed(("a.csv", csv(1)), ("b.csv", csv(2)), method=zipfile.ZIP_STORED)
    patched(path, b"2026-03-01", b"2026-03-09")
    assert take(path) == [
        ("export.zip/a.csv", "failed", "It is damaged in the archive"),
        ("export.zip/b.csv", "imported", ""),
    ]


def test_an_encrypted_member(take, packed):
    path = packed(("a.csv", csv(1)))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert take(path) == [("export.zip/a.csv", "failed", "It is encrypted")]


def test_a_size_that_lies_is_not_believed(take, packed):
    path = packed(("a.csv", csv(1)))
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (5).to_bytes(4, "little")
    path.write_bytes(data)
    assert [outcome for _, outcome, _ in take(path)] == ["failed"]


def test_overlapping_members(take, packed):
    path = packed(("a.csv", csv(1)), ("b.csv", csv(2)))
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02") + 42
    data[second : second + 4] = (0).to_bytes(4, "little")
    path.write_bytes(data)
    assert take(path) == [("export.zip", "failed", "The archive is damaged: its files overlap")]


@pytest.mark.parametrize("keep", [4, 30, 100, -1])
def test_a_cut_archive(take, packed, keep):
    path = packed(("a.csv", csv(1)))
    path.write_bytes(path.read_bytes()[:keep])
    assert take(path) == [("export.zip", "failed", "The archive is damaged or incomplete")]


def test_an_office_document_is_one_file(take, packed):
    path = packed(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"))
    assert [name for name, _, _ in take(path)] == ["export.zip"]


def test_a_directory_that_would_fill_the_memory(take, tmp_path):
    path = tmp_path / "wide.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(80):
            archive.writestr(zipfile.ZipInfo(f"{number:02}" + "n" * 60_000), b"")
    assert take(path) == [("wide.zip", "failed", "The directory of the archive is too large")]


def test_limits_at_the_limit_and_one_past(take, packed, settings):
    path = packed(("a.csv", csv(1)), ("b.csv", csv(2)))
    for limits, passes in [
        ({"members": 2}, True),
        ({"members": 1}, False),
        ({"archive_bytes": path.stat().st_size}, True),
        ({"archive_bytes": path.stat().st_size - 1}, False),
    ]:
        settings.KNEELOG_ARCHIVE_LIMITS = limits
        assert [outcome != "failed" for _, outcome, _ in take(path)] == ([True, True] if passes else [False])


def test_limit_of_one_file_in_an_archive(take, packed, settings):
    path = packed(("a.csv", csv(1)), ("b.csv", csv(2) + b"\n" * 100))
    settings.KNEELOG_READ_LIMITS = {"file_bytes": len(csv(1))}
    assert [outcome for _, outcome, _ in take(path)] == ["imported", "failed"]


@pytest.mark.parametrize(
    "limits", [{"unpacked_bytes": 150 * KB}, {"ratio_from_bytes": 100 * KB, "ratio": 1}], ids=["sum", "ratio"]
)
def test_an_archive_that_unpacks_to_too_much_stops(take, packed, settings, limits):
    settings.KNEELOG_ARCHIVE_LIMITS = limits
    blank_rows = csv(2) + b"," * 200 * KB
    path = packed(("a.csv", csv(1)), ("bomb.csv", blank_rows), ("c.csv", csv(3)))
    assert take(path) == [
        ("export.zip/a.csv", "imported", ""),
        ("export.zip", "failed", "The archive unpacks to more than 0 MB"),
    ]


def test_unknown_members_are_not_unpacked(take, packed, settings):
    settings.KNEELOG_ARCHIVE_LIMITS = {"unpacked_bytes": 200 * KB}
    path = packed(*((f"{number}.bin", b"\0" * 1024 * KB) for number in range(3)), ("a.csv", csv(1)))
    assert [outcome for _, outcome, _ in take(path)] == ["imported", "skipped", "skipped", "skipped"]


def test_a_folder_with_too_many_files(take, tmp_path, settings):
    settings.KNEELOG_ARCHIVE_LIMITS = {"members": 2}
    for day in (1, 2, 3):
        (tmp_path / f"{day}.csv").write_bytes(csv(day))
    assert [outcome for _, outcome, _ in take(tmp_path)] == ["imported", "imported", "failed"]


def test_large_files_are_cut_off_at_the_limit(take, tmp_path, settings):
    settings.KNEELOG_READ_LIMITS = {"file_bytes": 70 * KB}
    path = tmp_path / "a.csv"
    path.write_bytes(csv(1).ljust(70 * KB, b"\n"))
    assert [outcome for _, outcome, _ in take(path)] == [Outcome.IMPORTED.value]
    path.write_bytes(csv(2).ljust(70 * KB + 1, b"\n"))
    assert take(path) == [("a.csv", "failed", "It is larger than 0 MB")]
