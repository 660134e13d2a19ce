"""Whatever a log file holds, it is taken or refused in one line: nothing else happens."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.documents import LOG
from training.importing.log_file import LogFile, read_log
from training.importing.problems import BadLog

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NASTY = ["", "\0", "\ud800", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "../../etc/passwd"]
JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.datetimes().map(str),
        st.dates().map(str), st.sampled_from(NASTY),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def paths(value: Any, path: tuple = ()) -> list[tuple]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, item in items for deeper in paths(item, (*path, key)))]


def is_taken_or_refused_in_one_line(data: bytes) -> bool:
    try:
        return isinstance(read_log(data, NOW), LogFile)
    except BadLog as problem:
        return str(problem).isprintable()


@example(path=("runner", "time_zone"), value="\ud7fc")
@settings(max_examples=300)
@given(path=st.sampled_from(paths(LOG)[1:]), value=JSON)
def test_any_value_anywhere(path, value):
    document: Any = copy.deepcopy(LOG)
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert is_taken_or_refused_in_one_line(json.dumps(document).encode())


@settings(max_examples=200)
@given(position=st.integers(0, 1200), junk=st.binary(max_size=6), dropped=st.integers(0, 6))
def test_any_damage(position, junk, dropped):
    data = json.dumps(LOG).encode()
    assert is_taken_or_refused_in_one_line(data[:position] + junk + data[position + dropped :])
