"""What is refused, and in which words: every message is one line that names the field."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from tests.importing.documents import LOG, MISSING, RUN, as_bytes, changed, log
from training.importing.document import MOST_BYTES
from training.importing.log_file import read_log
from training.importing.problems import BadLog

NOW = datetime(2026, 3, 20, 22, 30, tzinfo=UTC)
SIGNS = (
    "swelling_marked, limping, calf_sudden_pain_swelling, worse_at_night, "
    "… (all 21 are in docs/log-format.md)"
)
NOT_A_MOMENT = "must be a date and time like 2026-03-01T07:30:00+01:00"


def refusal(data: bytes) -> str:
    with pytest.raises(BadLog) as problem:
        read_log(data, NOW)
    assert len(str(problem.value).splitlines()) == 1
    return str(problem.value)


def test_a_whole_file_is_read():
    found = read_log(as_bytes(LOG), NOW)
    (run,), (entry,), (act,) = found.runs, found.check_ins, found.care
    assert (run.entry.local_text, run.entry.local_date, run.entry.zone, run.shoe_key) == (
        "2026-03-01T07:30:00+01:00",
        date(2026, 3, 1),
        "Europe/Berlin",
        "ghost",
    )
    assert (entry.feel, entry.signs) == (frozenset({"tight"}), frozenset({"swelling_slight"}))
    assert (act.on, act.kind, act.minutes) == (date(2026, 3, 2), "ice", 15)
    assert [past.month for past in found.injuries] == [date(2025, 11, 1)]
    assert found.profile["stiff_hamstrings"] is True


def test_only_the_required_fields():
    document = log(
        runs=[{"start": "2026-03-01T07:30:00", "distance_m": 10000.0}],
        check_ins=[{"at": "2026-03-01T20:00:00", "side": "left", "score": 0}],
        care=[{"on": "2026-03-02", "kind": "ice"}],
    )
    found = read_log(as_bytes(document), NOW)
    run, entry = found.runs[0].entry, found.check_ins[0]
    assert (run.distance_m, run.duration_s, run.surface, run.warm_up, run.notes) == (
        10000,
        None,
        "",
        None,
        "",
    )
    assert (entry.moment, entry.feel, entry.signs) == ("after", frozenset(), frozenset())
    assert found.care[0].minutes is None
    assert found.profile == {"time_zone": "Europe/Berlin"}


def test_fields_of_later_versions_are_ignored_and_lists_may_be_missing_or_null():
    found = read_log(
        as_bytes({**log(runs=None, weather=[1, {"a": []}]), "shoes": [{"key": "a", "colour": 7}]}), NOW
    )
    assert (found.runs, found.check_ins, [shoe.entry.key for shoe in found.shoes]) == ([], [], ["a"])


@pytest.mark.parametrize(
    ("start", "text", "day"),
    [
        ("2026-03-01T23:30:00Z", "2026-03-02T00:30:00+01:00", date(2026, 3, 2)),
        ("2026-03-01T23:30:00", "2026-03-01T23:30:00+01:00", date(2026, 3, 1)),
        ("2026-03-01T23:30:00-10:00", "2026-03-01T23:30:00-10:00", date(2026, 3, 1)),
        ("2026-03-01T07:30:00.999+01:00", "2026-03-01T07:30:00+01:00", date(2026, 3, 1)),
        # Already tomorrow where the runner is, and not yet in Berlin.
        ("2026-03-21T06:30:00+13:00", "2026-03-21T06:30:00+13:00", date(2026, 3, 21)),
        ("2026-03-20T23:59:00+01:00", "2026-03-20T23:59:00+01:00", date(2026, 3, 20)),
        ("1970-01-01T00:00:00+01:00", "1970-01-01T00:00:00+01:00", date(1970, 1, 1)),
    ],
)
def test_days_are_those_of_the_runners_clock(start, text, day):
    (run,) = read_log(as_bytes(log(runs=[{"start": start, "distance_m": 1}])), NOW).runs
    assert (run.entry.local_text, run.entry.local_date) == (text, day)


@pytest.mark.parametrize(
    ("path", "value", "why"),
    [
        ("runs[0].distance_m", MISSING, "is required"),
        ("runs[0].distance_m", None, "is required"),
        ("runs[0].distance_m", 0, "must be at least 1"),
        ("runs[0].distance_m", 500_001, "must be at most 500000"),
        ("runs[0].distance_m", 10**400, "must be at most 500000"),
        ("runs[0].distance_m", 10.5, "must be a whole number"),
        ("runs[0].distance_m", "10000", "must be a whole number"),
        ("runs[0].distance_m", True, "must be a whole number"),
        ("runs[0].distance_m", float("nan"), "must be a finite number"),
        ("runs[0].distance_m", float("inf"), "must be a finite number"),
        ("runs[0].duration_s", 0, "must be at least 1"),
        ("runs[0].duration_s", 7 * 24 * 3600 + 1, "must be at most 604800"),
        ("runs[0].rpe", 11, "must be at most 10"),
        ("runs[0].rpe", -1, "must be at least 0"),
        ("runs[0].warm_up", 1, "must be true or false"),
        ("runs[0].terrain", 5, "must be text"),
        ("runs[0].terrain", "moon", "“moon” is not one of flat, rolling, hilly, downhill, uneven"),
        ("runs[0].notes", "x" * 2001, "must be at most 2000 characters"),
        ("runs[0].notes", "a\0b", "must not hold a NUL character"),
        ("runs[0].notes", "\ud800", "must be valid text, without half of a character pair"),
        ("runs[0].shoe", 7, "must be the key of a shoe"),
        ("runs[0].start", MISSING, "is required"),
        ("runs[0].start", None, "is required"),
        ("runs[0].start", 20260301, NOT_A_MOMENT),
        ("runs[0].start", "2026-03-01", NOT_A_MOMENT),
        ("runs[0].start", "2026-02-29T07:30:00+01:00", NOT_A_MOMENT),
        ("runs[0].start", "2026-03-21T00:00:00+01:00", "is in the future"),
        ("runs[0].start", "2026-03-20T23:00:00Z", "is in the future"),
        ("runs[0].start", "9999-12-31T23:59:59-12:00", "is in the future"),
        ("runs[0].start", "1969-12-31T23:59:59+01:00", "is before 1970"),
        ("runs[0].start", "0001-01-01T00:00:00+01:00", "is before 1970"),
        ("runs[0].start", "2026-03-01T07:30:00+01:00:30", "must have an offset of whole minutes"),
        ("runs[0]", [], "must be an object, {…}"),
        ("runs[0]", None, "must be an object, {…}"),
        ("runs", {}, "must be a list"),
        ("check_ins[0].at", MISSING, "is required"),
        ("check_ins[0].side", MISSING, "is required"),
        ("check_ins[0].side", None, "is required"),
        ("check_ins[0].side", "both", "“both” is not one of left, right"),
        ("check_ins[0].score", MISSING, "is required"),
        ("check_ins[0].score", 11, "must be at most 10"),
        ("check_ins[0].score", None, "is required"),
        ("check_ins[0].moment", "later", "“later” is not one of before, during, after, next_morning, rest"),
        ("check_ins[0].feel", "tight", "must be a list of words"),
        ("check_ins[0].feel", [1], "must be a list of words"),
        ("check_ins[0].feel", ["sore"], "“sore” is not one of tight, full, dull, sharp"),
        ("check_ins[0].signs", ["swelling"], f"“swelling” is not one of swelling_slight, {SIGNS}"),
        ("care[0].on", MISSING, "is required"),
        ("care[0].on", None, "is required"),
        ("care[0].on", "2026-03-21", "is in the future"),
        ("care[0].on", "1969-12-31", "is before 1970"),
        ("care[0].on", "2026-3-2", "must be a date like 2026-03-01"),
        ("care[0].on", 5, "must be a date like 2026-03-01"),
        ("care[0].minutes", 0, "must be at least 1"),
        ("care[0].minutes", 1441, "must be at most 1440"),
        ("shoes[0].name", "n" * 81, "must be at most 80 characters"),
        ("shoes[0].support", "soft", "“soft” is not one of neutral, stability, unknown"),
        ("shoes[0].start_distance_m", -1, "must be at least 0"),
        ("shoes[0].retired_on", "2025-12-31", "is before started_on"),
        ("shoes[0].retired_on", "2026-03-21", "is in the future"),
        ("shoes[0].started_on", "1969-12-31", "is before 1970"),
        ("runner", MISSING, "is required"),
        ("runner", None, "is required"),
        ("runner", [], "must be an object, {…}"),
        ("runner.time_zone", MISSING, "is required"),
        ("runner.time_zone", "Mars/Base", "“Mars/Base” is no time zone. Write one like Europe/Berlin."),
        ("runner.units", "furlongs", "“furlongs” is not one of km, mi"),
        ("runner.units", None, "null is not one of km, mi"),
        ("runner.heel_strike", None, "must be true or false"),
        ("runner.heel_strike", "no", "must be true or false"),
        ("runner.previous_injuries", {}, "must be a list"),
        ("runner.previous_injuries[0].side", MISSING, "is required"),
        ("runner.previous_injuries[0].month", MISSING, "is required"),
        ("runner.previous_injuries[0].month", "2026-13", "must be a month like 2026-03"),
        ("runner.previous_injuries[0].month", 202603, "must be a month like 2026-03"),
        ("runner.previous_injuries[0].month", "2026-04", "must lie between 1970 and today"),
        ("runner.previous_injuries[0].month", "1969-12", "must lie between 1970 and today"),
        ("format", MISSING, 'is required: "kneelog-log/1"'),
        ("format", "kneelog-log/9", 'must be "kneelog-log/1"; KneeLog does not know “kneelog-log/9”'),
        ("format", 1, 'must be "kneelog-log/1"; KneeLog does not know this'),
    ],
)
def test_a_bad_value_is_named(path, value, why):
    assert refusal(as_bytes(changed(path, value))) == f"{path}: {why}"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is not JSON: Expecting value at line 1, column 1."),
        (
            b"{",
            "The file is not JSON: Expecting property name enclosed in double quotes at line 1, column 2.",
        ),
        (
            b'{"format": "kneelog-log/1"',
            "The file is not JSON: Expecting ',' delimiter at line 1, column 27.",
        ),
        (b"[]", "The file must hold one JSON object, {…}."),
        (b'"\xff"', "The file is not UTF-8 text: it cannot be read from byte 2 on. Save it as UTF-8."),
        (b"[" * 100_000, "The file is nested too deeply."),
        (b'{"a": ' + b"9" * 5_000 + b"}", "The file holds a number with thousands of digits."),
        (b" " * (MOST_BYTES + 1), "The file is larger than 50 MB."),
    ],
    ids=["empty", "open", "cut", "list", "latin-1", "deep", "digits", "large"],
)
def test_what_is_no_log_file(data, why):
    assert refusal(data) == why


def test_deep_nesting_in_a_field_that_is_not_known():
    deep: list = []
    for _ in range(50):
        deep = [deep]
    assert refusal(as_bytes(log(extra=deep))).endswith(": is nested too deeply")


def test_a_byte_order_mark_is_no_matter():
    assert read_log(b"\xef\xbb\xbf" + as_bytes(LOG), NOW).runs


def test_path_of_a_later_entry():
    assert refusal(as_bytes(log(runs=[RUN, RUN, {**RUN, "rpe": 99}]))) == "runs[2].rpe: must be at most 10"


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "x" * 5_000])
def test_messages_stay_one_short_line(name):
    message = refusal(json.dumps(changed("runs[0].terrain", name)).encode())
    assert len(message) < 200
    assert message.isprintable()
