from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from tests.factories import at, make_check_in, make_run, make_runner, make_shoe
from training.logbook import acts, undoing, writing
from training.models import CareEntry, CheckIn, Run, Shoe

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = date(2026, 6, 1)


def new_run(runner, metres=8_000, **more) -> Run:
    run = Run(runner=runner, distance_m=metres, **more)
    run.place(at(DAY, 7), "UTC")
    return run


def test_the_same_form_twice_is_one_run():
    runner, form_id = make_runner(), uuid.uuid4()
    writing.add_run(new_run(runner, id=form_id))
    with pytest.raises(writing.AlreadyLoggedError) as caught:
        writing.add_run(new_run(runner, metres=9_000, id=form_id))
    assert caught.value.entry == runner.runs.get()
    assert runner.runs.get().distance_m == 8_000


def test_an_equal_run_is_found_and_another_distance_is_another_run():
    runner = make_runner()
    writing.add_run(new_run(runner))
    with pytest.raises(writing.AlreadyLoggedError):
        writing.add_run(new_run(runner))
    writing.add_run(new_run(runner, metres=8_001))
    assert runner.runs.count() == 2


def test_an_id_of_somebody_else_stays_theirs_and_the_run_gets_its_own():
    mine, theirs = make_runner("anna"), make_runner("ben")
    foreign = make_run(theirs, DAY)
    writing.add_run(new_run(mine, id=foreign.pk))
    assert mine.runs.get().pk != foreign.pk
    assert theirs.runs.get() == foreign


def test_a_stale_edit_is_told_and_writes_nothing():
    runner = make_runner()
    run = make_run(runner, DAY)
    first, second = Run.objects.get(), Run.objects.get()
    first.distance_m, second.distance_m = 9_000, 10_000
    writing.change(first, ["distance_m"])
    with pytest.raises(writing.StaleEditError) as stale:
        writing.change(second, ["distance_m"])
    run.refresh_from_db()
    assert (run.distance_m, run.version, stale.value.version) == (9_000, 2, 2)
    run.delete()
    with pytest.raises(writing.StaleEditError) as gone:
        writing.change(second, ["distance_m"])
    assert gone.value.version is None


@pytest.mark.parametrize(
    "make", [make_run, lambda runner, day: make_check_in(runner, day, 3, signs={"locks"})]
)
def test_delete_and_undo_bring_back_the_same_row(make):
    runner = make_runner()
    entry = make(runner, DAY)
    columns = [field.name for field in entry._meta.fields if field.name != "created_at"]
    before = type(entry).objects.values(*columns).get()
    undo = undoing.delete(runner, [entry])
    assert type(entry).objects.count() == 0
    undoing.restore(runner, undo.pk)
    assert type(entry).objects.values(*columns).get() == before
    with pytest.raises(undoing.UndoGoneError):
        undoing.restore(runner, undo.pk)


def test_undo_is_the_owners_alone():
    owner, other = make_runner("anna"), make_runner("ben")
    undo = undoing.delete(owner, [make_run(owner, DAY)])
    with pytest.raises(undoing.UndoGoneError):
        undoing.restore(other, undo.pk)
    assert Run.objects.count() == 0


def test_a_run_comes_back_without_a_shoe_that_is_gone():
    runner = make_runner()
    shoe = make_shoe(runner)
    undo = undoing.delete(runner, [make_run(runner, DAY, shoe=shoe)])
    shoe.delete()
    undoing.restore(runner, undo.pk)
    assert runner.runs.get().shoe is None


def test_keys_of_shoes_do_not_collide():
    runner = make_runner()
    for _ in range(3):
        acts.add_shoe(Shoe(runner=runner, name="Ghost 15"))
    acts.add_shoe(Shoe(runner=runner, name="!!"))
    assert sorted(runner.shoes.values_list("key", flat=True)) == [
        "ghost-15",
        "ghost-15-2",
        "ghost-15-3",
        "shoe",
    ]


def test_a_new_shoe_takes_over_from_a_retired_one():
    runner = make_runner()
    shoe = make_shoe(runner, support="stability")
    acts.retire_shoe(shoe, retired_on=DAY, successor=None, new_name="Ghost 16")
    shoe.refresh_from_db()
    assert (shoe.retired_on, shoe.successor.name, shoe.successor.support) == (DAY, "Ghost 16", "stability")
    assert shoe.successor.started_on == DAY


def test_clear_days_close_an_episode_and_no_more_than_needed():
    runner = make_runner()
    today = runner.profile.today()
    assert len(acts.log_clear_days(runner, "left", today - timedelta(days=30))) == 3
    days = CheckIn.objects.order_by("local_date").values_list("local_date", "side", "score")
    assert list(days) == [(today - timedelta(days=back), "left", 0) for back in (2, 1, 0)]
    assert acts.log_clear_days(runner, "right", today) == list(runner.check_ins.filter(side="right"))


def test_one_tap_says_both_knees_are_clear_and_twice_is_once():
    runner = make_runner()
    acts.log_clear_now(runner, "after")
    acts.log_clear_now(runner, "after")
    assert sorted(CheckIn.objects.values_list("side", "score", "moment"))[:2] == [
        ("left", 0, "after"),
        ("right", 0, "after"),
    ]


def test_rest_days_fill_what_is_free():
    runner = make_runner()
    make_run(runner, DAY + timedelta(days=1))
    CareEntry.objects.create(runner=runner, on=DAY + timedelta(days=2), kind="rest_day")
    assert acts.log_rest_days(runner, DAY, DAY + timedelta(days=3)) == 2
    assert [entry.on.day for entry in runner.care_entries.order_by("on")] == [1, 3, 4]


def test_undo_is_content_where_the_entry_was_logged_again():
    runner = make_runner()
    undo = undoing.delete(runner, [make_run(runner, DAY)])
    again = make_run(runner, DAY)
    undoing.restore(runner, undo.pk)
    assert runner.runs.get() == again
