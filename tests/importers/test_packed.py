from __future__ import annotations

import gzip

import pytest

from tests.importers.fit_files import FILE_ID, fit_file, session
from tests.importers.xml_files import activity, gpx, lap, tcx
from training.importers.readers import find_reader, read_file
from training.importers.run import ReadLimits, UnknownKind, UnreadableFile

FILES = {
    "FIT": fit_file(FILE_ID, session()),
    "GPX": gpx().encode(),
    "TCX": tcx(activity(lap(seconds="60", metres="200"))).encode(),
    "KneeLog CSV": b"date,distance_km\n2026-03-01,5\n",
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_may_be_packed(name):
    data = gzip.compress(FILES[name])
    assert find_reader(data).name == name
    plain = read_file(FILES[name], ReadLimits())
    assert read_file(data, ReadLimits()) == plain
    assert read_file(data + b"\0" * 100, ReadLimits()) == plain


def test_packed_in_pieces():
    whole = FILES["GPX"]
    data = gzip.compress(whole[:100]) + gzip.compress(whole[100:])
    assert read_file(data, ReadLimits()) == read_file(whole, ReadLimits())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (gzip.compress(FILES["GPX"], mtime=0)[:-9], "It is packed with gzip and cut off"),
        (gzip.compress(FILES["GPX"], mtime=0)[:-8] + b"12345678", "It is packed with gzip and damaged"),
        (b"\x1f\x8b\x08\0", "It is packed with gzip and cut off"),
        (b"\x1f\x8bxxxxxxxxxxxx", "It is packed with gzip and damaged"),
        (gzip.compress(b"", mtime=0), "It is empty"),
    ],
)
def test_damaged(data, why):
    with pytest.raises(UnreadableFile) as problem:
        read_file(data, ReadLimits())
    assert problem.value.message == why


def test_limit_of_bytes_unpacked():
    blank = FILES["KneeLog CSV"] + b"\n" * 1000
    data = gzip.compress(blank)
    assert read_file(data, ReadLimits(file_bytes=len(blank))).runs
    with pytest.raises(UnreadableFile, match="It is larger than 0 MB"):
        read_file(data, ReadLimits(file_bytes=len(blank) - 1))


def test_packed_twice_is_of_no_known_kind():
    with pytest.raises(UnknownKind):
        read_file(gzip.compress(gzip.compress(FILES["GPX"])), ReadLimits())
