"""A log file into the database: whole or not at all, and twice is once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.importing.documents import CHECK_IN, LOG, RUN, SHOE, as_bytes, changed, log
from training.importing.log_import import import_log
from training.importing.problems import BadLog
from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    GapAnswer,
    LadderSession,
    PreviousInjury,
    Reaction,
    Run,
    Shoe,
    User,
)

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MODELS = (
    *(Run, CheckIn, CareEntry, GapAnswer, Shoe, PreviousInjury, Reaction),
    *(LadderSession, Clearance),
)


def take(document, username: str = "anna") -> dict[str, tuple[int, int]]:
    """Added and known entries by model, where there were any."""
    result = import_log(username, as_bytes(document))
    both = {name: (result.added[name], result.known[name]) for name in result.added}
    return {name: numbers for name, numbers in both.items() if any(numbers)}


def rows() -> dict[str, list[dict]]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


ONE_OF_EACH = {
    "Run": (1, 0),
    "CheckIn": (1, 0),
    "CareEntry": (1, 0),
    "GapAnswer": (1, 0),
    "Shoe": (1, 0),
    "PreviousInjury": (1, 0),
    "Reaction": (1, 0),
    "LadderSession": (1, 0),
    "Clearance": (1, 0),
}


def test_makes_the_account_with_its_profile():
    assert take(LOG) == ONE_OF_EACH
    anna = User.objects.get(username="anna")
    assert (anna.has_usable_password(), anna.is_staff, anna.profile.time_zone) == (
        False,
        False,
        "Europe/Berlin",
    )
    assert anna.profile.stiff_hamstrings is True
    assert (anna.runs.get().shoe.name, anna.runs.get().local_date) == ("Brooks Ghost 15", date(2026, 3, 1))


def test_again_changes_nothing():
    take(LOG)
    before = rows()
    assert take(LOG) == dict.fromkeys(ONE_OF_EACH, (0, 1))
    assert rows() == before


def test_the_same_entry_twice_in_a_file_is_one():
    utc = {**RUN, "start": "2026-03-01T06:30:00Z"}
    care = [{"on": "2026-03-02", "kind": "ice"}, {"on": "2026-03-02", "kind": "ice", "minutes": None}]
    document = log(
        shoes=[SHOE, SHOE], runs=[RUN, utc, {**RUN, "rpe": 9}], check_ins=[CHECK_IN] * 2, care=care
    )
    assert take(document) == {"Run": (1, 1), "CheckIn": (1, 1), "CareEntry": (1, 1), "Shoe": (1, 0)}
    assert Run.objects.get().rpe == 4


def test_the_same_entry_with_other_facts_is_left_out_and_counted():
    worse = {**CHECK_IN, "score": 8}
    runs = [RUN, {**RUN, "shoe": None}, {**RUN, "surface": "sand"}, RUN]
    data = as_bytes(log(shoes=[SHOE], runs=runs, check_ins=[CHECK_IN, worse]))
    first, again = import_log("anna", data), import_log("anna", data)
    assert (first.differing, first.added["Run"], first.known["Run"]) == ({"Run": 2, "CheckIn": 1}, 1, 1)
    assert (again.differing, again.added["Run"], again.known["Run"]) == ({"Run": 2, "CheckIn": 1}, 0, 2)
    assert (CheckIn.objects.get().score, Run.objects.get().surface) == (3, "asphalt")


def test_one_instant_on_two_dates_is_two_facts():
    abroad = {"start": "2026-03-01T23:30:00-10:00", "distance_m": 10}
    result = import_log(
        "anna", as_bytes(log(runs=[abroad, {**abroad, "start": "2026-03-02T10:30:00+01:00"}]))
    )
    assert result.differing == {"Run": 1}


def test_an_entry_edited_since_is_no_contradiction_of_the_file():
    take(LOG)
    CheckIn.objects.update(score=9)
    assert import_log("anna", as_bytes(LOG)).differing == {}


def test_tells_what_it_changed_in_the_profile():
    assert import_log("anna", as_bytes(LOG)).profile == []
    assert import_log("anna", as_bytes(LOG)).profile == []
    moved = log()
    moved["runner"] = {
        "time_zone": "Europe/Lisbon",
        "units": "mi",
        "foot_type": "neutral",
        "stiff_calves": True,
    }
    assert import_log("anna", as_bytes(moved)).profile == ["time_zone", "units", "stiff_calves"]
    assert import_log("anna", as_bytes(moved)).profile == []


def test_shoes_without_keys_come_in_once():
    document = log(shoes=[{"name": "Peg 40"}, {"name": "Peg-40"}, {"name": "👟"}])
    assert take(document) == {"Shoe": (3, 0)}
    assert take(document) == {"Shoe": (0, 3)}


def test_neighbours_are_different_entries():
    longer, later = {**RUN, "distance_m": 10001}, {**RUN, "start": "2026-03-01T07:30:01+01:00"}
    knees = [CHECK_IN, {**CHECK_IN, "side": "right"}, {**CHECK_IN, "moment": "rest"}]
    ice = [{"on": "2026-03-02", "kind": "ice", "minutes": minutes} for minutes in (None, 15, 16)]
    assert take(log(shoes=[SHOE], runs=[RUN, longer, later], check_ins=knees, care=ice)) == {
        "Run": (3, 0),
        "CheckIn": (3, 0),
        "CareEntry": (3, 0),
        "Shoe": (1, 0),
    }


def test_extends_an_account_and_leaves_what_it_does_not_name():
    take(LOG)
    User.objects.filter(username="anna").update(first_name="Anna")
    later = log(runs=[{"start": "2026-03-05T07:30:00", "distance_m": 5000, "shoe": "ghost"}])
    later["runner"] = {"time_zone": "Europe/Lisbon", "units": "mi"}
    assert take(later) == {"Run": (1, 0)}
    anna = User.objects.get(username="anna")
    assert (anna.first_name, anna.profile.time_zone, anna.profile.units) == ("Anna", "Europe/Lisbon", "mi")
    assert anna.profile.stiff_hamstrings is True
    assert [(run.local_text, run.shoe.key) for run in anna.runs.order_by("starts_at")] == [
        ("2026-03-01T07:30:00+01:00", "ghost"),
        ("2026-03-05T07:30:00+00:00", "ghost"),
    ]


def test_what_the_account_says_of_a_shoe_stays():
    take(LOG)
    Shoe.objects.update(name="Edited")
    take(changed("shoes[0].name", "From the file"))
    assert Shoe.objects.get().name == "Edited"


def test_a_run_already_logged_may_be_later_than_a_retirement_since():
    take(LOG)
    Shoe.objects.update(retired_on=date(2026, 2, 1))
    assert take(LOG)["Run"] == (0, 1)


def test_shoes_name_their_successor():
    shoes = [{"key": "old", "retired_on": "2026-02-01", "successor": "new"}, {"key": "new"}]
    take(log(shoes=shoes))
    assert Shoe.objects.get(key="old").successor.key == "new"
    take(log(shoes=[{"key": "older", "successor": "old"}]))
    assert Shoe.objects.get(key="older").successor.key == "old"


RETIRED = {**SHOE, "retired_on": "2026-02-28"}


@pytest.mark.parametrize(
    ("lists", "why"),
    [
        ({"runs": [RUN]}, "runs[0].shoe: “ghost” is the key of no shoe in the file or the account"),
        (
            {"shoes": [RETIRED], "runs": [RUN]},
            "runs[0].shoe: “ghost” was retired on 2026-02-28, before this run",
        ),
        (
            {"shoes": [{**SHOE, "successor": "nope"}]},
            "shoes[0].successor: “nope” is the key of no shoe in the file or the account",
        ),
        ({"shoes": [{**SHOE, "successor": "ghost"}]}, "shoes[0].successor: must be another shoe"),
        (
            {"shoes": [SHOE], "runs": [RUN], "care": [{"on": "2026-03-02", "kind": "tea"}]},
            "care[0].kind: “tea” is not one of",
        ),
    ],
)
def test_one_bad_entry_and_nothing_comes_in(lists, why):
    take(LOG, "bert")
    before = rows()
    with pytest.raises(BadLog) as problem:
        take(log(**lists))
    assert str(problem.value).startswith(why)
    assert rows() == before
    assert not User.objects.filter(username="anna").exists()


def test_a_run_on_the_day_of_retirement_wears_the_shoe():
    take(log(shoes=[{**SHOE, "retired_on": "2026-03-01"}], runs=[RUN]))
    assert Run.objects.get().shoe.key == "ghost"


@pytest.mark.parametrize("username", ["no spaces", "x" * 151, "", "a\nb", "a\udcff", "a\0"])
def test_a_name_that_no_account_can_have(username):
    with pytest.raises(BadLog, match=r"^USERNAME: "):
        take(LOG, username)
    assert User.objects.count() == 0


def test_accounts_do_not_mix():
    take(LOG)
    assert take(LOG, "bert") == ONE_OF_EACH
    assert {run.shoe.runner_id == run.runner_id for run in Run.objects.all()} == {True}
