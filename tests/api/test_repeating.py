"""The same request sent again: done once, answered the same, on either database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.conftest import Program
from tests.factories import make_runner
from tests.views.test_concurrent import at_once
from training.logbook.repeating import KEPT, forget_keys
from training.models import IdempotencyKey

RUN = {"start": "2026-06-01T07:30:00+02:00", "distance_m": 10_000}
KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"


def sent(program: Program, *runs: dict, key: str = KEY) -> list:
    return [program.post("/runs", run, Idempotency_Key=key) for run in runs]


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_eight_times_at_once_is_one_entry_and_one_answer():
    program = Program(make_runner())
    # Shoes have no twin that would tell a repetition: the key alone does.
    calls = [lambda: program.post("/shoes", {"name": "Ghost"}, Idempotency_Key=KEY)] * 8
    answers = at_once(calls)
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.content for answer in answers}) == 1
    assert len({(answer["Location"], answer["ETag"]) for answer in answers}) == 1
    assert program.runner.shoes.count() == 1


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_eight_pairs_of_one_name_at_once_are_eight():
    program = Program(make_runner())
    answers = at_once([lambda: program.post("/shoes", {"name": "Ghost"})] * 8)
    assert [answer.status_code for answer in answers] == [201] * 8
    assert len({answer.json()["key"] for answer in answers}) == program.runner.shoes.count() == 8


@pytest.mark.django_db
def test_the_answer_stays_what_it_was(program, anna):
    (first,) = sent(program, RUN)
    program.patch(f"/runs/{first.json()['id']}", {"notes": "changed"})
    (again,) = sent(program, RUN)
    assert (again.status_code, again.content) == (201, first.content)
    assert anna.runs.get().notes == "changed"


@pytest.mark.django_db
def test_a_key_stands_for_one_request(program, anna):
    first, other = sent(program, RUN, {**RUN, "distance_m": 9_000})
    assert (first.status_code, other.status_code) == (201, 422)
    assert other.json()["type"] == "/api/#problem-key-reused"
    elsewhere = program.post("/care", {"on": "2026-06-01", "kind": "ice"}, Idempotency_Key=KEY)
    assert elsewhere.json()["type"] == "/api/#problem-key-reused"
    assert (anna.runs.count(), anna.care_entries.count()) == (1, 0)


@pytest.mark.django_db
def test_a_refused_request_leaves_its_key_free(program, anna):
    refused, good = sent(program, {**RUN, "start": "2999-06-01T07:30:00Z"}, RUN)
    assert (refused.status_code, good.status_code) == (422, 201)


@pytest.mark.django_db
def test_a_key_is_its_runners_own(program, anna):
    ben = Program(make_runner("ben"))
    assert [sent(one, RUN)[0].status_code for one in (program, ben)] == [201, 201]
    assert [one.runner.runs.count() for one in (program, ben)] == [1, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 256, "two words", "naïve"])
def test_what_is_no_key_is_refused(program, anna, key):
    (answer,) = sent(program, RUN, key=key)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert anna.runs.count() == 0


@pytest.mark.data
@pytest.mark.django_db
def test_keys_are_forgotten_after_a_day(program, anna):
    sent(program, RUN)
    now = timezone.now()
    assert forget_keys(now) == 0
    IdempotencyKey.objects.update(created_at=now - KEPT - timedelta(seconds=1))
    # One that was not yet swept up counts no more.
    (answer,) = sent(program, {**RUN, "distance_m": 9_000})
    assert answer.status_code == 201
    IdempotencyKey.objects.update(created_at=now - KEPT - timedelta(seconds=1))
    assert (forget_keys(now), IdempotencyKey.objects.count()) == (1, 0)
