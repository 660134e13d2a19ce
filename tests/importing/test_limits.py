"""What a file or an archive may hold: each limit as documented, passed at it and refused one past it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from training.importers.run import ReadLimits, UnreadableFile
from training.importing.archive import members
from training.importing.limits import MB, ArchiveLimits, ParseLimits

TABLE = b"date,distance_km\n2026-03-01,5\n".ljust(100_000, b"\n")
TOGETHER = 2 * len(TABLE)


@pytest.fixture
def archive(tmp_path) -> Path:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", TABLE)
        file.writestr("b.csv", TABLE)
    return path


def outcome(path: Path, limits: ArchiveLimits, per_file: ReadLimits) -> str:
    """The first reason why something of it is not read; blank where all of it is."""
    try:
        contents = [content for _, content in members(path, limits, per_file, lambda number: None)]
    except UnreadableFile as refused:
        return refused.message
    return next((each.message for each in contents if isinstance(each, UnreadableFile)), "")


def test_the_limits_are_those_that_are_documented():
    assert ReadLimits() == ReadLimits(
        file_bytes=50 * MB, rows=50_000, points=200_000, streamed_bytes=1024 * MB
    )
    assert ArchiveLimits() == ArchiveLimits(
        archive_bytes=1024 * MB, members=10_000, unpacked_bytes=4096 * MB, ratio=100, ratio_from_bytes=64 * MB
    )
    assert ParseLimits() == ParseLimits(seconds=9, bytes_a_second=32 * MB, memory_bytes=256 * MB)


UNPACKED = "The archive unpacks to more than 0 MB"


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"unpacked_bytes": TOGETHER}, ""),
        ({"unpacked_bytes": TOGETHER - 1}, UNPACKED),
        ({"ratio": 0, "ratio_from_bytes": TOGETHER}, ""),
        ({"ratio": 0, "ratio_from_bytes": TOGETHER - 1}, UNPACKED),
        ({"members": 2}, ""),
        ({"members": 1}, "The archive holds more than 1 files"),
    ],
)
def test_archives(archive, limits, said):
    assert outcome(archive, ArchiveLimits(**limits), ReadLimits()) == said


def test_the_size_of_an_archive_and_of_each_file(archive):
    size = archive.stat().st_size
    assert outcome(archive, ArchiveLimits(archive_bytes=size), ReadLimits(file_bytes=len(TABLE))) == ""
    assert outcome(archive, ArchiveLimits(archive_bytes=size - 1), ReadLimits()) == (
        "The archive is larger than 0 MB"
    )
    assert (
        outcome(archive, ArchiveLimits(), ReadLimits(file_bytes=len(TABLE) - 1)) == "It is larger than 0 MB"
    )


@pytest.mark.parametrize(("ratio", "said"), [(1000, ""), (1, UNPACKED)])
def test_how_far_an_archive_may_swell(archive, ratio, said):
    packed = archive.stat().st_size
    assert packed < TOGETHER < 1000 * packed
    assert outcome(archive, ArchiveLimits(ratio=ratio, ratio_from_bytes=1), ReadLimits()) == said
