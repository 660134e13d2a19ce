"""JSON piece by piece: nothing hostile takes more than it has bytes, and no piece ends in the wrong place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from training.importing import log_json
from training.importing.log_json import LONGEST_VALUE, MOST_FIELDS, MOST_VALUES, PIECE, JsonLog
from training.importing.problems import BadLog


def told(data: bytes) -> dict[str, Any]:
    """The object of a file, put together again."""
    found: dict[str, Any] = {}
    for name, number, value in JsonLog(data).fields():
        if number is None:
            found[name] = value
        else:
            assert len(found[name]) == number
            found[name].append(value)
    return found


def refusal(data: bytes) -> str:
    with pytest.raises(BadLog) as problem:
        told(data)
    return str(problem.value)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.parametrize("piece", [1, 2, 3, 7, PIECE])
@given(document=st.dictionaries(TEXT, VALUES, max_size=5), indent=st.sampled_from([None, 1]))
@example(document={"a": [1, 23, -4.5e6, True], "b": "🦵", "c": {}, "d": []}, indent=None)
def test_it_tells_what_json_tells_wherever_a_piece_ends(piece, document, indent):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log_json, "PIECE", piece)
        for ascii_only in (True, False):
            assert told(json.dumps(document, indent=indent, ensure_ascii=ascii_only).encode()) == document


@pytest.mark.parametrize("piece", [1, 5, PIECE])
@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1,}', '{"a": [1 2]}', '{"a": [1,]}', '{"a" 1}', "{'a': 1}", '{"a": tru}', '{"a": 1} x',
        '{"a": "b', '{"a": [1', '{"a": 1.', '{"a": 1.e5}', '{"a": "\\x"}', '\n\n {\n"a": [\n{"b":\n ?}]}',
        '{"é": "🦵", "b": }', "", "  ", "nul",
    ],
)  # fmt: skip
def test_it_says_what_json_says(text, piece, monkeypatch):
    monkeypatch.setattr(log_json, "PIECE", piece)
    with pytest.raises(json.JSONDecodeError) as expected:
        json.loads(text)
    line, column = expected.value.lineno, expected.value.colno
    where = f"line {line}, column {column}."
    said = refusal(text.encode())
    assert said.startswith("The file is not JSON: ")
    # Where the comma stands that is one too many, versions of Python differ.
    assert said.endswith(where) or "," in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"a": 1, "a": 2}', "a: stands twice"),
        ('{"runs": [], "runs": [1]}', "runs: stands twice"),
        ('{"a": [' + "[" * 100_000, "The file is nested too deeply."),
        ('{"a": [' + "[" * 50 + "]" * 50 + "]}", "a[0]" + "[0]" * 18 + ": is nested too deeply"),
        ('{"a": ' + "9" * 5_000 + "}", "The file holds a number with thousands of digits."),
        ('{"a": 1e999}', "a: must be a finite number"),
        ('{"a": [{"b": -Infinity}]}', "a[0].b: must be a finite number"),
        ('{"a": ["\\ud800"]}', "a[0]: must be valid text, without half of a character pair"),
        ('{"a": "\\u0000"}', "a: must not hold a NUL character"),
        ('{"a": "' + "x" * (LONGEST_VALUE + PIECE) + '"}', "The file holds an entry of more than 1 MB."),
        ('{"a": [[' + "0," * LONGEST_VALUE + "0]]}", "The file holds an entry of more than 1 MB."),
        ('{"a": [' + "[]," * MOST_VALUES + "0]}", "The file holds more than 5,000,000 values."),
        (json.dumps({str(n): 0 for n in range(MOST_FIELDS + 1)}), "1000: is one field too many"),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_hostile(text, why):
    assert refusal(text.encode()) == why


@pytest.mark.parametrize("piece", [1, 4, PIECE])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_no_text_is_named(bom, piece, monkeypatch):
    monkeypatch.setattr(log_json, "PIECE", piece)
    data = bom + '{"é": "'.encode() + b'\xff"}'
    assert f"from byte {len(bom) + 9} on" in refusal(data)
    assert refusal(bom + '{"a": "é'.encode()[:-1]).startswith("The file is not UTF-8 text")


def test_an_entry_as_long_as_it_may_be():
    text = "x" * (LONGEST_VALUE - PIECE)
    assert told(json.dumps({"a": [text, text]}).encode()) == {"a": [text, text]}
