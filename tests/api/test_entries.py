"""Entries of the log for other programs: read, added, changed, deleted and brought back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.api.conftest import Program
from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import CareEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
ID = "3f0c3c5e-7a35-4f6e-9d1c-0d6f7c0b9a11"
RUN = {"start": "2026-06-01T07:30:00+02:00", "distance_m": 10_000}
WHOLE_RUN = {
    **RUN, "duration_s": 3_300, "elapsed_s": 3_420, "surface": "trail", "terrain": "hilly", "session": "long",
    "shoe": "ghost", "rpe": 4, "warm_up": True, "cool_down": False, "trigger": "terrain", "notes": "River.",
}  # fmt: skip
SENT = {
    "/runs": WHOLE_RUN,
    "/check-ins": {
        "at": "2026-06-01T20:00:00+02:00", "side": "left", "score": 3, "moment": "rest", "feel": ["tight"],
        "signs": ["hot_with_fever", "locks"], "notes": "Stairs.",
    },
    "/care": {"on": "2026-06-02", "kind": "ice", "minutes": 15},
    "/shoes": {
        "name": "Ghost 16", "support": "stability", "start_distance_m": 100, "notice_at_m": 500_000,
        "replace_at_m": 700_000, "limit_reason": "Light.", "started_on": "2026-01-01",
        "retired_on": "2026-07-01", "successor": "ghost",
    },
}  # fmt: skip


@pytest.mark.parametrize("path", SENT)
def test_an_entry_is_told_as_it_was_sent(program, anna, path):
    make_shoe(anna)
    made = program.post(path, SENT[path])
    told = made.json()
    assert (made.status_code, told["version"]) == (201, 1)
    assert {name: told[name] for name in SENT[path]} == SENT[path]
    read = program.get(made["Location"].removeprefix("/api/v1"))
    assert (read.status_code, read.json(), read["ETag"]) == (200, told, made["ETag"])
    assert program.get(path).json()["items"][0] == told


def test_of_a_run_the_start_and_the_distance_are_enough(program):
    told = program.post("/runs", RUN).json()
    rest = {name: value for name, value in told.items() if name not in {"id", "logged_at", *RUN}}
    nothing = (
        "duration_s",
        "elapsed_s",
        "surface",
        "terrain",
        "session",
        "shoe",
        "rpe",
        "warm_up",
        "cool_down",
    )
    assert rest == {
        "version": 1, "zone": "Europe/Berlin", "proposed": [], "trigger": None, "notes": "",
        **dict.fromkeys(nothing),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "told", "zone", "day"),
    [
        ("2026-06-01T07:30:00+02:00", "2026-06-01T07:30:00+02:00", "Europe/Berlin", DAY),
        ("2026-06-01T07:30", "2026-06-01T07:30:00+02:00", "Europe/Berlin", DAY),
        ("2026-05-31T23:30:00Z", "2026-06-01T01:30:00+02:00", "Europe/Berlin", DAY),
        ("2026-06-01T23:30:00-04:00", "2026-06-01T23:30:00-04:00", "-04:00", DAY),
    ],
)
def test_a_moment_is_kept_on_the_clock_of_its_place(program, anna, sent, told, zone, day):
    answer = program.post("/runs", {**RUN, "start": sent}).json()
    assert (answer["start"], answer["zone"], anna.runs.get().local_date) == (told, zone, day)


def test_what_is_left_out_of_a_change_stays(program, anna):
    make_shoe(anna)
    made = program.post("/runs", WHOLE_RUN)
    path = made["Location"].removeprefix("/api/v1")
    changed = program.patch(path, {"distance_m": 9_000, "notes": ""}, seen=made["ETag"])
    assert (changed.status_code, changed["ETag"]) == (200, '"2"')
    assert changed.json() == {**made.json(), "version": 2, "distance_m": 9_000, "notes": ""}


def test_a_change_of_what_was_changed_since_is_refused_and_nothing_is_lost(program, anna):
    run = make_run(anna, DAY)
    assert program.patch(f"/runs/{run.pk}", {"notes": "first"}, seen='"1"').status_code == 200
    stale = program.patch(f"/runs/{run.pk}", {"notes": "second"}, seen='"1"')
    assert (stale.status_code, stale.json()["type"]) == (412, "/api/#problem-changed-elsewhere")
    assert program.delete(f"/runs/{run.pk}", If_Match='"1"').status_code == 412
    assert program.ask("PATCH", f"/runs/{run.pk}", {"notes": "third"}).status_code == 428
    run.refresh_from_db()
    assert (run.notes, run.version) == ("first", 2)
    # A packed answer carries the tag like this.
    assert program.patch(f"/runs/{run.pk}", {"notes": "fourth"}, seen='W/"2"').status_code == 200


def without_moment(answer) -> dict:
    """What is deleted keeps the moment it was logged to the millisecond."""
    return {name: value for name, value in answer.json().items() if name != "logged_at"}


def test_what_is_deleted_comes_back_for_a_day(program, anna):
    make_shoe(anna)
    for path, sent in SENT.items():
        made = program.post(path, sent)
        address = made["Location"].removeprefix("/api/v1")
        gone = program.delete(address)
        assert (gone.status_code, program.get(address).status_code) == (200, 404)
        undo = gone.json()["undo"].removeprefix("/api/v1")
        back = program.post(undo)
        assert (back.status_code, back.json()) == (200, {"id": made.json()["id"]})
        assert without_moment(program.get(address)) == without_moment(made)
        assert program.post(undo).status_code == 404


def test_a_shoe_with_runs_is_not_deleted(program, anna):
    shoe = make_shoe(anna)
    run = make_run(anna, DAY, shoe=shoe)
    assert program.delete(f"/shoes/{shoe.pk}").json()["type"] == "/api/#problem-in-use"
    run.refresh_from_db()
    assert run.shoe == shoe


def test_an_entry_that_is_there_under_another_id_is_pointed_at(program):
    first = program.post("/runs", RUN)
    again = program.post("/runs", {**RUN, "notes": "again"})
    assert (again.status_code, again["Location"]) == (409, first["Location"])


def test_the_same_id_again_is_the_same_entry(program, anna):
    first, again = (program.post("/runs", {**RUN, "id": ID}) for _ in range(2))
    assert [first.status_code, again.status_code] == [201, 200]
    assert first.json() == again.json()
    assert anna.runs.get().pk == UUID(ID)


def test_nothing_of_another_runner_is_reached(program):
    ben = make_runner("ben")
    shoe = make_shoe(ben)
    theirs = {
        "runs": make_run(ben, DAY, shoe=shoe),
        "check-ins": make_check_in(ben, DAY, 3),
        "shoes": shoe,
        "care": CareEntry.objects.create(runner=ben, on=DAY, kind="ice"),
    }
    for path, entry in theirs.items():
        for method, sent in (("GET", None), ("PATCH", {}), ("DELETE", None)):
            real, missing = (
                program.ask(method, f"/{path}/{pk}", sent, If_Match="*") for pk in (entry.pk, ID)
            )
            assert (real.status_code, real.content) == (404, missing.content)
        assert program.get(f"/{path}").json() == {"items": [], "next": None}
    assert program.post("/runs", {**RUN, "shoe": shoe.key}).json()["errors"][0]["field"] == "shoe"
    # An id that is taken by somebody else says nothing: the entry gets another.
    taken = program.post("/runs", {**RUN, "id": str(theirs["runs"].pk)})
    assert (taken.status_code, taken.json()["id"] == str(theirs["runs"].pk)) == (201, False)


def test_a_token_says_whose_it_is_and_what_it_may(anna):
    program = Program(anna, ["read"])
    told = program.get("/me").json()
    assert {name: told[name] for name in ("name", "units", "time_zone")} == {
        "name": "anna", "units": "km", "time_zone": "Europe/Berlin",
    }  # fmt: skip
    assert (told["token"]["name"], told["token"]["scopes"]) == ("a watch", ["read"])
