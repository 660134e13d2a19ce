from __future__ import annotations

from itertools import product

from tests.builders import care, check_in, on, run
from training.engine.facts import RunFact, ShoeFact
from training.engine.log import KneeLog, Log

RUNS = [run(3, 5, shoe="a"), run(0, 10, shoe="a"), run(3, 2, "18:00"), run(7, 8, shoe="b")]


def metres(log: Log, first: int, last: int) -> int:
    return log.distance_between(on(first).toordinal(), on(last).toordinal())


def contents(log: Log) -> dict[str, object]:
    """All that a log knows, with knees as plain values."""
    known = {name: value for name, value in vars(log).items() if name not in ("knees", "_remembered")}
    return {**known, **{side: vars(knee) for side, knee in log.knees.items()}}


def test_an_empty_log_sums_to_nothing():
    log = Log()
    assert metres(log, -5, 5) == 0
    assert log.run_range(0, 10**6) == (0, 0)
    assert log.run_before(10**6, 10**12) is None
    assert log.first_run_on is None


def test_runs_are_sorted_by_day_and_moment():
    assert [(r.day, r.distance_m) for r in Log(runs=RUNS).runs] == [
        (on(0), 10000), (on(3), 5000), (on(3), 2000), (on(7), 8000),
    ]  # fmt: skip


def test_sums_of_every_span_are_the_sums_of_its_runs():
    log = Log(runs=RUNS)
    for first, last in product(range(-3, 11), repeat=2):
        inside = [r.distance_m for r in RUNS if on(first) <= r.day <= on(last)]
        assert metres(log, first, last) == sum(inside)


def test_metres_on_a_shoe_by_a_day():
    shoe = ShoeFact("a", "Ghost", earlier_m=500)
    log = Log(runs=RUNS, shoes=[shoe])
    assert [log.shoe_distance(shoe, on(day).toordinal()) for day in (-1, 0, 2, 3, 9)] == [
        500, 10500, 10500, 15500, 15500,
    ]  # fmt: skip
    assert log.shoe_distance(ShoeFact("none", "New"), on(9).toordinal()) == 0


def test_the_day_a_shoe_came_to_so_many_metres():
    shoe = ShoeFact("a", "Ghost", earlier_m=500)
    log = Log(runs=RUNS)
    assert [log.shoe_passed_on(shoe, m) for m in (500, 501, 10500, 10501, 15500, 15501)] == [
        None, on(0), on(0), on(3), on(3), None,
    ]  # fmt: skip


def test_the_latest_run_begun_by_a_moment():
    log = Log(runs=RUNS)
    evening = RUNS[2]
    day = evening.day.toordinal()
    assert log.run_before(day, evening.instant_s) == evening
    assert log.run_before(day, evening.instant_s - 1) == RUNS[0]
    assert log.run_before(on(2).toordinal(), evening.instant_s) == RUNS[1]
    assert log.run_before(on(-1).toordinal(), evening.instant_s) is None


def test_with_run_is_the_log_rebuilt():
    rest = {"check_ins": [check_in(2, 3)], "care": [care(1)], "shoes": [ShoeFact("a", "Ghost")]}
    for thought_of in (run(-2, 4), run(3, 6, "12:00", shoe="a"), run(20, 9)):
        log = Log(runs=RUNS, **rest)
        before = contents(log)
        assert contents(log.with_run(thought_of)) == contents(Log(runs=[thought_of, *RUNS], **rest))
        assert contents(log) == before
    assert contents(Log().with_run(RUNS[0])) == contents(Log(runs=RUNS[:1]))


def test_what_is_remembered_is_made_once_and_not_carried_into_another_log():
    log, made = Log(runs=RUNS), []
    for _ in range(2):
        assert log.remember("sum", lambda: made.append(1) or 17) == 17
    assert len(made) == 1
    assert log.remember("nothing", lambda: None) is None
    assert log.with_run(run(9, 1)).remember("sum", lambda: 18) == 18
    assert log.remember("sum", lambda: 19) == 17


def test_older_entries_than_these_are_known_by_their_first_days():
    assert Log(runs=RUNS).first_run_on == on(0)
    assert Log(runs=RUNS, first_run_on=on(-400)).first_run_on == on(-400)


def test_days_with_any_entry():
    log = Log(runs=RUNS[:1], check_ins=[check_in(1, 0), check_in(3, 0)], care=[care(5)])
    assert log.entry_days == [on(day).toordinal() for day in (1, 3, 5)]


def test_a_knee_keeps_its_own_entries_in_order_and_the_worst_of_each_day():
    entries = [check_in(2, 1), check_in(0, 4), check_in(0, 6, clock="08:00"), check_in(1, 9, side="right")]
    knee = Log(check_ins=entries).knees["left"]
    assert knee.entries == [entries[2], entries[1], entries[0]]
    assert knee.days == [on(0).toordinal(), on(2).toordinal()]
    assert knee.worst_scores == [6, 1]
    assert knee.worst_on(on(0).toordinal()) == entries[2]
    assert knee.between(on(1).toordinal(), on(2).toordinal()) == [entries[0]]


def test_the_latest_of_equally_bad_entries_stands_for_the_day():
    entries = [check_in(0, 4, clock="08:00"), check_in(0, 4, clock="09:00"), check_in(0, 1)]
    assert Log(check_ins=entries).knees["left"].worst_on(on(0).toordinal()) == entries[1]


def whole_span(knee: KneeLog, opened: int) -> tuple[int, int]:
    first, last = knee.whole_span(on(opened))
    return first - on(0).toordinal(), last - on(0).toordinal()


def test_an_episode_lasts_until_it_closes_or_the_log_ends():
    knee = Log(check_ins=[check_in(day, score) for day, score in enumerate((1, 0, 0, 0, 0, 2, 0))]).knees[
        "left"
    ]
    assert whole_span(knee, 0) == (0, 3)
    assert whole_span(knee, 5) == (5, 6)


def test_two_runs_at_one_moment_keep_one_order():
    twins = [run(0, 5), run(0, 7)]
    assert Log(runs=twins).runs == Log(runs=twins[::-1]).runs


def test_runs_by_the_runners_own_day_though_the_zone_moved():
    tokyo = RunFact("2026-03-02T00:30:00+09:00", on(1), 1_772_379_000, 5000)
    honolulu = RunFact("2026-03-01T20:00:00-10:00", on(0), 1_772_431_200, 6000)
    assert Log(runs=[tokyo, honolulu]).runs == [honolulu, tokyo]
