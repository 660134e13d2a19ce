from __future__ import annotations

import pytest

from training.importers.run import ReadLimits, UnreadableFile
from training.importers.table import HEADER_BYTES, LONGEST_LINE, MISMATCH, header_of, plain, rows_of


def rows(data: bytes, **limits):
    return list(rows_of(data, ReadLimits(**limits)))


@pytest.mark.parametrize(
    "data",
    [
        "a,b\r\nü,2\r\n".encode(),
        "\ufeffa,b\nü,2".encode(),
        "a,b\nü,2".encode("cp1252"),
        "\ufeffa,b\nü,2".encode("utf-16-le"),
        "a;b\nü;2".encode(),
        "a\tb\rü\t2\r".encode(),
        '"a", "b"\n"ü", "2"'.encode(),
    ],
)
def test_encodings_delimiters_and_line_ends(data):
    assert ([plain(cell) for cell in header_of(data)], rows(data)) == (["a", "b"], [(2, ["ü", "2"], "")])


def test_cells_may_span_lines_and_blank_rows_are_left_out():
    assert rows(b'a,b\n"x\ny",2\n\n,\n3,4\n') == [(2, ["x\ny", "2"], ""), (5, ["3", "4"], "")]


def test_ragged_rows():
    found = rows(b"a,b\n1\n1,2,\n1,2,3\n")
    assert found == [
        (2, ["1", ""], ""),
        (3, ["1", "2"], ""),
        (4, ["1", "2"], "it has 3 cells where the header has 2"),
    ]


@pytest.mark.parametrize(
    "bad", [b'1,"never closed', b'"x" y,2', b'1,"' + b"x" * 200_000 + b'"'], ids=["open", "stray", "200 kB"]
)
def test_only_the_line_with_the_bad_quotation_mark_is_lost(bad):
    found = rows(b"a,b\n" + bad + b"\n3,4\n5,6\n")
    assert found == [(2, ["", ""], MISMATCH), (3, ["3", "4"], ""), (4, ["5", "6"], "")]


def test_limit_of_rows():
    assert len(rows(b"a\n1\n\n2\n,\n3\n" + b"\n" * 60, rows=3)) == 3
    with pytest.raises(UnreadableFile) as problem:
        rows(b"a\n1\n2\n3\n", rows=2)
    assert str(problem.value) == "It has more than 2 rows. Split it into smaller files."
    with pytest.raises(UnreadableFile):
        rows(b"a\n" + b"\n" * 100, rows=3)


def test_limit_of_a_line():
    with pytest.raises(UnreadableFile):
        rows(b"a\n" + b"1" * (LONGEST_LINE + 1))


def test_header_of_what_is_no_table():
    assert header_of(b"") == []
    assert header_of(b"\x00" * 100) == ["\x00" * 100]
    assert header_of(b'"' + b"x" * HEADER_BYTES) == []


def test_header_cells_are_compared_without_tags_case_and_curly_apostrophes():
    assert plain(' <span class="x">Date de l\u2019ACTIVITÉ</span> ') == "date de l'activité"
