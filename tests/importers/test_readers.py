from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.samples import APPLE, GARMIN, INTERVALS, KNEELOG, RUNKEEPER, SHEET, STRAVA
from training.importers import readers
from training.importers.readers import READERS, Reader, find_reader, read_file
from training.importers.run import Reading, ReadLimits, UnknownKind, UnreadableFile


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (STRAVA, "Strava activities.csv"),
        (GARMIN, "Garmin Connect CSV"),
        (INTERVALS, "intervals.icu CSV"),
        (RUNKEEPER, "Runkeeper cardioActivities.csv"),
        (APPLE, "Apple Health export.xml"),
        (KNEELOG, "KneeLog CSV"),
        (SHEET, "your own sheet (CSV, XLSX)"),
    ],
)
def test_content_decides(data, name):
    assert find_reader(data).name == name
    assert len(read_file(data, ReadLimits()).runs) == 1


@pytest.mark.parametrize("data", [b"x", b"a,b\n", b"\xff\xd8\xff\xe0JFIF", b"PK\x03\x04", b"{}"])
def test_other_files_are_of_no_known_kind(data):
    with pytest.raises(UnknownKind) as problem:
        read_file(data, ReadLimits())
    first, last = READERS[0].name, READERS[-1].name
    assert str(problem.value).startswith(f"This is no kind of file that KneeLog reads. It reads {first}, ")
    assert str(problem.value).endswith(f" and {last}.")


def test_a_table_of_no_known_kind_says_how_it_could_be_one():
    with pytest.raises(UnknownKind) as problem:
        read_file(b"a,b\n1,2\n", ReadLimits())
    assert problem.value.hint == (
        "If it is a log of runs, name its columns of days and distances Date and Distance in the first row."
    )


def test_empty_file():
    with pytest.raises(UnreadableFile, match="It is empty"):
        read_file(b" \n", ReadLimits())


def test_limit_of_bytes():
    assert read_file(KNEELOG, ReadLimits(file_bytes=len(KNEELOG))).runs
    with pytest.raises(UnreadableFile, match="It is larger than 0 MB"):
        read_file(KNEELOG, ReadLimits(file_bytes=len(KNEELOG) - 1))


def test_pieces_are_for_kinds_that_take_them():
    assert read_file(iter([APPLE[:60], APPLE[60:]]), ReadLimits()).runs
    for pieces, why in [([KNEELOG], "KneeLog CSV is not read in pieces"), ([], "This is no kind of file")]:
        with pytest.raises(UnreadableFile, match=why):
            read_file(iter(pieces), ReadLimits())


def test_whatever_a_reader_raises_becomes_a_reason(monkeypatch):
    def read(data: bytes, limits: ReadLimits) -> Reading:
        raise RecursionError

    monkeypatch.setattr(readers, "READERS", (Reader("broken", lambda head: True, read),))
    with pytest.raises(UnreadableFile) as problem:
        read_file(b"x", ReadLimits())
    assert str(problem.value) == "It is damaged and cannot be read"


@pytest.mark.parametrize("data", [STRAVA, GARMIN, INTERVALS, RUNKEEPER, APPLE, KNEELOG, SHEET])
@given(change=st.data())
def test_damage_never_raises_anything_else(data, change):
    position = change.draw(st.integers(0, len(data) - 1))
    junk = change.draw(st.binary(max_size=8))
    damaged = data[:position] + junk + data[position + change.draw(st.integers(0, 8)) :]
    with suppress(UnreadableFile):
        assert isinstance(read_file(damaged, ReadLimits()), Reading)


def test_names_of_readers_are_distinct():
    assert len({reader.name for reader in READERS}) == len(READERS)
