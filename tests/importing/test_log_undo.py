"""A log looked at before it counts, added to an account that is there, and taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.importing.documents import LOG, RUN, SHOE, as_bytes, changed, log
from training.exporting.log_file import export_log
from training.importing.log_import import add_log, preview_log
from training.importing.log_undo import remove_added
from training.importing.problems import BadLog
from training.models import CheckIn, Run, Shoe, User

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NEW = {"start": "2026-03-05T07:30:00+01:00", "distance_m": 5000}


def numbers(result: Any) -> tuple[dict, dict, dict, list]:
    return result.added, result.known, result.differing, result.profile


def told(runner: User) -> str:
    return "".join(export_log(runner))


def test_a_preview_writes_nothing_and_says_what_adding_does(anna):
    add_log(anna, as_bytes(log(shoes=[SHOE], runs=[RUN])))
    before = told(anna)
    more = {**LOG, "runs": [RUN, {**RUN, "rpe": 9}, NEW, NEW]}
    preview = preview_log(anna, as_bytes(more))
    assert told(anna) == before
    assert (preview.added["Run"], preview.known["Run"], preview.differing) == (1, 2, {"Run": 1})
    assert preview.profile == ["foot_type", "stiff_hamstrings"]
    assert preview.ids == {}
    assert numbers(add_log(anna, as_bytes(more))) == numbers(preview)


def test_a_preview_refuses_what_adding_refuses(anna):
    data = as_bytes(changed("runs[0].shoe", "x"))
    said = []
    for act in (preview_log, add_log):
        with pytest.raises(BadLog) as problem:
            act(anna, data)
        said.append(str(problem.value))
    assert said == ["runs[0].shoe: “x” is the key of no shoe in the file or the account"] * 2


def test_taken_back_the_account_is_as_it_was(anna):
    add_log(anna, as_bytes(log(runs=[NEW])))
    before = told(anna)
    result = add_log(anna, as_bytes(LOG))
    assert told(anna) != before
    ids, changes = json.loads(json.dumps([result.ids, result.changes]))
    assert remove_added(anna, ids, changes) == {}
    assert told(anna) == before


def test_what_was_edited_since_or_is_worn_stays(anna):
    result = add_log(anna, as_bytes({**LOG, "runs": [RUN, NEW]}))
    CheckIn.objects.update(score=9, version=2)
    anna.runs.filter(distance_m=5000).update(shoe=anna.shoes.get(), version=2)
    anna.profile.refresh_from_db()
    anna.profile.foot_type = "supinating"
    anna.profile.save()
    assert remove_added(anna, result.ids, result.changes) == {"CheckIn": 1, "Run": 1, "Shoe": 1}
    assert (CheckIn.objects.get().score, Run.objects.get().shoe) == (9, Shoe.objects.get())
    anna.profile.refresh_from_db()
    assert (anna.profile.foot_type, anna.profile.stiff_hamstrings) == ("supinating", False)


def test_nobody_takes_back_what_is_anothers(anna):
    result = add_log(anna, as_bytes(LOG))
    before = told(anna)
    assert remove_added(User.objects.create_user("bert"), result.ids, result.changes) == {}
    assert told(anna) == before


def test_taken_back_twice_is_once(anna):
    result = add_log(anna, as_bytes(LOG))
    assert [remove_added(anna, result.ids, result.changes) for _ in range(2)] == [{}, {}]


def test_queries_do_not_grow_with_the_file(anna, django_assert_num_queries):
    runs = [{**NEW, "distance_m": metres} for metres in range(1, 900)]
    for data in (as_bytes(log(runs=runs[:1])), as_bytes(log(runs=runs))):
        with django_assert_num_queries(10):
            preview_log(anna, data)
