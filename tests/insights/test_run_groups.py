"""Each factor: first where nothing is known of it, then its groups."""

from __future__ import annotations

from tests.builders import on, run
from training.engine.facts import ShoeFact
from training.engine.log import Log
from training.insights.run_groups import Grouping, groupings
from training.rules.load_longest_run import Limits


def grouped(name: str, *runs, shoes=(), among: range | None = None) -> Grouping:
    log = Log(runs=runs, shoes=shoes)
    found = groupings(log, among or range(len(log.runs)), Limits())
    return next(grouping for grouping in found if grouping.name == name)


def test_without_a_run_there_is_no_group():
    assert {(found.marks, found.order) for found in groupings(Log(), [], Limits())} == {((), ())}


def test_what_the_runner_did_not_say_is_in_no_group():
    for name in ("surface", "terrain", "session", "shoe", "shoe_age", "warm_up"):
        found = grouped(name, run(1, 8))
        assert (found.name, found.marks) == (name, ("",))
        assert "" not in found.order


def test_words_stand_in_the_order_of_how_often_they_were_said():
    runs = [run(day, 8, surface=word) for day, word in enumerate(("grass", "trail", "", "trail"))]
    assert grouped("surface", *runs) == Grouping(
        "surface", ("grass", "trail", "", "trail"), ("trail", "grass")
    )


def test_terrain_and_session():
    runs = [run(1, 8, terrain="hilly", session="long"), run(2, 8, terrain="flat", session="easy")]
    assert grouped("terrain", *runs).marks == ("hilly", "flat")
    assert grouped("session", *runs).marks == ("long", "easy")


def test_runs_of_one_distance_are_one_band():
    found = grouped("distance", *[run(day, 8) for day in range(9)])
    assert found == Grouping("distance", ("0",) * 9, ("0",))


def test_bands_are_cut_in_the_gaps_of_the_log():
    distances = (5, 5.1, 5.2, 8, 8.1, 8.3, 15, 16, 16.2)
    found = grouped("distance", *[run(day, km) for day, km in enumerate(distances)])
    assert found == Grouping("distance", tuple("000111222"), ("0", "1", "2"), (6_600, 11_650))


def test_two_bands_are_further_apart_than_a_mile():
    distances = (5, 5.1, 5.2, 6.1, 6.2, 6.3, 7.2, 7.3, 7.4)
    found = grouped("distance", *[run(day, km) for day, km in enumerate(distances)])
    assert (found.order, len(found.cuts)) == (("0", "1"), 1)


def test_a_spike_is_told_against_the_longest_of_the_days_before():
    runs = [run(0, 10), run(1, 10), run(2, 10), run(3, 11), run(4, 12.11), run(5, 12.11), run(40, 30)]
    assert grouped("spike", *runs).marks == ("", "", "within", "longer", "spike", "within", "")


def test_a_spike_looks_at_runs_before_those_that_are_grouped():
    runs = [run(0, 10), run(1, 10), run(2, 12)]
    assert grouped("spike", *runs, among=range(2, 3)).marks == ("spike",)


def test_shoes_by_key_and_by_what_they_had_run_before_that_day():
    shoes = [ShoeFact("ghost", "Ghost", earlier_m=100_000), ShoeFact("new", "New", started_on=on(3))]
    runs = [run(day, 10, shoe="ghost") for day in range(3)] + [run(4, 10, shoe="new"), run(5, 10)]
    assert grouped("shoe", *runs, shoes=shoes).marks == ("ghost", "ghost", "ghost", "new", "")
    found = grouped("shoe_age", *runs, shoes=shoes)
    assert (found.marks, found.cuts) == (("1", "2", "2", "0", ""), (50_000, 105_000))


def test_a_warm_up_is_yes_or_no_or_not_said():
    runs = [run(0, 8, warm_up=False), run(1, 8), run(2, 8, warm_up=True)]
    assert grouped("warm_up", *runs) == Grouping("warm_up", ("no", "", "yes"), ("yes", "no"))


def test_rest_days_before():
    days = (0, 1, 3, 6, 10)
    runs = [run(day, 8) for day in days] + [run(10, 4, "18:00")]
    assert grouped("rest", *runs) == Grouping("rest", ("", "0", "1", "2", "2", "0"), ("0", "1", "2"))


def test_a_split_leaves_out_what_is_not_known():
    look = Grouping("surface", ("a", "", "b", "a"), ("a", "b")).split("a")
    assert (look.inside, look.others) == ((0, 3), (2,))
