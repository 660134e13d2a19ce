"""What cannot be taken: a problem document that names the field, never a page and never a 500."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.api.conftest import Program
from training.api.reading import LONGEST_BODY

pytestmark = pytest.mark.django_db
RUN = {"start": "2026-06-01T07:30:00+02:00", "distance_m": 10_000}
DEEP = b'{"a":' * 100_000


def told(answer) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    return answer.status_code, document["type"].removeprefix("/api/#problem-")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"{", (400, "unreadable")),
        (b"[1]", (400, "unreadable")),
        (b'"a"', (400, "unreadable")),
        (b'{"a": \xff}', (400, "unreadable")),
        (b'{"start": 1, "start": 2}', (400, "unreadable")),
        (b'{"distance_m": NaN}', (400, "unreadable")),
        (b'{"distance_m": ' + b"9" * 5_000 + b"}", (400, "unreadable")),
        (DEEP[:60_000], (400, "unreadable")),
        (b'{"notes": "' + b"x" * LONGEST_BODY + b'"}', (413, "too-large")),
        (b"x" * 12_000_000, (413, "too-large")),
        (b"", (422, "refused-values")),
        (b'{"distance_m": 1e400}', (422, "refused-values")),
        (b'{"notes": "a\\u0000b"}', (422, "refused-values")),
        (b'{"notes": "\\ud800"}', (422, "refused-values")),
    ],
    ids=range(14),
)
def test_a_body_that_cannot_be_read(program, body, problem):
    assert told(program.post("/runs", body)) == problem


def refused(program: Program, path: str, sent: dict) -> dict[str, str]:
    answer = program.post(path, sent)
    assert told(answer) == (422, "refused-values")
    return {error["field"]: error["message"] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("distance_m", 0, "At least 1."),
        ("distance_m", 500_001, "At most 500000."),
        ("distance_m", 10**30, "At most 500000."),
        ("distance_m", 1.5, "Write a whole number."),
        ("distance_m", "10", "Write a whole number."),
        ("distance_m", True, "Write a whole number."),
        ("distance_m", None, "Write a whole number."),
        ("duration_s", 604_801, "At most 604800."),
        ("rpe", 11, "At most 10."),
        ("warm_up", "yes", "Write true or false."),
        ("surface", "mud", "Write one of 'concrete', 'asphalt', 'trail', 'track', 'treadmill', 'grass', "
                           "'sand' or 'mixed'."),
        ("notes", "x" * 2_001, "At most 2000 characters."),
        ("notes", ["x"], "Write text."),
        ("shoe", "nobody's", "You have no shoe with this key."),
        ("start", "yesterday", "Write a date and time like 2026-03-01T07:30:00+01:00."),
        ("start", "2026-02-30T07:30:00Z", "Write a date and time like 2026-03-01T07:30:00+01:00."),
        ("start", "2026-06-01T07:30:00+15:00", "Write a date and time like 2026-03-01T07:30:00+01:00."),
        ("start", "2999-06-01T07:30:00Z", "This day has not come yet."),
        ("start", "0001-01-01T00:00:00Z", "A day from 1970 on, please."),
        ("start", "9999-12-31T23:59:59-12:00", "This day has not come yet."),
        ("proposed", [], "There is no such field."),
        ("id", "1", "Write a UUID like 3f0c3c5e-7a35-4f6e-9d1c-0d6f7c0b9a11."),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_taken_is_named(program, anna, field, value, message):
    assert refused(program, "/runs", {**RUN, field: value}) == {field: message}
    assert anna.runs.count() == 0


def test_the_rules_of_the_pages_hold(program, anna):
    program.post("/shoes", {"name": "Ghost", "retired_on": "2026-05-01"})
    assert list(refused(program, "/runs", {**RUN, "shoe": "ghost"})) == ["shoe"]
    assert list(refused(program, "/shoes", {"name": "Mach", "notice_at_m": 400_000})) == ["limit_reason"]
    assert list(refused(program, "/shoes", {"name": " "})) == ["name"]
    born_late = {"name": "Mach", "started_on": "2026-05-02", "retired_on": "2026-05-01"}
    assert list(refused(program, "/shoes", born_late)) == ["retired_on"]
    check_in = {"at": "2026-06-01T20:00:00", "side": "left", "score": 3, "signs": ["locks", "lock"]}
    assert list(refused(program, "/check-ins", check_in)) == ["signs[1]"]
    assert list(refused(program, "/care", {"on": "2999-01-01", "kind": "ice"})) == ["on"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("from=2026-02-30", "from"),
        ("until=today", "until"),
        ("form=2026-01-01", "form"),
        ("cursor=%00", "cursor"),
        ("cursor=WzEsMiwzXQ==", "cursor"),
        ("cursor=WyIyMDI2LTAxLTAxIiwiMDAwMS0wMS0wMVQwMDowMDowMCsxNDowMCIsIngiXQ==", "cursor"),
    ],
)
def test_a_question_that_cannot_be_answered(program, query, field):
    answer = program.get(f"/runs?{query}")
    assert told(answer) == (422, "refused-values")
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_addresses_and_methods_that_there_are_not(program):
    assert told(program.get("/nothing")) == (404, "nothing-here")
    assert told(program.get("/runs/1")) == (404, "nothing-here")
    assert told(program.get("/")) == (404, "nothing-here")
    wrong = program.ask("PUT", "/runs")
    assert (told(wrong), wrong["Allow"]) == ((405, "method"), "GET, HEAD, POST")


def test_what_is_no_json_is_told_so(program):
    headers = {"Authorization": f"Bearer {program.secret}"}
    form = Client().post("/api/v1/runs", RUN, headers=headers)
    assert told(form) == (415, "not-json")


def test_what_goes_wrong_here_says_nothing_of_itself(program, monkeypatch):
    monkeypatch.setattr("training.api.own.assess_whole_log", lambda *_: 1 / 0)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/findings", headers={"Authorization": f"Bearer {program.secret}"})
    assert told(answer) == (500, "our-fault")
    assert "ZeroDivision" not in json.dumps(answer.json())


def test_a_form_in_a_foreign_code_is_a_problem_too(program):
    kind = "application/json; charset=utf-16"
    assert told(Client().post("/api/v1/runs", b"{}", content_type=kind)) == (400, "unreadable")
