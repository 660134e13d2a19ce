from __future__ import annotations

from tests.builders import check_in, on, run
from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import ShoeFact
from training.engine.history import History
from training.engine.log import Log
from training.insights.headroom import Room, headroom
from training.rules import ALL_RULES, knee_two_weeks, load_longest_run, load_weekly_jump, shoe_mileage

STEADY = [run(day, 10) for day in range(0, 40, 2)]


def rooms(today: int, **log) -> list[Room]:
    return headroom(History(Log(**log), on(today)), Ruleset())


def left(found: list[Room]) -> dict[str, int]:
    return {room.rule.id: room.left for room in found}


def test_no_line_ahead_without_a_log():
    assert rooms(10) == []


def test_the_longest_quiet_run_and_week():
    # 30 km in the last 7 days, 40 km in the best 7 days before: 44 km is the most that raises nothing.
    assert rooms(39, runs=STEADY) == [
        Room(load_weekly_jump.RULE, "runner", "", 30_000, 14_000),
        Room(load_longest_run.RULE, "runner", "", 10_000, 11_000),
    ]


def test_one_step_more_is_what_the_engine_flags():
    log = Log(runs=STEADY)
    for room in headroom(History(log, on(39)), Ruleset()):
        raised = []
        for metres in (room.left, room.left + 10):
            more = log.with_run(run(39, metres / 1000, "23:00"))
            found = evaluate(History(more, on(39)), [room.rule], Ruleset())
            raised.append(len(found))
        assert raised == [0, 1], room.rule.id


def test_the_recent_longest_is_what_a_run_of_today_is_compared_with():
    def longest(today: int) -> int:
        found = {room.rule.id: room.used for room in rooms(today, runs=[run(0, 11), *STEADY[1:]])}
        return found["load.longest_run"]

    assert (longest(30), longest(31)) == (11_000, 10_000)


def test_a_shoe_counts_to_its_next_line():
    shoe = ShoeFact("ghost", "Ghost", earlier_m=400_000)
    worn = ShoeFact("old", "Old", earlier_m=500_000)
    gone = ShoeFact("gone", "Gone", earlier_m=900_000)
    found = rooms(0, shoes=[shoe, worn, gone])
    assert [(room.subject, room.used, room.left) for room in found] == [
        ("shoe:ghost", 400_000, 82_800),
        ("shoe:gone", 900_000, 0),
        ("shoe:old", 500_000, 304_670),
    ]
    assert {room.rule for room in found} == {shoe_mileage.RULE}


def test_an_episode_counts_its_days_to_the_specialist():
    def episode(today: int) -> Room:
        return rooms(today, check_ins=[check_in(0, 2)])[-1]

    assert episode(8) == Room(knee_two_weeks.RULE, "knee:left", "left", 9, 6)
    assert episode(13) == Room(knee_two_weeks.RULE, "knee:left", "left", 14, 1)
    assert episode(14) == Room(knee_two_weeks.RULE, "knee:left", "left", 15, 0)


def test_no_room_is_left_while_the_week_is_flagged():
    log = {"runs": [*STEADY, run(39, 30)]}
    found = evaluate(History(Log(**log), on(39)), ALL_RULES, Ruleset())
    assert "load.weekly_jump" in {finding.rule.id for finding in found}
    assert left(rooms(39, **log))["load.weekly_jump"] == 0


def test_the_tightest_rule_decides_how_long_a_run_may_be():
    every_day = [run(day, 6) for day in range(33, 39)]
    found = left(rooms(39, runs=[*[run(day, 6) for day in range(0, 32, 2)], *every_day]))
    assert found["load.longest_run"] == 0
